"""Why a figure is what it is: every figure can be asked, and leads to its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline import reports
from data_pipeline.figures import CATALOGUE
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.reports.why import names, page_of
from data_pipeline.settings import Settings
from tests.pages.conftest import Shown

AS_OF = dt.date(2014, 6, 30)
SECTORS = ("animation", "green", "experiences")
PARTNER = Person("P", Role.PARTNER)


@pytest.fixture(scope="module")
def board(sample_home: Path) -> Board:
    return reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))


def test_every_figure_of_the_catalogue_can_be_asked():
    asked = names(SECTORS)
    assert {one for one in CATALOGUE if not one.startswith("sector.")} <= set(asked)
    assert "sector.green.guided" in asked
    assert {page_of(one) for one in asked} <= set(reports.ANSWERS)


@pytest.mark.parametrize("day", [AS_OF, dt.date(2014, 2, 28)])
def test_every_figure_leads_to_its_rows_on_any_day(board: Board, day: dt.date):
    for name in names(SECTORS):
        found = board.answer("why", "viborg-2014", day, by=PARTNER, figure=name)
        assert found.shows_ids or found.parts, name
        if found.trace:
            assert set(found.trace.reasons) - {"refused"} <= found.reasons, name


def test_the_page_says_rule_clause_and_rows(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "why", as_of="2014-06-30", figure="fee.registration.entrepreneur", rows="counted")
    assert shown.title == "130 af 668 rækker tæller med"
    assert "Registrerede iværksættere" in shown.text
    assert "§8, B2" in shown.text
    assert "K-10001" in shown.text
    assert "130 rækker" in shown.text
    assert "select" in shown.text, "the SQL"


@pytest.mark.parametrize("measure", ["created", "lost", "net"])
def test_what_companies_moved_comes_to_the_figure_and_the_largest_stands_first(board: Board, measure: str):
    day = dt.date(2014, 12, 31)
    found = board.answer("why", "viborg-2014", day, by=PARTNER, figure=f"jobs.{measure}")
    jobs = board.answer("jobs", "viborg-2014", day, by=PARTNER).jobs
    changes = [one.change for one in found.companies]
    assert abs(sum(changes)) == getattr(jobs, measure)
    assert [abs(one) for one in changes] == sorted((abs(one) for one in changes), reverse=True)
    assert all(one.current_figure - one.baseline == one.change and one.client_id for one in found.companies)
    if measure == "net":
        assert len(changes) == jobs.measured


def test_jobs_are_explained_by_company_before_the_rows(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "why", as_of="2014-12-31", figure="jobs.net", rows="companies,counted")
    assert shown.title == "216 virksomheder giver 247,00 årsværk"
    assert "skabt 294,50 hos 142, tabt 47,50 hos 47, uændret hos 27" in shown.text
    answer = [
        shown.text.index(part) for part in ("Rækker efter årsag", "Ændring pr. virksomhed", "K-10052", "Brugt som")
    ]
    assert answer == sorted(answer)


def test_the_sum_of_the_fees_leads_to_its_parts(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "why", as_of="2014-06-30", figure="fee_total")
    assert "Summen af" in shown.text
    assert "Screenede virksomheder" in shown.text
