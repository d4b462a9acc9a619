"""R20 and R21 against the second calculation, on random histories read by several agreements.

Years follow on each other and differ in length, in terms and in what they ask for; neighbours read the same rows.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data_pipeline.errors import Correctable
from data_pipeline.reports import compare, plan
from data_pipeline.storage import warehouse
from tests.figures.test_against_oracle import snapshot
from tests.oracle import plan as planned
from tests.oracle import years
from tests.oracle.agreed import agreement_of, leaves_that_differ
from tests.oracle.rows import Client, Delivery, Guidance, History, Screening
from tests.oracle.strategies import HOURS, NEIGHBOUR, OURS, RATES, Case, draw_case
from tests.oracle.terms import DAY, Terms

EXAMPLES = max(int(os.environ.get("ORACLE_EXAMPLES", "12")) // 3, 1)
SOAK_EXAMPLES = 600
TOLERANCES = {"low": 1e-9, "high": 1e-9, "p_target": 1e-6, "p_within": 1e-6, "mean": 0.0051, "deviation": 0.0051}

Opened = Callable[[History], Any]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens the warehouse of a history, for a `with`."""
    numbers = itertools.count()

    @contextmanager
    def open_(history: History) -> Iterator[warehouse.Warehouse]:
        folder = tmp_path / str(next(numbers))
        warehouse.build(snapshot(history, folder), folder / "warehouse.duckdb")
        store = warehouse.Warehouse(folder / "warehouse.duckdb")
        try:
            yield store
        finally:
            store.close()
            shutil.rmtree(folder)

    return open_


def changed(terms: Terms, name: str, random: Random, **parameters: Any) -> Terms:
    """Other terms like these: now and then with another goal, measure or age, and without a line of B1."""
    others = {
        "entrepreneur_years": terms.entrepreneur_years if random.randrange(8) else 4,
        "satisfaction_goal_percent": random.choice((terms.satisfaction_goal_percent, 80)),
        "jobs_measure": random.choice((terms.jobs_measure, "net")),
    }
    targets = [target for target in terms.targets if random.randrange(8)]
    return Terms({**terms.parameters, **others, **parameters, "id": name}, targets, terms.jobs_goal, terms.closing_days)


def a_series(case: Case, random: Random) -> list[Terms]:
    """The drawn agreement, one or two before it and perhaps one after, of about its length."""
    found = [changed(case.terms, "year-5", random)]
    for number in range(random.choice((1, 1, 2))):
        last = found[0].first_date - random.choice((1, 1, 9)) * DAY
        length = (case.terms.last_date - case.terms.first_date).days * random.choice((100, 100, 95, 85)) // 100
        dates = {"first_date": last - length * DAY, "last_date": last}
        found.insert(0, changed(case.terms, f"year-{4 - number}", random, **dates))
    if random.randrange(2):
        first = found[-1].last_date + DAY
        length = (case.terms.last_date - case.terms.first_date).days
        found.append(changed(case.terms, "year-6", random, first_date=first, last_date=first + length * DAY))
    return found


def crowd(series: Sequence[Terms], random: Random) -> Delivery:
    """Many parties guided and screened all through the years, in some of them far more than in others."""
    first, last = series[0].first_date, series[-1].last_date
    busy = random.choice(series)
    clients, guidances, screenings = [], [], []
    for number in range(random.choice((0, 40, 120))):
        start, end = random.choice(((first, last), (busy.first_date, busy.last_date)))
        day = start + random.randint(0, (end - start).days) * DAY
        clients.append(Client(client_id=f"C{number}", start_date=random.choice((None, day - 100 * DAY))))
        paid = {"work_hours": random.choice(HOURS), "hourly_rate_dkk": random.choice((None, *RATES))}
        about = {"client_id": f"C{number}", **paid}
        guidances.append(Guidance(guidance_id=f"VC{number}", guidance_date=day, level="local", **about))
        if random.randrange(2):
            screenings.append(Screening(screening_id=f"SC{number}", screening_date=day, **about))
    return Delivery({"client": tuple(clients), "guidance": tuple(guidances), "screening": tuple(screenings)})


def as_json(found: Any) -> Any:
    """A report as the command line writes it."""

    def plain(value: Any) -> str:
        return value.isoformat() if isinstance(value, dt.date) else str(value)

    return json.loads(json.dumps(asdict(found), default=plain))


def differences(case: Case, random: Random, opened: Opened) -> list[str]:
    """Where the two sides differ over a series, over neighbours, and over what is planned from the series."""
    series = a_series(case, random)
    history = History((*case.history, crowd(series, random)))
    near = [changed(case.terms, name, random, municipality_code=code) for name, code in (("b", OURS), ("a", NEIGHBOUR))]
    found: list[str] = []
    with opened(history) as store:
        snapshot_number = len(history)
        agreed = [agreement_of(terms) for terms in series]
        for day in case.as_ofs:
            ours: Any = years.years(history, "s", series, day)
            try:
                theirs: Any = as_json(compare.years(store, snapshot_number, "s", agreed, day))
            except Correctable:
                theirs = None
            found += [f"years {day} {one}" for one in leaves_that_differ(ours, theirs, tolerances=TOLERANCES)]
            ours = years.neighbours(history, near, day)
            try:
                theirs = as_json(compare.neighbours(store, snapshot_number, map(agreement_of, near), day))
            except Correctable:
                theirs = None
            found += [f"neighbours {day} {one}" for one in leaves_that_differ(ours, theirs, tolerances=TOLERANCES)]
            ours = planned.plan(history, series, day, case.terms)
            try:
                theirs = as_json(plan.plan(store, snapshot_number, "s", agreed, day, next_=agreement_of(case.terms)))
            except Correctable:
                theirs = None
            if ours and theirs:
                theirs = {name: theirs[name] for name in ours}
                for fee in theirs["fees"]:
                    del fee["amount"]
                    fee |= {name: float(fee[name]) for name in ("mean", "deviation")}
            found += [f"plan {day} {one}" for one in leaves_that_differ(ours, theirs, tolerances=TOLERANCES)]
    return found


def agree(examples: int, opened: Opened) -> None:
    for seed in range(examples):
        random = Random(f"years {seed}")
        case = draw_case(random, with_refusals=True, dates=3)
        found = differences(case, random, opened)
        assert not found, f"seed {seed}: {found}"


def test_random_histories(opened: Opened) -> None:
    """Every leaf, at three dates of each history."""
    agree(EXAMPLES, opened)


@pytest.mark.soak
def test_many_random_histories(opened: Opened) -> None:
    """The same by the hundred."""
    agree(SOAK_EXAMPLES, opened)
