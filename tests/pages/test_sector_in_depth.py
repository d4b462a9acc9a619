"""One focus sector in depth: its figures beside the whole, its road, and who is behind them (R12, R13, R19)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline import reports
from data_pipeline.errors import Correctable
from data_pipeline.figures import Slice, all_figures
from data_pipeline.privacy import rights
from data_pipeline.privacy.rights import Role
from data_pipeline.reports.sector import SectorReport
from data_pipeline.views import sector as views
from tests.installations import on_one_machine
from tests.pages.conftest import Shown, markup

YEAR_END = dt.date(2014, 12, 31)
GREEN = {"as_of": YEAR_END.isoformat(), "slice": "sector.green"}


@pytest.fixture(scope="module")
def board(sample_home: Path):
    board = reports.open_board(on_one_machine(sample_home))
    yield board
    board.ledger.close()


@pytest.fixture(scope="module")
def green(board: reports.Board) -> SectorReport:
    return board.answer("sector", "viborg-2014", YEAR_END, by=rights.owner(), sector="green")


def test_its_numbers_are_those_of_its_slice(board: reports.Board, green: SectorReport):
    view = board.view("viborg-2014", YEAR_END, by=rights.owner())
    own = all_figures(view.store, view.agreement, YEAR_END, Slice("sector", "green"))
    assert [(one.step, one.parties) for one in green.road] == [
        (one["step"], {"entrepreneur": one["entrepreneur"], "company": one["company"]}) for one in own["road"]
    ]
    assert green.satisfaction.whole.satisfied == own["satisfaction"]["satisfied"]
    assert [part.missed for part, _whole in green.deadlines] == [one["missed"] for one in own["deadlines"]]
    assert sum(not one.reason for one in green.companies) == own["jobs"]["measured"]
    assert sum(one.pending_count for one in green.parties) == own["fee_total"]["pending"]
    assert sum(one.amount_dkk for one in green.parties) == green.sector.measures["fees"].part


def test_every_list_says_who(green: SectorReport):
    assert sum(one.is_guided for one in green.parties) == green.sector.guided_count == 64
    late = [one for one in green.cases if not one.is_pending]
    assert len(late) == sum(part.missed for part, _whole in green.deadlines) == 3
    assert [one.client_id for one in late] == ["K-10116", "K-10166", "K-10371"]
    assert [one.client_id for one in green.awaiting] == ["K-10378", "K-10166", "K-10371"]
    assert len(green.programmes) == green.sector.measures["programme"].part == 10
    assert [one.growth_level for one in green.programmes] == sorted(one.growth_level for one in green.programmes)
    assert views.movers(green, "da").rows[0][0] == "K-10052"
    assert len(views.movers(green, "da").rows) == views.MOST_COMPANIES


def test_companies_that_stood_still_did_not_move_most(board: reports.Board):
    found = board.answer("sector", "viborg-2014", YEAR_END, by=rights.owner(), sector="experiences")
    assert [row[-1] for row in views.movers(found, "da").rows] == sorted(
        (one.moved for one in found.companies if one.moved), key=abs, reverse=True
    )


def test_an_unknown_sector_is_told_with_the_nearest(board: reports.Board):
    with pytest.raises(Correctable, match="green"):
        board.answer("sector", "viborg-2014", YEAR_END, by=rights.owner(), sector="gren")


def test_the_page_leads_on_with_the_slice_kept(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "focus_sectors", **GREEN)
    body, text = markup(shown.app), shown.text.replace("\N{NO-BREAK SPACE}", " ")
    for told in (
        "16 % af helheden: 15 af 190 iværksættere, 49 af 212 virksomheder",
        "2,7 gange · 1,9–3,8",
        "Langt over resten",
        "Første kontakt til tiden: 3 af 12 for sent",
        "hele aftalen 4 af 24",
        "af 36 målte: 29 op, 3 ned, 4 uændret",
        "De 22, der ikke er målt",
        "Ikke sket",
    ):
        assert told in text
    for figure in ("road.screened.company", "fee_total", "jobs.net", "jobs.not_measured"):
        (to,) = set(re.findall(rf'href="(why[^"]*figure={figure}(?:&amp;|&)[^"]*)"', body))
        assert "of=slice" in to
        assert "slice=sector.green" in to
    assert "Screenet med Væksthjulet: 20 parter, efter andel 7,3" in shown.alts


def test_others_have_no_page_of_a_sector(
    sample_home: Path, show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.OBSERVER)
    shown = show(sample_home, "focus_sectors", **GREEN)
    assert "K-10052" not in markup(shown.app)
    assert "Grøn teknologi" not in shown.text
