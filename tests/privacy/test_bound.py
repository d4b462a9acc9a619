"""Bound to some agreements, a reader is an observer of every other one, and of what concerns them all (Rights)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data_pipeline import agreements, meetings, reports, settlements
from data_pipeline.agreements import series
from data_pipeline.ledger import audit, strategy
from data_pipeline.loading.desk import Desk
from data_pipeline.meetings import changes_report, compare_report, minutes, proposals, sitting
from data_pipeline.papers import extract, meeting_papers, settlement_paper
from data_pipeline.papers.extract import Form, Wanted
from data_pipeline.privacy.rights import NotAllowed, Person, Role, owner
from data_pipeline.reports import Board
from data_pipeline.settings import ROOT, Settings
from data_pipeline.slides import occasion
from tests.installations import Installations

VIBORG, DAY = "viborg-2014", dt.date(2014, 12, 31)
JUNE = dt.date(2014, 6, 30)
AT_HOME = Person("Per", Role.ADMINISTRATOR, frozenset({VIBORG}))
NEIGHBOUR = Person("Ida", Role.ADMINISTRATOR, frozenset({"skive-2014"}))


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Iterator[Board]:
    home = shutil.copytree(installations.sample_year(), tmp_path_factory.mktemp("bound") / "home")
    opened = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}))
    yield opened
    opened.ledger.close()


def test_a_role_holds_where_it_is_bound():
    assert AT_HOME.may(Role.ADMINISTRATOR, VIBORG)
    assert not AT_HOME.may(Role.PARTNER, "skive-2014")
    assert not AT_HOME.may(Role.PARTNER)
    assert owner().may(Role.ADMINISTRATOR)
    assert not Person("Bo", Role.PARTNER, frozenset()).may(Role.PARTNER, VIBORG)
    assert AT_HOME.rights != NEIGHBOUR.rights != owner().rights


def test_series_and_ids_name_agreements():
    known = agreements.load_all(ROOT / "agreements").values()
    assert series.named(known, {"viborg"}) == series.named(known, {VIBORG, "skive"}) == {VIBORG}
    assert series.named(known, {"", "Viborg", "viborg-2015"}) == frozenset()


def doors(board: Board) -> dict[str, Callable[[Person], object]]:
    """Everything that is asked of an agreement's figures, rows or minutes by a person; nothing of it is done."""
    book, meeting = board.ledger, meetings.find(board.ledger, meetings.all_heads(board.ledger)[0].name)
    agreed, settled = meeting.agreement, settlements.preview(board, VIBORG, JUNE, by=owner(), is_early=True)
    written = minutes.of_meeting(book, meeting)[0].minute.id
    wanted = Wanted("changes", "", VIBORG, "", DAY, "da")
    found: dict[str, Callable[[Person], object]] = {
        name: lambda by, name=name: board.answer(name, VIBORG, DAY, by=by) for name in reports.ANSWERS
    }
    return found | {
        "years": lambda by: compare_report.years(board, VIBORG, DAY, by=by),
        "neighbours": lambda by: compare_report.neighbours(board, VIBORG, DAY, by=by),
        "next": lambda by: compare_report.next_year(board, VIBORG, DAY, by=by),
        "compared": lambda by: extract.page(board, dataclasses.replace(wanted, page="compare"), Form.CSV, by),
        "changes": lambda by: changes_report.answer(board, VIBORG, DAY, by=by),
        "headlines": lambda by: meetings.headlines(board, VIBORG, DAY, by=by),
        "freeze": lambda by: meetings.freeze(board, "x", VIBORG, DAY, by=by),
        "release": lambda by: meetings.release(book, meeting.name, by=by),
        "find": lambda by: meetings.find_for(book, meeting.name, by),
        "occasion": lambda by: occasion.of(book, meeting, by),
        "papers": lambda by: meeting_papers.make(meeting_papers.Form.XLSX, book, meeting, "da", by=by),
        "extract": lambda by: extract.page(board, wanted, Form.CSV, by),
        "minute": lambda by: minutes.add(book, meeting, "decision", "x", by=by),
        "status": lambda by: minutes.set_status(book, written, "struck", by=by),
        "comment": lambda by: minutes.comment(book, meeting, "jobs.net", "x", by=by),
        "mark": lambda by: minutes.mark(book, meeting, "jobs.net", "kommune", "confirmed", by=by, value="1"),
        "proposal": lambda by: proposals.choose(book, meeting, "x", "adopted", by=by),
        "sitting": lambda by: sitting.write(book, meeting, sitting.Sitting(), by=by),
        "agenda": lambda by: minutes.set_agenda(book, meeting, ["fees"], by=by),
        "account": lambda by: settlements.account(board, VIBORG, DAY, by=by),
        "preview": lambda by: settlements.preview(board, VIBORG, DAY, by=by, is_early=True),
        "settle": lambda by: settlements.settle(board, VIBORG, DAY, by=by, is_early=True),
        "settlement": lambda by: settlement_paper.xlsx(board, settled, "da", by=by),
        "strategy": lambda by: strategy.write(book, agreed, next(iter(strategy.points(agreed))), "1", by=by),
    }


def test_every_door_of_another_agreement_is_shut(board: Board):
    opened = []
    for name, ask in doors(board).items():
        try:
            ask(NEIGHBOUR)
        except NotAllowed:
            continue
        opened.append(name)
    assert not opened


def test_what_concerns_them_all_is_for_nobody_who_is_bound(board: Board):
    assert not Desk(board.settings, AT_HOME).may_load
    for ask in (
        lambda: Desk(board.settings, AT_HOME).look([], full=False),
        lambda: Desk(board.settings, AT_HOME).look_at_undo(1),
        lambda: audit.trail(board.ledger, 1, by=AT_HOME),
    ):
        with pytest.raises(NotAllowed, match="in some agreements"):
            ask()
    assert board.inbox(by=AT_HOME) is None


def test_of_its_own_a_bound_reader_sees_everything(board: Board):
    whole = board.answer("targets", VIBORG, DAY, by=owner())
    assert board.answer("targets", VIBORG, DAY, by=AT_HOME) == whole
    assert meetings.heads_for(board.ledger, VIBORG, AT_HOME) == meetings.all_heads(board.ledger, VIBORG)
    assert meetings.heads_for(board.ledger, VIBORG, NEIGHBOUR) == ()
    assert [one.lines for one in settlements.of(board.ledger, VIBORG, by=NEIGHBOUR) if one.lines] == []


def test_a_released_meeting_is_seen_as_by_any_observer(board: Board, tmp_path: Path):
    home = shutil.copytree(board.settings.home, tmp_path / "home")
    own = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}))
    name = meetings.all_heads(own.ledger)[0].name
    meetings.release(own.ledger, name, by=AT_HOME)
    seen = meetings.find_for(own.ledger, name, NEIGHBOUR)
    assert seen == meetings.find_for(own.ledger, name, Person("Ida", Role.OBSERVER))
    assert not seen.audience.is_parties
    own.ledger.close()
