"""`python -m benchmarks.peers.dash_app PORT`: four of our pages as a Dash app, to measure ours beside.

As somebody who knows Dash would write it: one callback for the page, components of Dash's own, Plotly for charts,
reports kept once asked, our style sheet. The same views give it every title, row, table, chart and definition; only
what our pages do besides is missing: rights, slices, languages, links behind numbers, live pages, print and files.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dash import Dash, Input, Output, dcc, html
from werkzeug.serving import WSGIRequestHandler

from data_pipeline import reports
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message, translate
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Stamp, Target
from data_pipeline.settings import Settings
from data_pipeline.views import attention, b1, definitions, focus_sectors, headline, levels, overview
from data_pipeline.views import satisfaction as satisfied
from data_pipeline.views import sector_comparison as sides
from data_pipeline.views import targets as findings
from data_pipeline.views.chart import Plot, Share, Text, translated
from data_pipeline.views.headline import Headline, Headlines, Strip
from data_pipeline.views.table import Column, RowKind, Table, format_cell
from ui import chart, style
from ui.theme import LIGHT

READER = Person("benchmark", Role.PARTNER)
LANGUAGE = "da"
BOARD = reports.open_board(Settings.read())
MENU = {
    "Overblik": "/",
    "Aktivitetsmål": "/targets",
    "Tilfredshed": "/satisfaction",
    "Fokusområder": "/focus_sectors",
}
PAINT = {"actual": "actual", "mid": "forecast", "forecast": "forecast", "cut": "cut", "track": "track"}
SHAPES = {"met": "▲", "on_track": "●", "behind": "▼", "missed": "▼"}


@cache
def answer(page: str, agreement: str, as_of: dt.date) -> Any:
    """A report, worked out once."""
    return BOARD.answer(page, agreement, as_of, by=READER)


@cache
def agreements() -> tuple[reports.AgreementChoice, ...]:
    """The agreements one may choose among."""
    return BOARD.agreements(LANGUAGE)


def said(text: Text) -> str:
    return translated(text, LANGUAGE)


def head(name: str, finding: Text, stamp: Stamp) -> html.Header:
    """Where we are, the finding, and which data it rests on."""
    told = f"{said(message('Data up to {as_of}', as_of=stamp.as_of))} · indlæsning {stamp.snapshot}"
    kicker = html.P(name, className="kicker")
    return html.Header([kicker, html.H1(said(finding)), html.P(told, className="stamp")], className="head")


def strip(shown: Strip | None, height: int) -> html.Div:
    """A small mark as boxes in a box."""
    parts = []
    for part in shown.parts if shown else ():
        is_area = part.kind in PAINT
        width = f"{(part.end - part.start) * 100:.2f}%" if part.end else "3px"
        across = {"top": "30%", "height": "40%"} if is_area else {"top": "10%", "height": "80%"}
        if part.kind in ("interval", "spread"):
            across = {"top": "46%", "height": "8%"}
        colour = getattr(LIGHT, PAINT.get(part.kind, "ink"))
        box = {"position": "absolute", "left": f"{part.start * 100:.2f}%", "width": width, "background": colour}
        parts.append(html.Div(style=box | across))
    told = said(shown.told) if shown else ""
    return html.Div(parts, title=told, role="img", style={"position": "relative", "height": f"{height}px"})


def headlines(shown: Headlines) -> list[Any]:
    """Headline rows under their title."""
    return [
        html.H2(said(shown.title), className="section"),
        html.Div([_headline(row) for row in shown.rows], className="headlines"),
    ]


def _headline(row: Headline) -> html.Div:
    label = translate(CATALOGUE[row.figure].label, LANGUAGE)
    number = [html.Strong(said(row.number)), " ", html.Span(said(row.of), className="of")]
    verdict = [
        html.Strong(f"{SHAPES.get(row.status, '')} {said(row.verdict)}"),
        html.Span(said(row.sentence), className="sentence"),
    ]
    return html.Div(
        [
            html.Div(html.Strong(label), className="label"),
            html.Div(number, className="number"),
            html.Div(strip(row.strip, 44), className="figure"),
            html.Div(verdict, className="verdict"),
        ],
        className="headline",
    )


def table(shown: Table) -> list[Any]:
    """A view's table under its title."""
    columns = [(place, column) for place, column in enumerate(shown.columns) if not column.is_small]
    head = html.Tr([html.Th(column.title, className=str(column.kind)) for _place, column in columns])
    body = [_row(row, columns, shown.kinds.get(number, RowKind.PART)) for number, row in enumerate(shown.rows)]
    notes = [html.P(note, className="note") for note in shown.notes]
    return [
        html.H2(shown.title, className="part"),
        html.Table([html.Thead(head), html.Tbody(body)], className="sheet"),
        *notes,
    ]


def _row(row: Sequence[Any], columns: list[tuple[int, Column]], kind: RowKind) -> html.Tr:
    cells = [
        html.Td(format_cell(row[place], column.kind, LANGUAGE), className=str(column.kind)) for place, column in columns
    ]
    return html.Tr(cells, className=str(kind))


def graph(plot: Plot) -> list[Any]:
    """The same figure as ours, under its title; its marks lead nowhere."""
    series = tuple(replace(one, marks=tuple(replace(mark, lead=None) for mark in one.marks)) for one in plot.series)
    drawn = chart.figure(replace(plot, series=series), LIGHT, LANGUAGE)
    height = {"height": f"{plot.height}px"}
    return [
        html.H2(said(plot.title), className="part"),
        dcc.Graph(figure=drawn, config={"displaylogo": False}, style=height),
    ]


def side_by_side(*boxes: list[Any]) -> html.Div:
    """Boxes beside each other."""
    tracks = {"--tracks": " ".join(["minmax(0,1fr)"] * len(boxes))}
    return html.Div([html.Div(box, className="column") for box in boxes], className="columns", style=tracks)


def how(figures: list[tuple[str, str]]) -> html.Section:
    """How the figures of a page are counted."""
    listed = [
        html.Div([html.Dt(said(one.label)), html.Dd(f"{said(one.meaning)} {', '.join(one.clauses)} · {one.rule}")])
        for one in definitions.of(figures)
    ]
    return html.Section([html.H2("Sådan tælles det"), html.Dl(listed)], className="how")


def overview_page(*asked: Any) -> list[Any]:
    """Overblik."""
    report = answer("overview", *asked)
    lines = [
        html.Div([html.Strong(said(one.headline)), html.P(said(one.explanation))], className="attention")
        for one in attention.attention(report)
    ]
    return [
        head("Overblik · Er vi på rette vej?", findings.overview(report), report.stamp),
        side_by_side(
            headlines(overview.headlines(report)), [html.H2("Kræver opmærksomhed", className="section"), *lines]
        ),
        how(overview.figures(report)),
    ]


def targets_page(*asked: Any) -> list[Any]:
    """Aktivitetsmål."""
    report = answer("targets", *asked)
    segments = [
        [html.H2(segment), *(_target(one) for one in report.targets if one.segment == segment)]
        for segment in ("entrepreneur", "company")
    ]
    folded = html.Details(
        [html.Summary("Det samme som tabel"), *_tables(b1.tables(report, LANGUAGE))], className="fold"
    )
    return [
        head("Aktivitetsmål · Når vi tallene i B1?", b1.title(report), report.stamp),
        side_by_side(*segments),
        html.H2(said(b1.courses_title(report.courses)), className="section"),
        side_by_side(*(graph(plot) for plot in b1.plots(report.courses))),
        folded,
        how([(one.id, one.clause) for one in {one.measure: one for one in report.targets}.values()]),
    ]


def _target(one: Target) -> html.Div:
    label = translate(CATALOGUE[one.id].label, LANGUAGE)
    mark = (
        strip(headline.of_target(one, label, headline.ROW_END), 34) if one.target else html.Span("Intet mål aftalt (0)")
    )
    possible = findings.still_possible(one)
    cells = [
        html.Div(label),
        html.Div(mark),
        html.Div(f"{one.actual} af {one.target}"),
        html.Div(
            [html.Strong(f"{SHAPES.get(one.status, '')} {one.status}"), html.Div(said(possible) if possible else "")]
        ),
    ]
    return html.Div(cells, style={"display": "grid", "gridTemplateColumns": "2fr 3fr 1fr 1fr", "gap": "10px"})


def satisfaction_page(*asked: Any) -> list[Any]:
    """Tilfredshed."""
    report = answer("satisfaction", *asked)
    facts = [
        html.Div([html.Dt(said(one.term)), html.Dd([html.Strong(said(one.value)), html.Span(said(one.aside))])])
        for one in satisfied.facts(report)
    ]
    spreads = [html.P(f"{said(one.label)}: {said(one.told)}") for one in levels.spreads(report)]
    shares = levels.shares(report)
    folded = html.Details(
        [html.Summary("Det samme som tabel"), *_tables(satisfied.tables(report, LANGUAGE))], className="fold"
    )
    aside = satisfied.population(report)
    return [
        head("Tilfredshed · Er mere end 80 % tilfredse?", satisfied.title(report), report.stamp),
        *headlines(satisfied.headlines(report)),
        html.Dl(facts, className="facts"),
        *graph(satisfied.course(report)),
        side_by_side(
            [html.H2("Fordeling af svar", className="part"), *spreads],
            [html.H2("Andel efter niveau", className="part"), *(_share(one, shares.goal) for one in shares.rows)],
        ),
        folded,
        html.Section(
            [html.H2(said(aside.title)), *(html.P(said(text)) for text in aside.paragraphs)], className="aside"
        ),
        how(satisfied.figures(report)),
    ]


def _share(one: Share, goal: float) -> html.Div:
    parts = [headline.Part("target", goal)]
    if one.share is not None and one.low is not None and one.high is not None:
        parts += [headline.Part("spread", one.low, one.high), headline.Part("dot", one.share)]
    cells = [html.Div(said(one.label)), strip(Strip(tuple(parts), one.written), 34), html.Strong(said(one.written))]
    return html.Div(cells, style={"display": "grid", "gridTemplateColumns": "1fr 2fr 1fr", "gap": "10px"})


def focus_sectors_page(*asked: Any) -> list[Any]:
    """Fokusområder side by side."""
    report, compared = answer("focus_sectors", *asked), answer("sector_comparison", *asked)
    shown = sides.sides(compared)
    columns = [html.Th([said(one.title), html.Small(said(one.unit))]) for one in shown.columns]
    rows = [
        html.Tr(
            [
                html.Th([said(row.name), html.Small(said(row.under))]),
                *(_held(held, column.is_share) for held, column in zip(row.held, shown.columns, strict=True)),
                html.Td(
                    [
                        *(html.P(said(text)) for _word, text in row.verdicts),
                        *(html.Small(said(text)) for text in row.reasons),
                    ]
                ),
            ]
        )
        for row in shown.rows
    ]
    top = html.Thead(html.Tr([html.Th("Fokusområde"), *columns, html.Th("Samlet")]))
    return [
        head("Fokusområder · Hvordan går det?", sides.title(compared, report), report.stamp),
        html.Table([top, html.Tbody(rows)], className="sides"),
        *_tables(focus_sectors.tables(report, LANGUAGE)),
        how(focus_sectors.figures(report)),
    ]


def _held(held: sides.Held, is_share: bool) -> html.Td:
    parts = []
    if held.value is not None and is_share:
        low, high = held.interval or (held.value, held.value)
        parts = [headline.Part("spread", low, high), headline.Part("dot", held.value)]
    return html.Td(
        [
            html.P([html.Strong(said(held.written)), html.Small(said(held.of))]),
            strip(Strip(tuple(parts), held.written), 36),
        ]
    )


def _tables(shown: Sequence[Table]) -> list[Any]:
    return [part for one in shown for part in table(one)]


PAGES: dict[str, Callable[..., list[Any]]] = {
    "/": overview_page,
    "/targets": targets_page,
    "/satisfaction": satisfaction_page,
    "/focus_sectors": focus_sectors_page,
}


def made() -> Dash:
    """The app: a menu, two lists and a page."""
    app = Dash(__name__, title="Væksttavlen", update_title=None, suppress_callback_exceptions=True)
    app.index_string = app.index_string.replace("</head>", f"<style>{style.variables()}{style.sheets()}</style></head>")
    newest = agreements()[0]
    days = [{"label": said(message("{day}", day=day)), "value": day.isoformat()} for day in newest.as_of]
    names = [{"label": one.title, "value": one.id} for one in agreements()]
    menu = html.Nav([html.Div(dcc.Link(name, href=path)) for name, path in MENU.items()], id="menu")
    lists = [dcc.Dropdown(names, newest.id, id="agreement"), dcc.Dropdown(days, newest.as_of[0].isoformat(), id="day")]
    frame = {"display": "grid", "gridTemplateColumns": "264px minmax(0,1fr)", "fontFamily": "IBM Plex Sans, sans-serif"}
    app.layout = html.Div([dcc.Location(id="address"), html.Div([menu, *lists]), html.Main(id="page")], style=frame)

    @app.callback(
        Output("page", "children"), Input("address", "pathname"), Input("agreement", "value"), Input("day", "value")
    )
    def page(path: str, agreement: str, day: str) -> list[Any]:
        return PAGES[path](agreement, dt.date.fromisoformat(day))

    return app


if __name__ == "__main__":
    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # connections are kept, as ours are
    made().run(port=int(sys.argv[1]), debug=False)
