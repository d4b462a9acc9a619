"""What has changed since a meeting: every headline number by cause, and one of them as steps from then to now."""

from __future__ import annotations

import plotly.graph_objects as go

from data_pipeline.language import Message, message
from data_pipeline.meetings.changes import Cause
from data_pipeline.meetings.changes_report import ChangesReport, Difference, Number
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.views import changes as findings
from data_pipeline.views.definitions import Definition
from ui import address, choices, html, menu, sheet, still, theme, words
from ui.sheet import Line
from ui.theme import Tokens, tokens
from ui.words import _, plain, safe, say

FIGURE = "change"
HEIGHT = 300  # px
LEAST_COLUMNS = 5  # two bars alone would fill the page
PAGE = "changes"
HALF = 0.38  # of a column: half a bar
SIDE = 0.46  # of a column: from the middle of an outer bar to the edge
HEADROOM = 0.17  # of the axis over and under the bars: room for a number


def head() -> None:
    """The way to the meetings."""
    html.append(f'<p class="way">{menu.link("meeting")}</p>')


def which(report: ChangesReport) -> None:
    """The meetings one may ask about, where there is more than one."""
    if len(report.meetings) > 1:
        names = {one.name: say(findings.meeting_title(one)) for one in report.meetings}
        choices.pills(PAGE, _("Meeting"), "since", names, report.since.name)


def asked_with(report: ChangesReport) -> dict[str, str]:
    """The report's own choice: the meeting."""
    return {"meeting": report.since.name}


def table(report: ChangesReport) -> None:
    """The headline numbers that changed, a column a cause; the others are counted under it."""
    changed = [one for one in report.differences if one.is_changed]
    if changed:
        causes = findings.causes_of(report)
        columns = [_("At the meeting"), *(_(findings.CAUSES[cause]) for cause in causes), _("Now")]
        lines = [Line(safe(findings.headline_label(one)), _cells(one, causes)) for one in changed]
        sheet.table(_("What has changed"), _("Figure"), columns, lines, stacks=True)
    rest = len(report.differences) - len(changed)
    told = message("{count} headline number is unchanged.", "{count} headline numbers are unchanged.", count=rest)
    hidden = f" {safe(_('Where few parties are behind it, the causes are named without numbers (§6).'))}"
    is_hidden = any(isinstance(by, Hidden) for one in changed for _cause, by in one.causes)
    html.append(f'<p class="note">{safe(told)}{hidden if is_hidden else ""}</p>')


def steps(report: ChangesReport) -> None:
    """One headline's way from the meeting to now; the reader chooses which."""
    drawn = {f"{one.figure}.{one.part}": one for one in report.headlines if _has_steps(one)}
    if not drawn:
        return
    names = {key: say(findings.cell_label(one)) for key, one in drawn.items()}
    html.append(f'<h2 class="part">{safe(_("From the meeting to now"))}</h2>')
    key = address.chosen(FIGURE, list(drawn))
    one = drawn[key]
    choices.pills(PAGE, _("Figure"), FIGURE, names, key)
    html.append(f'<h3 class="chart-title">{safe(findings.cell_label(one))}: {safe(findings.from_to(one))}</h3>')
    still.chart(figure, alt(one), one)


def rows(report: ChangesReport) -> None:
    """What happened to the CRM's rows, for those who may know."""
    told = findings.rows(report.rows)
    if told:
        items = "".join(f"<li>{safe(one)}</li>" for one in told)
        html.append(f'<h2 class="part">{safe(_("What happened to the rows"))}</h2><ul class="moved">{items}</ul>')


def meanings(report: ChangesReport) -> list[Definition]:
    """What each cause means, shown under one heading."""
    listed = [
        Definition(_(findings.CAUSES[one]), _(findings.MEANINGS[one]), (), "") for one in findings.causes_of(report)
    ]
    items = "".join(
        f"<div><dt>{safe(plain(one.label))}</dt><dd>{safe(plain(one.meaning))}</dd></div>" for one in listed
    )
    if items:
        html.append(f'<section class="how"><h2>{safe(_("What the causes mean"))}</h2><dl>{items}</dl></section>')
    return listed


def figure(one: Difference) -> go.Figure:
    """The difference from zero, cause by cause, and what it comes to: down is orange."""
    colours = tokens()
    bars = _bars(one)
    ends = [end for _name, start, by in bars for end in (start, start + by)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low or 1) * HEADROOM
    drawn = go.Figure(layout=_layout(colours, [name for name, _start, _by in bars], (low - room, high + room)))
    for place, (_name, start, by) in enumerate(bars):
        is_total = place == len(bars) - 1
        colour = colours.cut if by < 0 else colours.actual if is_total else colours.forecast
        drawn.add_bar(x=[place], base=[start], y=[by], width=2 * HALF, marker={"color": colour, "line": {"width": 0}})
    ink = {"color": colours.ink, "width": 2}
    for place, (_name, start, by) in enumerate(bars[:-1]):
        drawn.add_shape(
            type="line", x0=place + HALF, x1=place + 1 - HALF, y0=start + by, y1=start + by, line={**ink, "width": 1}
        )
    drawn.add_shape(type="line", x0=-SIDE, x1=len(bars) - 1 + SIDE, y0=0, y1=0, line=ink)
    for place, (_name, start, by) in enumerate(bars):
        text = say(findings.signed(_numbers(one)[place], one.unit))
        drawn.add_annotation(
            x=place,
            y=start + by if by < 0 else max(start, start + by),
            text=f"<b>{safe(text)}</b>",
            showarrow=False,
            font={"size": theme.AXIS_SIZE, "color": colours.ink},
            yanchor="top" if by < 0 else "bottom",
            yshift=-2 if by < 0 else 2,
        )
    return drawn


def alt(one: Difference) -> str:
    """What the steps show, in words and numbers."""
    return say(
        message(
            "{figure}: {change}: {why}",
            figure=findings.headline_label(one),
            change=findings.from_to(one),
            why=findings.why(one),
        )
    )


def _cells(one: Difference, causes: list[Cause]) -> list[str]:
    known = dict(one.causes)
    return [
        safe(findings.value(one.before, one.unit)),
        *(_by(known.get(cause), one) for cause in causes),
        f"<strong>{safe(findings.value(one.after, one.unit))}</strong>",
    ]


def _by(by: Number | Hidden | None, one: Difference) -> str:
    if by is None:
        return ""
    return safe(_("Hidden") if isinstance(by, Hidden) else findings.signed(by, one.unit))


def _has_steps(one: Difference) -> bool:
    return bool(one.causes) and not any(isinstance(by, Hidden) for _cause, by in one.causes)


def _numbers(one: Difference) -> list[Number]:
    """What each cause did, and the difference they come to."""
    known = [by for _cause, by in one.causes if not isinstance(by, Hidden)]
    return [*known, sum(known[1:], known[0])]


def _bars(one: Difference) -> list[tuple[Message | str, float, float]]:
    """Name, start and height of each bar."""
    bars: list[tuple[Message | str, float, float]] = []
    level = 0.0
    numbers = _numbers(one)
    for (cause, _by_cause), by in zip(one.causes, numbers, strict=False):
        bars.append((message(findings.CAUSES[cause]), level, float(by)))
        level += float(by)
    return [*bars, (message("Difference in all"), 0.0, float(numbers[-1]))]


def _layout(colours: Tokens, names: list[Message | str], span: tuple[float, float]) -> dict[str, object]:
    marks = [safe(name).replace(" ", "<br>", 1) for name in names]
    marks[-1] = f"<b>{marks[-1]}</b>"
    return theme.layout(
        colours,
        words.chosen(),
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 44},
        bargap=0,
        barmode="overlay",
        xaxis={
            "range": [-SIDE, max(len(names), LEAST_COLUMNS) - 1 + SIDE],
            "tickvals": list(range(len(names))),
            "ticktext": marks,
            "tickfont": {"color": colours.ink},
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
        },
        yaxis={"range": list(span), "visible": False},
    )
