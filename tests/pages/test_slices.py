"""A slice on the screen (R19): beside the whole on every figure page, in the address, and for the parties alone."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from data_pipeline import figures, reports
from data_pipeline.figures import Slice
from data_pipeline.privacy import rights
from data_pipeline.privacy.rights import Role
from data_pipeline.reports.slices import PAGES
from tests.installations import on_one_machine
from tests.pages.conftest import Shown, markup

YEAR_END = dt.date(2014, 12, 31)
GREEN = {"as_of": YEAR_END.isoformat(), "slice": "sector.green"}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_slice_beside_the_whole(page: str, sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, page, **GREEN)
    assert "Udsnit: Grøn teknologi og bæredygtig produktion" in shown.text
    assert "Et udsnit har intet mål, forventet tal eller budget for sig." in shown.text
    links = re.findall(r'<nav class="menu".*?</nav>', markup(shown.app), re.DOTALL)[0]
    assert "slice=sector.green" in links


def test_the_numbers_are_those_of_the_command_line(sample_home: Path):
    """Every line of every page is a number of `figures --sector green` beside one of `figures`."""
    board = reports.open_board(on_one_machine(sample_home))
    view = board.view("viborg-2014", YEAR_END, by=rights.owner())
    own = figures.all_figures(view.store, view.agreement, YEAR_END, Slice("sector", "green"))
    lines = {
        line.figure: line
        for page in PAGES
        for line in board.answer(
            "slices", "viborg-2014", YEAR_END, by=rights.owner(), page=page, slice="sector.green"
        ).lines
    }
    board.ledger.close()
    for target in own["targets"]:
        assert lines[target["id"]].part == target["actual"]
    for fee in own["fees"]:
        assert lines[fee["id"]].part == Decimal(fee["amount"])
    voices, jobs = own["satisfaction"], own["jobs"]
    assert (lines["satisfaction"].part, lines["satisfaction"].part_of) == (voices["satisfied"], voices["answered"])
    assert (lines["satisfaction"].part, lines["satisfaction"].part_of) == (24, 29)
    assert lines["satisfaction"].against_rest == "inside"
    assert lines["jobs.net"].part == Decimal(jobs["net"])
    for deadline in own["deadlines"]:
        line = lines[f"deadline.{deadline['id']}"]
        assert (line.part, line.part_of) == (deadline["kept"], deadline["kept"] + deadline["missed"])
    assert lines["completeness"].part_of == own["completeness"]["clients"]


def test_a_number_of_the_slice_leads_to_its_rows(sample_home: Path, show: Callable[..., Shown]):
    body = markup(show(sample_home, "targets", **GREEN).app)
    own, whole = (
        [
            html.unescape(one)
            for one in re.findall(r'href="(why[^"]*figure=guided.local.company[^"]*)"', body)
            if of in one
        ]
        for of in ("of=slice", "figure=")
    )
    assert "slice=sector.green" in own[0]
    assert len(whole) > len(own), "the whole's own numbers lead to the whole's rows"
    shown = show(sample_home, "why", figure="guided.local.company", of="slice", **GREEN)
    assert "Udsnit: Grøn teknologi og bæredygtig produktion" in shown.text
    assert "En part uden for udsnittet" in shown.text
    assert "Udsnit:" not in show(sample_home, "why", figure="guided.local.company", **GREEN).text


@pytest.mark.parametrize("part", ["sector.green", "industry.trade", "potential.none"])
def test_the_rows_behind_a_slice_are_as_many_as_its_number(sample_home: Path, part: str):
    """Parties guided, programmes, answers, cases and files of the slice, counted again among the rows that count."""
    board = reports.open_board(on_one_machine(sample_home))
    view = board.view("viborg-2014", YEAR_END, by=rights.owner())
    kind, _, name = part.partition(".")
    found = figures.all_figures(view.store, view.agreement, YEAR_END, Slice(kind, name))
    rows = {
        figure: board.answer("why", "viborg-2014", YEAR_END, by=rights.owner(), figure=figure, slice=part).trace.counted
        for figure in ("programme.total.company", "satisfaction", "deadline.first_contact", "jobs.measured", "jobs.net")
    }
    board.ledger.close()
    targets = {one["id"]: one["actual"] for one in found["targets"]}
    assert len(rows["programme.total.company"]) == targets["programme.total.company"]
    assert len(rows["satisfaction"]) == found["satisfaction"]["answered"]
    contact = next(one for one in found["deadlines"] if one["id"] == "first_contact")
    assert len(rows["deadline.first_contact"]) == contact["kept"] + contact["missed"] + contact["pending"]
    assert len({row["party_key"] for row in rows["jobs.measured"]}) == found["jobs"]["measured"]
    changes = [row["change"] for row in rows["jobs.net"] if row["change"] is not None]
    assert sum(changes, Decimal(0)) == Decimal(found["jobs"]["net"])


def test_the_list_offers_every_slice(sample_home: Path, show: Callable[..., Shown]):
    offered = html.unescape(re.findall(r'<select name="slice".*?</select>', markup(show(sample_home, "jobs").app))[0])
    assert re.findall(r'optgroup label="(.*?)"', offered) == ["Fokusområder", "Brancher", "Vækstpotentiale"]
    for name in ("Hele aftalen", "Uden for fokusområderne", "Bygge og anlæg", "Branche ikke registreret"):
        assert f">{name}<" in offered
    assert 'value="potential.none"' in offered


def test_an_unknown_slice_is_the_whole(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "jobs", slice="sector.unheard")
    assert "slice" not in shown.app.query_params
    assert "Udsnit:" not in shown.text


def test_others_have_no_slice(sample_home: Path, show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.OBSERVER)
    shown = show(sample_home, "jobs", **GREEN)
    assert '<select name="slice"' not in markup(shown.app)
    assert "Grøn teknologi" not in shown.text


def test_other_pages_keep_the_slice_for_the_way_back(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "strategy", **GREEN)
    assert '<select name="slice"' not in markup(shown.app)
    assert "slice=sector.green" in markup(shown.app)


def test_a_slice_of_a_sum_leads_to_its_parts(sample_home: Path, show: Callable[..., Shown]):
    """The fees in all lead to each fee of the slice, the road's steps to each segment's rows."""
    body = markup(show(sample_home, "fees", **GREEN).app)
    (to,) = {html.unescape(one) for one in re.findall(r'href="(why[^"]*of=slice[^"]*)"', body) if "fee_total" in one}
    assert "slice=sector.green" in to
    parts = markup(show(sample_home, "why", figure="fee_total", of="slice", **GREEN).app)
    leads = [html.unescape(one) for one in re.findall(r'href="(why\?[^"]*figure=fee\.[^"]*)"', parts)]
    assert leads
    assert all("of=slice" in one and "slice=sector.green" in one for one in leads)
    road = html.unescape(markup(show(sample_home, "road", **GREEN).app))
    for segment, count in (("entrepreneur", 7), ("company", 13)):
        assert re.search(rf'href="why[^"]*figure=road.screened.{segment}&of=slice[^"]*"[^>]*>{count}</a>', road)
