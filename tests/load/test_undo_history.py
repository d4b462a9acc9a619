"""A wrong load among others, taken back: rows, figures and meetings as if it had never been, whatever happens to it.

Later loads repeat rows of earlier ones and of the wrong one word for word, so that they are confirmed and not stored;
some are complete, some repeat whole files. Loads and the taking back are killed and run side by side.
"""

from __future__ import annotations

import datetime as dt
import random
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from data_pipeline import ledger, meetings, reports
from data_pipeline.loading.load import load
from data_pipeline.loading.undo import undo
from data_pipeline.meetings import freezing
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings
from data_pipeline.storage.failpoints import POINTS
from tests.faults.processes import ended, start
from tests.load import deliveries
from tests.load.test_undo import shown

LOADS = 4
OWNER = Person("Ada", Role.ADMINISTRATOR)
LONGEST_SECONDS = 3.0  # that a load is let live before it is killed


@dataclass(frozen=True)
class Delivery:
    """The files of one load; `own` is in no other."""

    paths: tuple[Path, ...]
    full: bool
    own: str


@dataclass(frozen=True)
class History:
    """Loads in order, of which number `wrong` is taken back when number `undone_after` stands."""

    deliveries: tuple[Delivery, ...]
    wrong: int
    undone_after: int


def drawn(folder: Path, chance: random.Random) -> History:
    """A history of few ids, so that loads contradict and repeat each other, row by row and file by file."""
    told: list[tuple[str, dict[str, str]]] = []
    files: list[Path] = []
    made = []
    for number in range(1, LOADS + 1):
        rows = chance.sample(told, min(len(told), chance.randint(0, 6)))
        rows += [_row(chance) for _ in range(chance.randint(2, 5))]
        told += rows
        own = f"own{number}.csv"
        paths = [deliveries.guidances(folder / own, (f"V-{number}", "K1"))]
        for kind in dict.fromkeys(kind for kind, _ in rows):
            of_kind = [row for other, row in rows if other == kind]
            paths.append(deliveries.write(folder / f"{number}-{kind}.csv", kind, *of_kind))
        again = chance.sample(files, 1) if files and chance.random() < 0.4 else []
        files += paths[1:]
        made.append(Delivery((*paths, *again), chance.random() < 0.3, own))
    wrong = chance.randint(1, LOADS - 1)
    return History(tuple(made), wrong, chance.randint(wrong, LOADS))


def _row(chance: random.Random) -> tuple[str, dict[str, str]]:
    kind = chance.choice(["kunder", "kunder", "vejledninger", "vejledninger", "beskæftigelse"])
    if kind == "kunder":
        town = chance.choice(["Viborg", "Viborg", "Aarhus", "Narnia"])
        row = {"Kunde-ID": chance.choice(["K1", "K2", "K3", "K4", ""]), "Kommune": town}
        return kind, row | chance.choice([{}, {"CVR-nr.": "90000004"}])
    if kind == "beskæftigelse":
        return kind, {"Årsværk": chance.choice(["1,5", "4"]), "Opgjort": chance.choice(["31-12-2013", "01-06-2014"])}
    level = chance.choice(["Lokal", "Specialiseret"])
    return kind, {
        "Vejledning-ID": f"V{chance.randint(1, 5)}",
        "Kunde-ID": chance.choice(["K1", "K2", "K9", ""]),
        "Niveau": level,
    }


def freeze(settings: Settings, name: str) -> None:
    """Hold a meeting on what stands now."""
    board = reports.open_board(settings)
    freezing.freeze(board, name, "viborg-2014", dt.date(2014, 6, 30), by=OWNER)
    board.ledger.close()


def frozen(settings: Settings, name: str) -> dict[str, Any]:
    """What a meeting keeps, but for the numbers of loads, moments and names of files."""
    with ledger.open(settings.ledger) as book:
        meeting = meetings.find(book, name)
    figures = {key: value for key, value in meeting.figures.items() if key != "snapshot"}
    kept = {
        page: {field: value for field, value in vars(report).items() if field != "stamp"}
        for page, report in meeting.reports.items()
        if page not in ("data", "changes") and report is not None
    }
    return {"figures": figures, "reports": kept, "fees": meeting.fee_lines}


def as_if_it_had_never_been(
    settings: Settings, folder: Path, seed: int, does: Callable[[Settings, Sequence[list[object]]], None]
) -> None:
    """A drawn history with a load taken back, against the history without that load.

    `does` does the wrong load and what comes until it is taken back; the rest is done `at_once`.
    """
    chance = random.Random(seed)
    history = drawn(folder / "files", chance)
    reference = Settings.read({"VAEKSTTAVLEN_HOME": str(folder / "reference")})
    for number, delivery in enumerate(history.deliveries, 1):
        if number == history.wrong and number > 1:
            freeze(settings, "before")
            before = frozen(settings, "before")
        acts = [["load", *(["--full"] if delivery.full else []), *delivery.paths]]
        if number == history.undone_after + 1:
            acts.append(["undo", history.wrong])  # at the same time
        (does if history.wrong <= number <= history.undone_after + 1 else at_once)(settings, acts)
        if number != history.wrong:
            assert load(reference, delivery.paths, full=delivery.full).is_committed
    if history.undone_after == LOADS:
        does(settings, [["undo", history.wrong]])
    for place in (settings, reference):
        freeze(place, "after")
    assert shown(settings) == shown(reference), seed
    assert frozen(settings, "after") == frozen(reference, "after"), seed
    assert history.wrong == 1 or frozen(settings, "before") == before, seed


def at_once(settings: Settings, acts: Sequence[list[object]]) -> None:
    """Do each in this process, one after the other."""
    for task, *arguments in acts:
        if task == "undo":
            undo(settings, int(str(arguments[0])))
        else:
            paths = [path for path in arguments if isinstance(path, Path)]
            assert load(settings, paths, full="--full" in arguments).is_committed


class Killing:
    """Does things in processes of their own, all at the same time, and kills most of them at first."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.kills = 0

    def __call__(self, settings: Settings, acts: Sequence[list[object]]) -> None:
        """Do each until it stands; what was told of stands."""
        left = list(acts)
        while left:
            running = [(act, self._started(settings, act)) for act in left]
            for act, (process, seconds) in running:
                if seconds is not None:
                    time.sleep(seconds)
                    process.kill()
                code, said, complaint = ended(process)
                assert code in (0, -signal.SIGKILL), (act, complaint)
                self.kills += code != 0
                assert is_done(settings, act) or not said, (act, "told of and lost")
            left = [act for act in left if not is_done(settings, act)]

    def _started(self, settings: Settings, act: list[object]) -> tuple[Popen[str], float | None]:
        """A process for `act`, and after how many seconds to kill it; a third are let live."""
        way = self._chance.randrange(3)
        point = self._chance.choice(POINTS) if way == 1 else None
        seconds = self._chance.uniform(0, LONGEST_SECONDS) if way == 2 else None
        return start(settings, *act, fail_at=point), seconds


def is_done(settings: Settings, act: list[object]) -> bool:
    """Whether a load or a taking back stands."""
    task, *arguments = act
    with ledger.open(settings.ledger) as book:
        loads = book.loads()
    if task == "undo":
        return any(one.undoes == arguments[0] for one in loads)
    own = next(path.name for path in arguments if isinstance(path, Path) and path.name.startswith("own"))
    return any(file.file == own for one in loads for file in one.files)


def test_as_if_it_had_never_been(settings: Settings, tmp_path: Path):
    as_if_it_had_never_been(settings, tmp_path, 41, at_once)


@pytest.mark.soak
def test_killed_and_side_by_side(settings: Settings, tmp_path: Path):
    killing = Killing(2014)
    as_if_it_had_never_been(settings, tmp_path, 6, killing)
    assert killing.kills > 2


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 140))
def test_as_if_it_had_never_been_for_long(both_settings: Settings, tmp_path: Path, seed: int):
    as_if_it_had_never_been(both_settings, tmp_path, seed, at_once)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200, 220))
def test_killed_and_side_by_side_for_long(both_settings: Settings, tmp_path: Path, seed: int):
    as_if_it_had_never_been(both_settings, tmp_path, seed, Killing(seed))
