"""What a process in these tests does, with a JSON line for each thing done.

`load [--full] PATH…`, `undo LOAD`, `forget ID`, `handle PATH…`, `read SNAPSHOT`, `follow SECONDS N`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from pathlib import Path

from data_pipeline import ledger
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Correctable
from data_pipeline.loading.load import load
from data_pipeline.loading.undo import undo
from data_pipeline.loading.watch import handle
from data_pipeline.settings import Settings
from data_pipeline.storage import increment, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.faults.processes import PATIENCE, ROWS_A_LOAD

AS_OF = dt.date(2014, 6, 30)


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def main(settings: Settings, task: str, *arguments: str) -> None:
    if task == "load":
        paths = [Path(one) for one in arguments if one != "--full"]
        outcome = load(settings, paths, full="--full" in arguments, author="kill test")
        say(snapshot=outcome.snapshot, statuses=[file.status for file in outcome.files])
    elif task == "undo":
        say(snapshot=undo(settings, int(arguments[0])).snapshot)
    elif task == "forget":
        say(rows=forget(settings, arguments[0]).rows)
    elif task == "handle":
        handle(settings, [Path(one) for one in arguments])
    elif task == "follow":
        follow(settings, float(arguments[0]), int(arguments[1]))
    else:
        read(settings, int(arguments[0]))


def read(settings: Settings, last: int) -> None:
    """Asks for the newest snapshot until it is `last`, as an open dashboard does, and holds every one to be whole."""
    from data_pipeline import agreements  # what no loader needs

    book = ledger.open(settings.ledger)
    landing = Landing.open(settings.landing)
    agreement = agreements.load(settings.agreements, "viborg-2014")
    seen = -1
    say(ready=True)
    while seen < last:
        newest = book.newest()
        if newest == seen:
            time.sleep(0.01)
            continue
        start = time.monotonic()
        store = Warehouse(warehouse.ensure(settings, book.loads(newest), landing))
        found = figures(store, agreement)
        assert found == {"clients": newest * ROWS_A_LOAD, "guided": newest * ROWS_A_LOAD}, (newest, found)
        assert newest > seen, (newest, seen)
        seen = newest
        say(snapshot=newest, seconds=time.monotonic() - start)


def follow(settings: Settings, seconds: float, changes: int) -> None:
    """Says how many clients there are whenever anything changed, so often, with one warehouse open all the time."""
    book = ledger.open(settings.ledger)
    store: Warehouse | None = None
    pulse = (-1, -1)
    deadline = time.monotonic() + seconds
    while changes and time.monotonic() < deadline:
        if book.pulse() == pulse:
            time.sleep(0.02)
            continue
        pulse = book.pulse()
        path = warehouse.ensure(settings, book.loads(), Landing.open(settings.landing))
        assert store is None or store.path != path, "the same name for other rows"
        store = Warehouse(path)
        with store.asking() as question:
            say(clients=question.table("stg_client").num_rows)
        changes -= 1


def figures(store: Warehouse, agreement: object) -> dict[str, int]:
    """Clients known, and parties guided locally in the agreement's window (R4)."""
    from data_pipeline.figures import asking

    with asking(store, agreement, AS_OF) as question:
        activity = question.rows("activity")
        clients = question.table("stg_client").num_rows
    return {"clients": clients, "guided": sum(row["actual"] for row in activity if row["measure"] == "guided.local")}


if __name__ == "__main__":
    increment._MOST = 1.0  # these loads are large beside what stands, and are to start from it all the same
    if PATIENCE in os.environ:
        ledger.open.__defaults__ = (float(os.environ[PATIENCE]),)
    try:
        main(Settings.read(), *sys.argv[1:])
    except Correctable as fault:
        print(fault.say("en"), file=sys.stderr)
        sys.exit(2)
