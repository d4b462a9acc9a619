"""Why a figure is what it is: every figure can be asked, and who may not see ids sees none."""

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
from data_pipeline.views import why as findings
from tests.pages.conftest import Shown

AS_OF = dt.date(2014, 6, 30)
SECTORS = ("animation", "green", "experiences")
PARTNER, MEETING = Person("P", Role.PARTNER), Person("M", Role.OBSERVER)


@pytest.fixture(scope="module")
def board(sample_home: Path) -> Board:
    return reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))


def test_every_figure_of_the_catalogue_can_be_asked():
    asked = names(SECTORS)
    assert {one for one in CATALOGUE if not one.startswith("sector.")} <= set(asked)
    assert "sector.green.guided" in asked
    assert {page_of(one) for one in asked} <= set(reports.ANSWERS)


def test_a_partner_sees_the_rows_and_a_meeting_does_not(board: Board):
    for name in names(SECTORS):
        partner = board.answer("why", "viborg-2014", AS_OF, by=PARTNER, figure=name)
        meeting = board.answer("why", "viborg-2014", AS_OF, by=MEETING, figure=name)
        assert meeting.trace is None, name
        assert not meeting.shows_ids
        assert partner.shows_ids or partner.parts, name
        assert partner.sql == meeting.sql
        if partner.trace:
            assert set(partner.trace.reasons) - {"refused"} <= meeting.reasons, name
        assert findings.title(partner).say("da") != findings.title(meeting).say("da") or partner.parts


@pytest.mark.parametrize(
    ("day", "shown"), [(dt.date(2014, 5, 31), dt.date(2014, 3, 31)), (AS_OF, AS_OF), (dt.date(2014, 2, 28), None)]
)
def test_a_breakdown_is_explained_as_of_quarter_ends_alone(day: dt.date, shown: dt.date | None, board: Board):
    for name in ("sector.green.guided", "road.screened.company", "satisfaction.local"):
        found = board.answer("why", "viborg-2014", day, by=PARTNER, figure=name)
        assert found.is_breakdown
        assert found.day == shown
        assert (found.trace is None) is (shown is None)
    assert board.answer("why", "viborg-2014", day, by=PARTNER, figure="jobs.net").day == day


def test_the_page_says_rule_clause_and_rows(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "why", as_of="2014-06-30", figure="fee.registration.entrepreneur")
    assert shown.title == "130 af 668 rækker tæller med"
    assert "Registrerede iværksættere" in shown.text
    assert "§8, B2" in shown.text
    assert "K-10001" in shown.text
    assert "De første 50 af 130 rækker" in shown.text
    assert "select" in shown.text, "the SQL"


def test_the_page_of_a_meeting_shows_no_id_and_no_count(
    sample_home: Path, show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", "observer")
    shown = show(sample_home, "why", as_of="2014-06-30", figure="fee.registration.entrepreneur")
    assert shown.title == "Sådan tælles: Registrerede iværksættere"
    assert "K-1" not in shown.text
    assert "668" not in shown.text
    assert "Klient i en anden kommune" in shown.text


def test_the_sum_of_the_fees_leads_to_its_parts(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "why", as_of="2014-06-30", figure="fee_total")
    assert "Summen af" in shown.text
    assert "Screenede virksomheder" in shown.text
