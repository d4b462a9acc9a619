"""Whatever is corrected, withdrawn, moved or comes late between settlements: together they are what is owed (R7).

Random histories of the oracle, settled stretch by stretch, each in some snapshot no older than the one before.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data_pipeline import figures
from data_pipeline.agreements import Agreement
from data_pipeline.settlements.reckoning import claims_of
from data_pipeline.settlements.records import Book
from data_pipeline.settlements.settling import Basis, draft_of
from data_pipeline.storage import warehouse
from tests.figures.test_against_oracle import snapshot
from tests.oracle.agreed import agreement_of
from tests.oracle.minimal import drawing, smallest
from tests.oracle.rows import Employment, History
from tests.oracle.strategies import CLIENT_IDS, draw_case

EXAMPLES = int(os.environ.get("SETTLEMENT_EXAMPLES", "4"))
SOAK_EXAMPLES = 1500
AFTER = dt.timedelta(days=30)

Settled = list[tuple[dt.date, int]]


class Settlings:
    """Settles histories in warehouses of their own, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count()

    @contextmanager
    def seen(self, history: History, agreed: Agreement) -> Iterator[Basis]:
        """A history as a settlement sees it."""
        folder = self.folder / str(next(self.numbers))
        built = folder / "warehouse.duckdb"
        warehouse.build(snapshot(history, folder), built)
        opened = warehouse.Warehouse(built)
        try:
            yield Basis(opened, agreed, len(history), None)
        finally:
            opened.close()
            shutil.rmtree(folder)

    def settle(self, history: History, agreed: Agreement, days: Settled) -> tuple[Book, list[str]]:
        """The settlements up to each day of the snapshot beside it, and what does not add up."""
        book, wrong = Book((), ()), []
        for load, same in itertools.groupby(days, key=lambda one: one[1]):
            with self.seen(History(history.deliveries[:load]), agreed) as basis:
                for day, _ in same:
                    draft, reckoned = draft_of(basis, book, day)
                    book = book.with_(draft, reckoned.settled_for)
                    wrong += [f"{day} in load {load}: {line}" for line in differences(book, basis, day)]
        return book, wrong


def differences(book: Book, basis: Basis, day: dt.date) -> list[str]:
    """Where all settlements together are not what R7 says is owed by a day."""
    owed = figures.some_figures(basis.store, basis.agreement, day, "fees")["fees"]
    claims = claims_of(book.records, book.settled_for)
    lines = [line for one in book.records for line in one.lines]
    found = []
    for fee in owed:
        own = [line for line in lines if line.fee == fee["id"]]
        settled = {
            "count": sum(line.count for line in own),
            "uncapped": sum((line.uncapped_dkk for line in own), Decimal("0.00")),
            "cut": sum((line.cut_dkk for line in own), Decimal("0.00")),
            "amount": sum((line.amount_dkk for line in own), Decimal("0.00")),
            "pending": sum(claim.line.is_pending for claim in claims if claim.line.fee == fee["id"] and claim.count),
        }
        due = {name: fee[name] if name in ("count", "pending") else Decimal(fee[name]) for name in settled}
        if settled != due:
            found.append(f"{fee['id']}: settled {settled}, owed {due}")
    return found


def draw(random: Random) -> tuple[History, Agreement, Settled]:
    """A history, an agreement, and which days are settled in which load."""
    case = draw_case(random, with_refusals=True, dates=1)
    agreed = agreement_of(case.terms)
    first, last = agreed.first_date, agreed.last_date
    middle = first + dt.timedelta(days=random.randint(1, (last - first).days - 1))
    agreed = agreed.model_copy(update={"follow_up": agreed.follow_up.model_copy(update={"dates": (middle,)})})
    loads = sorted(random.randint(1, len(case.history)) for _ in range(3))
    return case.history, agreed, list(zip((middle, last, last + AFTER), loads, strict=True))


def without(history: History, client: str) -> History:
    """The history with a client's rows erased from every load (of employment none here: fees don't ask for it)."""
    return History(
        tuple(
            replace(
                load,
                rows={
                    table: tuple(row for row in rows if isinstance(row, Employment) or row.client_id != client)
                    for table, rows in load.rows.items()
                },
            )
            for load in history.deliveries
        )
    )


def forgotten(book: Book, client: str) -> Book:
    """The book without a client's ids."""
    gone = tuple(
        replace(one, client_id=None, row_id=None) if one.client_id == client else one for one in book.settled_for
    )
    return Book(book.records, gone)


def hold(settlings: Settlings, examples: int) -> None:
    """Settles so many random histories, and then forgets somebody."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.randoms(use_true_random=True))
    def adds_up(random: Random) -> None:
        history, agreed, days = draw(random)
        book, wrong = settlings.settle(history, agreed, days)
        assert not wrong, explained(settlings, history, agreed, days, wrong)
        client = random.choice(CLIENT_IDS)
        moved = after_forgetting(settlings, history, agreed, book, client)
        assert not moved, f"{client} forgotten\n" + explained_erasure(settlings, history, agreed, days, client)

    adds_up()


def after_forgetting(settlings: Settlings, history: History, agreed: Agreement, book: Book, client: str) -> list[str]:
    """What an erasure alone would change in fees that are settled, in the snapshot that was settled last.

    Told are credits, and fees that would be paid twice. A party that gave no fee may give one when a client of it is
    erased (what is left of it is an entrepreneur), and hours that were never settled may come to a party that was:
    that is owed, as R7 has it from then on.
    """
    erased = without(History(history.deliveries[: book.records[-1].snapshot]), client)
    left = forgotten(book, client)
    with settlings.seen(erased, agreed) as basis:
        draft, reckoned = draft_of(basis, left, book.records[-1].last_day)
    claims = claims_of(left.records, left.settled_for)
    registered = {one for claim in claims if claim.is_registration for one in claim.client_ids}
    screened = {claim.row_id for claim in claims if claim.row_id}
    found = []
    counted = {claim.first for claim in claims if claim.count}
    for line in draft.lines:
        about = [one for one in reckoned.settled_for if one.line == line.number]
        is_settled = about[0].row_id in screened or (
            not about[0].row_id and not registered.isdisjoint(one.client_id for one in about)
        )
        place = (line.first_settlement, line.first_line)
        if (place in counted and line.amount_dkk < 0) or (place[0] == draft.number and is_settled):
            found.append(str(line))
    return found


def explained(settlings: Settlings, history: History, agreed: Agreement, days: Settled, wrong: list[str]) -> str:
    def is_wrong(less: History) -> bool:
        loads = [(day, min(load, len(less))) for day, load in days]
        return bool(settlings.settle(less, agreed, loads)[1])

    least = smallest(history, is_wrong)
    return "\n".join([drawing(least), f"settled: {days}", f"found first: {wrong}"])


def explained_erasure(settlings: Settlings, history: History, agreed: Agreement, days: Settled, client: str) -> str:
    def lines(less: History) -> list[str]:
        book, _ = settlings.settle(less, agreed, [(day, min(load, len(less))) for day, load in days])
        return after_forgetting(settlings, less, agreed, book, client)

    least = smallest(history, lambda less: bool(lines(less)))
    return "\n".join([drawing(least), f"settled: {days}", *lines(least)])


@pytest.fixture
def settlings(tmp_path: Path) -> Settlings:
    return Settlings(tmp_path)


def test_settlements_together_are_what_is_owed_and_an_erasure_moves_nothing(settlings: Settlings) -> None:
    hold(settlings, EXAMPLES)


@pytest.mark.soak
def test_many_more_histories(settlings: Settlings) -> None:
    hold(settlings, SOAK_EXAMPLES)
