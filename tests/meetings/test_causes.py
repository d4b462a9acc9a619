"""Every difference is the sum of its causes, and each cause is what a second calculation says: on random histories.

A history is cut in two: what a meeting knew, and all of it. In between rows are withdrawn, corrected, known late, and
newer ones come; the mixtures of both halves are made by hand here and counted by the oracle of tests/oracle.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data_pipeline import figures
from data_pipeline.meetings.changes import Asking, Cause, Change, explained, walk
from data_pipeline.storage import snapshot_mixture, warehouse
from data_pipeline.storage.warehouse import Warehouse
from tests.figures.test_against_oracle import snapshot
from tests.oracle import calculation
from tests.oracle.agreed import agreement_of
from tests.oracle.drawn import answers, clients, delivery, employment, guidances, terms
from tests.oracle.rows import TABLES, Delivery, History, _newest
from tests.oracle.strategies import draw_case
from tests.oracle.terms import Terms

EXAMPLES = int(os.environ.get("CAUSES_EXAMPLES", "3"))
SOAK_EXAMPLES = 400
JUNE, DECEMBER = dt.date(2014, 6, 30), dt.date(2014, 12, 31)


@contextmanager
def opened(*histories: History) -> Iterator[list[Warehouse]]:
    """The warehouse of each history."""
    folder = Path(tempfile.mkdtemp())
    stores = []
    try:
        for number, history in enumerate(histories):
            built = folder / str(number) / "warehouse.duckdb"
            warehouse.build(snapshot(history, folder / str(number)), built)
            stores.append(Warehouse(built))
        yield stores
    finally:
        for store in stores:
            store.close()
        shutil.rmtree(folder)


def changed(then: History, now: History, agreed: Terms, as_of: dt.date = JUNE, later: dt.date = JUNE) -> list[Change]:
    """What differs between two states of the data."""
    with opened(then, now) as (first, last):
        ask, agreement = Asking(first, last, as_of, ()), agreement_of(agreed)
        return list(explained([(None, ask(first, agreement)), *walk(ask, agreement, later)]))


def mixed(then: History, now: History, as_in: str) -> History:
    """The rows both have, with the values of one."""
    rows = {}
    for table in TABLES:
        before = {row.key: row for row in _newest(table, then.deliveries)}
        after = {row.key: row for row in _newest(table, now.deliveries)}
        chosen = before if as_in == "earlier" else after
        rows[table] = tuple(chosen[key] for key in before if key in after)
    return History((Delivery(rows),))


def counted(history: History, agreed: Terms, as_of: dt.date) -> dict[tuple[str, str], Any]:
    """The figures by the second calculation, a value a leaf."""
    answer = calculation.figures(history, agreed, as_of)
    heads = ("agreement", "as_of", "snapshot")
    return {(one, part): value for one, part, value in figures.leaves(answer) if one not in heads}


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, float) and isinstance(theirs, float):
        return abs(ours - theirs) < 1e-9
    return ours == theirs


def test_causes_add_up_and_are_what_the_oracle_counts() -> None:
    """Every leaf after every cause, and every sum."""
    on_random_histories(EXAMPLES)


@pytest.mark.soak
def test_causes_by_the_hundred() -> None:
    """The same on many more histories."""
    on_random_histories(SOAK_EXAMPLES)


def on_random_histories(examples: int) -> None:
    """Holds so many random histories against the second calculation."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.integers(0, 2**32))
    def hold(seed: int) -> None:
        add_up(seed)

    hold()


def add_up(seed: int) -> None:
    """Nothing when the history of that seed is explained as the oracle counts it."""
    random = Random(seed)
    case = draw_case(random, with_refusals=True, dates=2)
    cut = random.randint(1, len(case.history))
    then, now = History(case.history.deliveries[:cut]), case.history
    first_day, last_day = case.as_ofs
    expected = {
        Cause.WITHDRAWN: counted(mixed(then, now, "earlier"), case.terms, first_day),
        Cause.CORRECTED: counted(mixed(then, now, "later"), case.terms, first_day),
        Cause.LATE: counted(now, case.terms, first_day),
        Cause.NEW: counted(now, case.terms, last_day),
    }
    with opened(then, now) as (first, last):
        ask, agreed = Asking(first, last, first_day, ()), agreement_of(case.terms)
        walked: list[Any] = [(None, ask(first, agreed)), *walk(ask, agreed, last_day)]
    for cause, answer in walked[1:]:
        wrong = {
            leaf: (answer[leaf], value) for leaf, value in expected[cause].items() if not same(answer[leaf], value)
        }
        assert not wrong, f"seed {seed}, {cause}: {wrong}"
    for one in explained(walked):
        assert [step.before for step in one.steps[1:]] == [step.after for step in one.steps[:-1]]
        assert (one.steps[0].before, one.steps[-1].after) == (one.before, one.after)
        if one.causes():
            assert sum(map(Fraction, one.causes().values())) == Fraction(one.difference)
        elif isinstance(one.difference, int | Decimal):
            raise AssertionError(f"{one} is a number without causes")


THEN = delivery(
    clients("""
    id  type     cvr       start
    K1  company  90000004  2000-01-01
    K2  company  90000012  2000-01-01
    K3  company  90000020  2000-01-01
    """),
    guidances("""
    id  client  date
    V1  K1      2014-02-03
    V2  K2      2014-02-03
    V3  K3      2014-02-03
    V4  K9      2014-02-03
    """),
    employment("""
    cvr       date        full_time  source
    90000004  2014-01-31  2.000      CVR
    """),
)


def causes(found: list[Change], figure: str, part: str = "actual") -> dict[str, Any]:
    one = next((one for one in found if (one.figure, one.part) == (figure, part)), None)
    return {cause.value: by for cause, by in one.causes().items()} if one else {}


def test_each_cause_has_its_name():
    """One row withdrawn, one corrected, one late, one whose client comes, one after the meeting's date."""
    later = delivery(
        guidances("""
        id  client  date
        V1  K1      2014-02-03
        V2  K2      2015-02-03
        V5  K4      2014-03-03
        V6  K5      2014-08-03
        V4  K9      2014-02-03
        """),
        full=True,
    )
    newcomers = delivery(
        clients("""
        id  type     cvr       start
        K4  company  90000039  2000-01-01
        K5  company  90000047  2000-01-01
        K9  company  90000055  2000-01-01
        """),
        answers("""
        id  client  sent        answered    score
        T1  K1      2014-03-03  2014-03-04  5
        """),
        employment("""
        cvr       date        full_time  source
        90000004  2014-05-31  4.500      CVR
        """),
    )
    found = changed(History((THEN,)), History((THEN, later, newcomers)), terms(), later=DECEMBER)
    assert causes(found, "guided.local.company") == {"withdrawn": -1, "corrected": -1, "late": 2, "new": 1}
    assert causes(found, "jobs", "net") == {"late": Decimal("2.50")}


def test_nothing_happened():
    """The same data on the same day: nothing to tell."""
    assert changed(History((THEN,)), History((THEN,)), terms()) == []


def test_a_value_that_comes_back_is_told_all_the_same():
    """One withdrawn and one late leave the number, and both are said."""
    later = delivery(
        guidances("""
        id  client  date
        V1  K1      2014-02-03
        V2  K2      2014-02-03
        V7  K4      2014-02-03
        """),
        full=True,
    )
    newcomer = delivery(
        clients("""
        id  type     cvr       start
        K4  company  90000039  2000-01-01
        """)
    )
    found = changed(History((THEN,)), History((THEN, later, newcomer)), terms())
    assert causes(found, "guided.local.company") == {"withdrawn": -1, "late": 1}


def test_rows_are_counted_by_what_happened_to_them():
    """Only of the municipality's clients; a row that is sent again as it was is none."""
    later = delivery(
        guidances("""
        id  client  date        hours
        V1  K1      2014-02-03  2.00
        V2  K2      2014-02-03  -
        V4  K9      2014-02-03  -
        V5  K4      2014-03-03  -
        V6  K1      2014-08-03  -
        V8  K8      2014-03-03  -
        """),
        full=True,
    )
    newcomers = delivery(
        clients("""
        id  type     municipality
        K4  company  791
        K8  company  661
        K9  company  791
        """)
    )
    with opened(History((THEN,)), History((THEN, later, newcomers))) as (first, last):
        moved = snapshot_mixture.moved_rows(first.path, last.path, "791", (JUNE, DECEMBER))
    assert {(one.kind, one.what): (one.rows, one.concerned) for one in moved} == {
        ("guidance", "withdrawn"): (1, 1),
        ("guidance", "corrected"): (1, 1),
        ("guidance", "late"): (2, 2),
        ("guidance", "new"): (1, 1),
    }
