"""The snapshot that a load or an undoing would make: built, compared with the newest, committed and published."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from data_pipeline import ledger
from data_pipeline.errors import Correctable
from data_pipeline.exports.progress import Doing, Progress, Step, ignore_steps
from data_pipeline.language import Message
from data_pipeline.ledger import Hold, Ledger, Load
from data_pipeline.loading.effect import Effect, effect
from data_pipeline.settings import Settings
from data_pipeline.storage import disk, failpoints, keys, receipts, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.sweep import CANDIDATE, sweep, sweep_warehouses

# Whether to go on, having seen what would change.
Consent = Callable[[Effect], bool]


@dataclass(frozen=True)
class Place:
    """An installation that this process has the right to load in, and the loads that stand in it."""

    settings: Settings
    ledger: Ledger
    landing: Landing
    hold: Hold
    loads: tuple[Load, ...]

    @property
    def next_number(self) -> int:
        """The number of the load to come."""
        return (self.loads[-1].number if self.loads else 0) + 1


@contextmanager
def opened(
    settings: Settings, patience_seconds: float, tell: Callable[[Message], None] | None, waiting: Message
) -> Iterator[Place]:
    """The installation with the right to load in it, swept; `tell` is told `waiting` when another load runs.

    Raises `Busy` when that keeps running, and `Correctable` for a disk, a landing or a ledger that does not answer.
    """
    with disk.as_sentences(settings.home), ledger.open(settings.ledger) as book:
        landing = Landing.open(settings.landing)
        with book.loading(patience_seconds, None if tell is None else lambda: tell(waiting)) as hold:
            sweep(settings, book, landing)
            receipts.answer(settings, book)
            yield Place(settings, book, landing, hold, book.loads())


@contextmanager
def built(place: Place, load: Load, progress: Progress) -> Iterator[Path]:
    """The warehouse of the snapshot that `load` would make, all its promises kept; gone when the block has ended."""
    folder = place.settings.warehouses
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f"{CANDIDATE}{load.number}-{secrets.token_hex(4)}.duckdb"
    try:
        _build(place, (*place.loads, load), draft, progress)
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def compared(place: Place, load: Load, draft: Path) -> Effect:
    """Return what `load`, of which `draft` is the warehouse, would change in what is shown now."""
    agreed = place.settings.agreements
    if place.loads:
        return effect(warehouse.ensure(place.settings, place.loads, place.landing), draft, agreed, load)
    with tempfile.TemporaryDirectory(prefix=CANDIDATE, dir=place.settings.warehouses) as folder:
        nothing = Path(folder) / "nothing.duckdb"
        _build(place, (), nothing, ignore_steps)
        return effect(nothing, draft, agreed, load)


def commit(place: Place, load: Load, key: bytes, draft: Path) -> None:
    """Let `load` stand, and publish its warehouse."""
    failpoints.reached("before_commit")
    try:
        place.ledger.commit_load(place.hold, load, {keys.KEY_FACT: keys.name_of(key)})
    except Exception:
        # The answer may have been lost on its way back: only the ledger knows. What is not a load is swept later.
        if not _stands(place, load):
            raise
    failpoints.reached("after_commit")
    _publish(place, load, draft)


def _build(place: Place, loads: Sequence[Load], target: Path, progress: Progress) -> None:
    def counting(done: int, all_: int) -> None:
        progress(Step(Doing.BUILDING, done, all_))

    warehouse.make(place.settings.warehouses, loads, place.landing, target, counting, copies_prefix=CANDIDATE)


def _stands(place: Place, load: Load) -> bool:
    with suppress(Correctable):
        return any(
            (one.number, one.loaded_at, one.author, one.parts) == (load.number, load.loaded_at, load.author, load.parts)
            for one in place.ledger.loads()
        )
    return False


def _publish(place: Place, load: Load, draft: Path) -> None:
    """Name the warehouse and delete old ones. The load stands already: what fails here is done by others."""
    folder = place.settings.warehouses
    with suppress(OSError):
        draft.replace(folder / warehouse.file_name((*place.loads, load)))
        disk.sync_folder(folder)
        sweep_warehouses(folder)
