"""Settling half a year, and what becomes of corrections: locked lines, credit and debit lines, and who may what."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_pipeline import ledger, meetings, reports, settlements
from data_pipeline.command.line import main
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Correctable
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.settlements import Settlement
from data_pipeline.views import settlement
from tests.load.deliveries import write
from tests.settlements.crm import AGREEMENT, BOSS, H1, H2, guidance, load_h1, load_year, settle

PARTNER, GUEST = Person("bo", Role.PARTNER), Person("gæst", Role.OBSERVER)


@pytest.fixture
def board(settings: Settings, half_year: Path) -> Board:
    """An installation with the first half-year."""
    shutil.copytree(half_year, settings.home)
    return reports.open_board(settings)


@pytest.fixture
def later(settings: Settings, whole_year: Path) -> Board:
    """An installation whose first half-year was settled before the rest of the year came, with corrections."""
    shutil.copytree(whole_year, settings.home)
    return reports.open_board(settings)


def told(one: Settlement) -> list[tuple[str, str | None, str]]:
    """Reason, client and kroner of every line."""
    return [(line.kind, line.client_id, str(line.amount_dkk)) for line in one.lines]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Correctable) as fault:
        call()
    return fault.value.say("en")


def test_half_a_year_is_settled_line_by_line(board: Board):
    """K-1 2 h × 200 = 400; K-2 awaits a timesheet; K-3 5 h × 200 = 1 000, at most 500; K-5, K-6 and K-9 200 each.

    Screened: K-4 3 h × 1 000, at most 2 500, and K-6 1 000. In all 1 500 + 3 500 = 5 000.
    """
    one = settle(board, H1, message_="Efter mødet")
    assert told(one) == [
        ("fee", "K-1", "400.00"),
        ("fee", "K-2", "0.00"),
        ("fee", "K-3", "500.00"),
        ("fee", "K-5", "200.00"),
        ("fee", "K-6", "200.00"),
        ("fee", "K-9", "200.00"),
        ("fee", "K-4", "2500.00"),
        ("fee", "K-6", "1000.00"),
    ]
    assert [line.number for line in one.lines] == list(range(1, 9))
    assert (one.total.amount_dkk, one.total.cut_dkk, one.total.count) == (Decimal(5000), Decimal(1000), 8)
    assert [line.client_id for line in one.awaiting] == ["K-2"]
    assert one.lines[6].row_id == "S-4"
    assert (one.number, one.first_day, one.snapshot, one.author) == (1, dt.date(2014, 1, 1), 1, "anna")
    assert settlements.of(board.ledger, AGREEMENT, by=BOSS) == (one,)
    assert settlement.due(one).say("en") == "Væksthus Midtjylland pays Viborgegnens Erhvervsråd DKK\u00a05,000.00."
    trail = board.ledger.audit(action="settle")
    assert [dict(entry.details) for entry in trail] == [
        {"agreement": AGREEMENT, "settlement": 1, "as_of": "2014-06-30", "snapshot": 1}
    ]


def test_corrections_are_lines_of_the_next_settlement(later: Board, settings: Settings):
    """H1's paper stays as it is. H2's own days: K-8 50, one hour more of K-1 200, K-3 at its cap already: 250.

    Corrections: K-7 came late (150), K-2's timesheet came (250), K-1 400 → 200, K-5 withdrawn (−200), K-9 is a company
    (−200), S-4 2 500 → 2 000. K-6 was forgotten: its fees stay as they were settled. −700 in all, so 450 is paid back.
    """
    (first,) = settlements.of(later.ledger, AGREEMENT, by=BOSS)
    forget(settings, "K-6")
    second = settle(later, H2)
    assert told(second) == [
        ("fee", "K-8", "50.00"),
        ("late", "K-7", "150.00"),
        ("corrected", "K-1", "-200.00"),
        ("further", "K-1", "200.00"),
        ("timesheet", "K-2", "250.00"),
        ("withdrawn", "K-5", "-200.00"),
        ("lapsed", "K-9", "-200.00"),
        ("corrected", "K-4", "-500.00"),
        ("further", "K-3", "0.00"),  # the paper does not list it, so it takes none of its numbers
    ]
    credit = second.lines[2]
    assert (credit.before_dkk, credit.after_dkk) == (Decimal(400), Decimal(200))
    assert (credit.first_settlement, credit.first_line) == (1, 1)
    assert second.own.amount_dkk == Decimal(250)
    assert second.corrections.amount_dkk == Decimal(-700)
    assert second.awaiting == ()
    assert [(one.number, one.amount_dkk) for one in second.earlier] == [(1, Decimal(5000))]
    assert "pays back DKK\u00a0450.00 to Væksthus" in settlement.due(second).say("en")

    def without(line: settlements.Line) -> settlements.Line:
        return replace(line, client_id=None, row_id=None) if line.client_id == "K-6" else line

    kept = replace(first, lines=tuple(without(line) for line in first.lines))
    assert settlements.of(later.ledger, AGREEMENT, by=BOSS)[0] == kept
    owed = later.answer("fees", AGREEMENT, H2, by=BOSS).total.amount
    assert first.total.amount_dkk + second.total.amount_dkk == owed + Decimal(1200), "K-6 was paid 1 200"


def test_after_the_last_stretch_corrections_are_settled_on_any_later_day(
    later: Board, settings: Settings, tmp_path: Path
):
    settle(later, H2)
    spring = dt.date(2015, 3, 2)
    assert "Nothing has changed since settlement 2" in refused(lambda: settle(later, spring))
    before = settlements.of(later.ledger, AGREEMENT, by=BOSS)
    write(tmp_path / "3" / "v.csv", "vejledninger", guidance("V-8", "K-8", "15-10-2014", "2", "50"))
    load(settings, [tmp_path / "3"])
    account = settlements.account(later, AGREEMENT, H2, by=BOSS)
    assert (len(account.periods), account.waiting.amount_dkk) == (2, Decimal(50))
    assert account.next == settlements.Next(later.ledger.loads()[-1].loaded_at.date(), ())
    third = settle(later, spring)
    assert told(third) == [("corrected", "K-8", "50.00")]
    assert (third.first_day, third.last_day) == (dt.date(2015, 1, 1), spring)
    assert settlements.of(later.ledger, AGREEMENT, by=BOSS) == (*before, third)
    assert "The newest load is of" in refused(lambda: settle(later, dt.date(2999, 1, 1)))


def test_what_may_not_be_settled(board: Board):
    assert refused(lambda: settle(board, H2)) == "Settle the days up to 30 June 2014 first: one stretch at a time."
    assert "the next one is 30 June 2014" in refused(lambda: settle(board, dt.date(2014, 5, 31)))
    settle(board, H1)
    assert refused(lambda: settle(board, H1)) == "Fees up to 30 June 2014 are settled already, in settlement 1."
    too_soon = refused(lambda: settle(board, H2))
    assert "The newest day in the data is 30 June 2014, and the stretch ends 31 December 2014." in too_soon
    assert len(board.ledger.settlements.all(AGREEMENT)) == 1
    assert settle(board, H2, is_early=True).lines == ()
    assert "There is no agreement" in refused(lambda: settlements.settle(board, "ingen", H1, by=BOSS))


def test_the_second_of_two_that_settle_at_once_is_told(board: Board, monkeypatch: pytest.MonkeyPatch):
    """Both worked out settlement 1; the ledger's keys let one of them through."""
    add = board.ledger.settlements.add

    def late(kept, settled_for):
        monkeypatch.setattr(board.ledger.settlements, "add", add)
        settle(board, H1)
        return add(kept, settled_for)

    monkeypatch.setattr(board.ledger.settlements, "add", late)
    assert "Somebody settled these days a moment ago" in refused(lambda: settle(board, H1))
    assert len(board.ledger.settlements.all(AGREEMENT)) == 1
    assert len(board.ledger.audit(action="settle")) == 1


def test_a_meetings_figures_are_settled_as_it_showed_them(board: Board, settings: Settings, tmp_path: Path):
    meetings.freeze(board, "2014-06-30", AGREEMENT, H1, by=BOSS)
    load_year(settings, tmp_path / "2")
    one = settle(board, H1, meeting="2014-06-30")
    assert (one.total.amount_dkk, one.meeting, one.snapshot) == (Decimal(5000), "2014-06-30", 1)
    account = settlements.account(board, AGREEMENT, H1, by=BOSS)
    assert account.waiting.amount_dkk == Decimal(150 + 250 - 200 - 200 - 200 - 500)
    assert "has fallen by DKK\u00a0700.00" in settlement.waiting(account).say("en")
    assert "so it settles no other days" in refused(lambda: settle(board, H2, meeting="2014-06-30"))


def test_a_meeting_whose_rows_were_erased_settles_nothing(board: Board, settings: Settings):
    meetings.freeze(board, "2014-06-30", AGREEMENT, H1, by=BOSS)
    forget(settings, "K-6")
    assert "can't be worked out again" in refused(lambda: settle(board, H1, meeting="2014-06-30"))


def test_only_administrators_settle_and_only_partners_see_ids(board: Board):
    for person in (PARTNER, GUEST):
        with pytest.raises(NotAllowed):
            settlements.settle(board, AGREEMENT, H1, by=person)
    with pytest.raises(NotAllowed):
        settlements.preview(board, AGREEMENT, H1, by=GUEST)
    draft = settlements.preview(board, AGREEMENT, H1, by=PARTNER)
    assert draft.settled_at is None
    assert board.ledger.settlements.all(AGREEMENT) == ()
    whole = settle(board, H1)
    (shown,) = settlements.of(board.ledger, AGREEMENT, by=GUEST)
    assert shown == replace(whole, lines=(), awaiting=())
    assert shown.awaiting_count == 1
    with pytest.raises(NotAllowed):
        settlements.account(board, AGREEMENT, H1, by=GUEST)
    assert settlements.account(board, AGREEMENT, H1, by=PARTNER).shows_ids


def test_the_account_tells_what_would_be_settled(board: Board, settings: Settings, tmp_path: Path):
    """With nothing settled each stretch stands as if the one before it were; then the first is locked."""
    write(tmp_path / "2" / "v.csv", "vejledninger", guidance("V-8", "K-8", "15-09-2014", "1", "50"))
    load(settings, [tmp_path / "2"])
    autumn = dt.date(2014, 9, 30)
    account = settlements.account(board, AGREEMENT, autumn, by=BOSS)
    stretches = board.answer("fees", AGREEMENT, autumn, by=BOSS).stretches
    assert [one.settlement.total.amount_dkk for one in account.periods] == [one.total_dkk for one in stretches]
    assert [one.is_over for one in account.periods] == [True, False]
    assert account.next == settlements.Next(H1, ())
    assert account.waiting.is_nothing
    settle(board, H1)
    account = settlements.account(board, AGREEMENT, autumn, by=BOSS)
    assert [one.settlement.is_settled for one in account.periods] == [True, False]
    assert account.next is None
    before = settlements.account(board, AGREEMENT, dt.date(2014, 5, 31), by=BOSS)
    assert [one.settlement.is_settled for one in before.periods] == [True]


@pytest.mark.parametrize(
    "change",
    [
        "update settlement set message = 'andet'",
        "delete from settlement",
        "update settlement_line set amount_ore = 1",
        "delete from settlement_line",
        "delete from settlement_line_client",
        "update settlement_line_client set client_id = 'K-2'",
        "update settlement_line_client set client_id = null, row_id = null, line = 99",
    ],
)
def test_a_settlement_is_locked(locked: ledger.Ledger, change: str):
    with pytest.raises(sa.exc.DBAPIError, match="written once"), locked._engine.begin() as connection:
        connection.execute(sa.text(change))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def locked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ledger.Ledger:
    """A ledger of either kind with one settlement in it."""
    home = tmp_path_factory.mktemp("locked")
    environment = {"VAEKSTTAVLEN_HOME": str(home)}
    if request.param == "postgresql":
        environment["VAEKSTTAVLEN_LEDGER"] = request.getfixturevalue("postgres").ledger()
    settings = Settings.read(environment)
    load_h1(settings, home / "crm")
    board = reports.open_board(settings)
    one = settle(board, H1)
    assert settlements.of(ledger.open(settings.ledger), AGREEMENT, by=BOSS) == (one,)
    forget(settings, "K-6")
    erased = settlements.of(board.ledger, AGREEMENT, by=BOSS)[0]
    assert [line.client_id for line in erased.lines].count(None) == 2
    assert erased.total == one.total
    return board.ledger


def test_a_record_that_was_tampered_with_is_not_shown(board: Board):
    settle(board, H1)
    with board.ledger._engine.begin() as connection:
        connection.execute(sa.text("drop trigger settlement_line_refuses_update"))
        connection.execute(sa.text("update settlement_line set before_ore = 7 where number = 3"))
    assert "its checksum differs" in refused(lambda: settlements.of(board.ledger, AGREEMENT, by=BOSS))
    assert main(["check"], {"VAEKSTTAVLEN_HOME": str(board.settings.home)}) == 2
