"""Fokusområder side by side: shares beside the whole and held against the rest (R13, R19)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from data_pipeline import figures, reports
from data_pipeline.figures import Slice
from data_pipeline.privacy import rights
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports.sector_comparison import ComparisonReport, Measure
from data_pipeline.reports.view import View
from data_pipeline.views import sector_comparison
from tests.installations import on_one_machine
from tests.pages.conftest import Shown, markup

YEAR_END = dt.date(2014, 12, 31)


@pytest.fixture(scope="module")
def view(sample_home: Path) -> Iterator[View]:
    board = reports.open_board(on_one_machine(sample_home))
    yield board.view("viborg-2014", YEAR_END, by=rights.owner())
    board.ledger.close()


@pytest.fixture(scope="module")
def compared(view: View) -> ComparisonReport:
    return reports.ANSWERS["sector_comparison"](view)


@pytest.mark.parametrize("sector", ["animation", "green", "experiences", "none", "all"])
def test_a_sector_counts_what_its_slice_does(view: View, compared: ComparisonReport, sector: str):
    part = Slice("sector", sector) if sector != "all" else figures.WHOLE
    found = figures.all_figures(view.store, view.agreement, YEAR_END, part)
    row = next(one for one in (*compared.sectors, compared.whole) if one.id == sector)
    targets = {one["id"]: one["actual"] for one in found["targets"]}
    road = {one["step"]: one["entrepreneur"] + one["company"] for one in found["road"]}
    assert row.guided == {segment: targets[f"guided.total.{segment}"] for segment in figures.SEGMENTS}
    assert row.measures["screened"].base == row.guided_count
    assert row.measures["screened"].part == road["screened"], "in the sample all who are screened are guided locally"
    voices, jobs = found["satisfaction"], found["jobs"]
    assert (row.measures["satisfied"].part, row.measures["satisfied"].base) == (
        voices["satisfied"],
        voices["answered"],
    )
    assert row.measures["net"].part == Decimal(jobs["net"])
    assert row.measures["net"].base == jobs["measured"]
    assert row.measures["fees"].part == Decimal(found["fee_total"]["amount"])


def test_a_share_is_held_against_the_rest(compared: ComparisonReport):
    """20 of 64 screened beside 26 of the other 338 is chance once in a thousand times at most; jobs have no test."""
    green = compared.sectors[1].measures
    assert (green["screened"].part, green["screened"].base) == (20, 64)
    assert green["screened"].rest_rate == pytest.approx(26 / 338)
    assert green["screened"].against_rest == "very_high"
    assert green["satisfied"].against_rest == "inside"
    assert compared.sectors[2].measures["satisfied"].against_rest == "low"
    assert green["net"].against_rest is None
    assert all(measure.against_rest is None for measure in compared.whole.measures.values())


def test_by_share_and_times_are_of_the_whole():
    measure = Measure(20, 64, 46, 402)
    assert measure.by_share == pytest.approx(46 / 402 * 64)
    assert measure.times == pytest.approx((20 / 64) / (46 / 402))
    low, high = measure.times_interval
    assert low < measure.times < high
    assert Measure(0, 0, 0, 0).times is None
    assert Measure(Decimal(-12), 11, Decimal(247), 216, is_share=False).times is None, "a loss is no part of a gain"
    assert Measure(Decimal(5), 11, Decimal(-3), 216, is_share=False).times is None
    assert Measure(Decimal(5), 11, Decimal(3), 216, is_share=False).interval is None


def test_what_others_would_not_see_is_marked(compared: ComparisonReport):
    assert compared.marks.cells["sectors", 0, "measures", "screened"] is Hidden.PROTECTED, "2 of 27"
    assert not compared.marks.has("sectors", 3, "measures", "screened")


def test_a_title_names_only_what_chance_hardly_explains(view: View, compared: ComparisonReport):
    plain = reports.ANSWERS["focus_sectors"](view)
    said = sector_comparison.title(compared, plain)
    assert said.say("da") == "Grøn teknologi: screenet langt over resten"
    assert said.say("en") == "Green technology: share screened far above the rest"
    early = reports.ANSWERS["sector_comparison"](View(**{**vars(view), "as_of": dt.date(2014, 1, 31)}))
    assert not any(one.against_rest in sector_comparison.FAR for row in early.sectors for one in row.measures.values())
    assert sector_comparison.title(early, plain).say("da") == "Grøn teknologi står for 64 af 109 vejledte"


def test_the_page_says_what_differs_and_who_that_is(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "focus_sectors", as_of=YEAR_END.isoformat())
    text, body = shown.text.replace("\N{NO-BREAK SPACE}", " "), markup(shown.app)
    for told in ("Over i 2 af 3", "Screenet 31 % mod 8 %", "Under i 1 af 3", "Tilfredse 42 % mod 82 %", "Som resten"):
        assert told in text
    assert "Animation og nye medier, Årsværk, netto: 1,2 13,0 hos 11, 1,0 gange · efter andel 12,6" in shown.alts
    assert re.search(r'href="why[^"]*figure=sector.experiences.answered">De 12 svar</a>', body)
    assert 'slice=sector.none">Uden fokusområde</a>' in body


@pytest.mark.parametrize(
    ("sort", "first", "order"),
    [("net", "Store oplevelser", "ascending"), ("-net", "Uden fokusområde", "descending"), ("", "Animation", "")],
)
def test_a_heading_sorts_the_numbers(sample_home: Path, show: Callable[..., Shown], sort: str, first: str, order: str):
    body = markup(show(sample_home, "focus_sectors", as_of=YEAR_END.isoformat(), sort=sort).app)
    numbers = body[body.index('class="sheet') :]
    rows = re.findall(r'<tr role="row" class="(part|sum)"><th role="rowheader" scope="row">(.*?)</th>', numbers)
    assert first in rows[0][1]
    assert rows[-1][0] == "sum", "the sum stays at the foot"
    assert re.findall(r"aria-sort=(\w+)", numbers) == ([order] if order else [])
    other = "-net" if sort == "net" else "net"
    assert f"sort={other}" in numbers
