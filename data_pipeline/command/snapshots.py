"""The snapshot a command asks about, opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from data_pipeline import ledger
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Load
from data_pipeline.settings import Settings
from data_pipeline.storage import receipts, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse

if TYPE_CHECKING:
    from data_pipeline.meetings import Meeting


def loads(settings: Settings, number: int | None = None) -> tuple[Load, ...]:
    """Loads 1..`number` (all of them without), oldest first.

    Raises `Correctable` when there is no such load.
    """
    with ledger.open(settings.ledger) as book:
        newest = book.newest()
        if number is not None and not 1 <= number <= newest:
            raise Correctable(
                message("There is no load {number}. The newest is {newest}.", number=str(number), newest=str(newest))
                if newest
                else message("Nothing is loaded yet. Load the CRM's exports first.")
            )
        return book.loads(number)


def erased(settings: Settings) -> dict[int, int]:
    """How many accepted rows of each load were forgotten since."""
    with ledger.open(settings.ledger) as book:
        return dict(book.erased())


def meeting(settings: Settings, name: str, agreement: str) -> Meeting:
    """The frozen meeting of that name.

    Raises `Correctable` when there is none, or it is about another agreement.
    """
    # Meetings know all figures and their statistics: half a second to import, which `load` does without.
    from data_pipeline import meetings

    with ledger.open(settings.ledger) as book:
        found = meetings.find(book, name)
    if found.agreement.id != agreement:
        raise Correctable(
            message("The meeting {name} is about the agreement {id}.", name=found.name, id=found.agreement.id)
        )
    return found


@contextmanager
def opened(settings: Settings, made_of: Sequence[Load]) -> Iterator[Warehouse]:
    """The warehouse of the snapshot that these loads make, closed after use.

    Raises `Correctable` when nothing is loaded.
    """
    if not made_of:
        raise Correctable(message("Nothing is loaded yet. Load the CRM's exports first."))
    with ledger.open(settings.ledger) as book:
        receipts.answer(settings, book)
    with closing(Warehouse(warehouse.ensure(settings, made_of, Landing.open(settings.landing)))) as store:
        yield store
