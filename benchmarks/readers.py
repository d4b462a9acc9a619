"""`python -m benchmarks.readers [--minutes N]`: fifty readers of one dashboard while something is loaded each minute.

The readers are programs that speak with the server as a browser does and draw nothing: each reads for a while, clicks
to another page of the menu, and asks every three seconds whether something was loaded, as an open page does. A click is
timed until the server's run of that page has ended. Beside it stand the server's memory after each minute and every
line of its log that tells of an error.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks import measure, rows
from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.installations import DELIVERIES

READERS = 50
MINUTES = 5
MINUTE = 60
ARRIVAL_SECONDS = 30  # the readers come one after the other, before the first minute
READING_SECONDS = 8  # between two clicks, on average; as random as people are (exponential)
RUN_SECONDS = 60
# Most look at the newest day, as it is shown; one in five at an earlier one.
DAYS = ("", "", "", "", "as_of=2014-06-30", "", "", "", "", "as_of=2014-09-30")
TOLD = re.compile(r"error|exception|traceback|warning", re.IGNORECASE)


@dataclass
class Found:
    """Milliseconds of the first views and of each click by the minute it was made in, and what went wrong for whom."""

    first: list[float] = field(default_factory=list)
    clicks: dict[int, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Reader:
    """One open page: what the server sends is taken in as it comes."""

    def __init__(self, connection: ClientConnection, query: str) -> None:
        self._connection = connection
        self._query = query
        self._polls: dict[str, float] = {}
        self._here = ""
        self._stands: tuple[str, asyncio.Event] = ("", asyncio.Event())
        self.pages: list[str] = []

    async def open(self, page: str) -> float:
        """Milliseconds until the server has sent a page whole."""
        self._stands, self._polls = (page, asyncio.Event()), {}  # a browser stops asking at a click, too
        started = time.perf_counter()
        await self._ask(page_name=page, query_string=self._query)
        async with asyncio.timeout(RUN_SECONDS):
            await self._stands[1].wait()
        return (time.perf_counter() - started) * 1000

    async def hear(self) -> None:
        """Take in all that comes, until the connection is closed."""
        shown = ""
        async for data in self._connection:
            message = ForwardMsg()
            message.ParseFromString(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self._polls, self._here = {}, message.navigation.page_script_hash
                names = {one.page_script_hash: one.url_pathname for one in message.navigation.app_pages}
                shown = names[message.navigation.page_script_hash]
                self.pages = [one.url_pathname for one in message.navigation.app_pages if not one.is_hidden]
            elif kind == "auto_rerun":
                self._polls[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(message.delta.new_element.exception.message)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                page, stands = self._stands
                if page == shown:
                    stands.set()

    async def poll(self) -> None:
        """Ask as often as the page wants whether something was loaded."""
        while True:
            await asyncio.sleep(min(self._polls.values(), default=1))
            for name in list(self._polls):
                here = {"page_script_hash": self._here, "query_string": self._query}
                await self._ask(fragment_id=name, is_auto_rerun=True, **here)

    async def _ask(self, **asked: str | bool) -> None:
        message = BackMsg()
        for name, value in asked.items():
            setattr(message.rerun_script, name, value)
        await self._connection.send(message.SerializeToString())


@asynccontextmanager
async def reader(address: str, query: str) -> AsyncIterator[Reader]:
    """A reader with an open connection."""
    socket = f"ws://{address.removeprefix('http://')}/_stcore/stream"
    async with connect(socket, origin=address, subprotocols=["streamlit"], max_size=None) as connection:
        one = Reader(connection, query)
        async with asyncio.TaskGroup() as tasks:
            busy = [tasks.create_task(one.hear()), tasks.create_task(one.poll())]
            yield one
            for task in busy:
                task.cancel()


async def read(address: str, number: int, begun: float, minutes: int, found: Found) -> None:
    """Read until the minutes are over."""
    pauses = random.Random(number)
    try:
        await asyncio.sleep(number * ARRIVAL_SECONDS / READERS)
        async with reader(address, DAYS[number % len(DAYS)]) as one:
            found.first.append(await one.open(""))
            await asyncio.sleep(begun - time.monotonic())
            while time.monotonic() < begun + minutes * MINUTE:
                await asyncio.sleep(pauses.expovariate(1 / READING_SECONDS))
                passed = time.monotonic() - begun
                taken = await one.open(pauses.choice(one.pages))
                found.clicks.setdefault(int(passed / MINUTE), []).append(taken)
    except Exception as fault:  # whatever ends a reader's reading is counted
        found.faults.append(f"reader {number}: {fault!r}")


async def load_each_minute(home: Path, begun: float, minutes: int, server: int) -> None:
    """Load one guidance more at the beginning of each minute, and tell the server's memory at its end."""
    for minute in range(minutes):
        await asyncio.sleep(begun + minute * MINUTE - time.monotonic())
        path = rows.write(
            home.parent / f"one{minute}.csv",
            ("Vejledning-ID", "Kunde-ID", "Dato", "Niveau"),
            [(f"N{minute}", "K-10001", "03-12-2014", "Lokal")],
        )
        await asyncio.to_thread(serving.load, home, path)
        await asyncio.sleep(begun + (minute + 1) * MINUTE - 1 - time.monotonic())
        print(f"minute {minute + 1}: the server holds {measure.resident(server) / 1e6:.0f} MB", flush=True)


async def measured(folder: Path, minutes: int) -> None:
    """Print what was measured."""
    home = folder / "home"
    for delivery in DELIVERIES:
        serving.load(home, delivery)
    found = Found()
    with serving.dashboard(home) as address:
        port = address.rpartition(":")[2]
        begun = time.monotonic() + ARRIVAL_SECONDS
        readers = (read(address, number, begun, minutes, found) for number in range(READERS))
        await asyncio.gather(load_each_minute(home, begun, minutes, server_on(port)), *readers)
        log = (folder / f"dashboard-{port}.log").read_text(encoding="utf-8").splitlines()
    print(f"first views, one after the other: {told(found.first)}")
    for minute, clicks in sorted(found.clicks.items()):
        print(f"minute {minute + 1}: {told(clicks)}")
    print(f"all: {told([one for clicks in found.clicks.values() for one in clicks])}")
    complaints = [line for line in log if TOLD.search(line)]
    print(f"faults met by readers: {len(found.faults)}; lines of the log that tell of an error: {len(complaints)}")
    print("\n".join([*found.faults, *complaints]))


def told(clicks: list[float]) -> str:
    """Median, 95th percentile and longest, in milliseconds."""
    p95 = statistics.quantiles(clicks, n=20)[-1]
    return f"{len(clicks)}, median {statistics.median(clicks):.0f}, p95 {p95:.0f}, longest {max(clicks):.0f} ms"


def server_on(port: str) -> int:
    """The process id of the server this program started on a port."""
    children = (int(one) for one in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
    return next(one for one in children if port in Path(f"/proc/{one}/cmdline").read_text().split("\0"))


def main() -> None:
    """Measure, the machine's load before beside it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--minutes", type=int, default=MINUTES, help="how long, with a load each minute")
    minutes = parser.parse_args().minutes
    os.chdir(ROOT)
    print(f"load average before: {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory(prefix="readers-") as folder:
        asyncio.run(measured(Path(folder), minutes))


if __name__ == "__main__":
    main()
