"""What people write about the strategy's milestones and the parties' obligations (R17): one way for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from data_pipeline.agreements import Agreement, Words, nearest
from data_pipeline.errors import Correctable
from data_pipeline.exports import scalars
from data_pipeline.language import message
from data_pipeline.ledger import Ledger, StrategyEntry
from data_pipeline.privacy import cpr
from data_pipeline.privacy.rights import Person, Role, require

MOST_LETTERS = {"value": 200, "source": 200, "note": 1000}


def points(agreement: Agreement) -> Mapping[str, Words]:
    """What can be written about: label by id, milestones first."""
    labels = {point.id: point.label for point in agreement.milestones}
    return labels | {point.id: point.label for point in agreement.obligations}


def known(agreement: Agreement, point: str) -> str:
    """The same id; raises `Correctable` with the nearest one where the agreement has no such point."""
    ids = tuple(points(agreement))
    if point not in ids:
        near = nearest(point, ids) or ", ".join(ids)
        raise Correctable(message("There is no point “{name}”; the nearest is {nearest}.", name=point, nearest=near))
    return point


def day_in(text: str) -> dt.date | None:
    """The day somebody wrote, read as strictly as in an export; None for none. Raises `Correctable`."""
    if not text.strip():
        return None
    day, fault = scalars.date(text.strip())
    if fault is not None:
        raise Correctable(message("Write the day as 31-12-2014."))
    found: dt.date = day
    return found


def write(
    book: Ledger,
    agreement: Agreement,
    point: str,
    value: str,
    *,
    by: Person,
    day: dt.date | None = None,
    source: str = "",
    note: str = "",
) -> StrategyEntry:
    """The entry as it stands from now on, beside the earlier ones.

    Raises `NotAllowed` for who signs for no party, `Correctable` for an unknown point and for an empty or too long
    text.
    """
    require(by, Role.PARTNER, agreement.id)
    entry = StrategyEntry(
        written_at=dt.datetime.now(dt.UTC),
        author=by.name,
        agreement=agreement.id,
        milestone=known(agreement, point),
        value=_text("value", value),
        value_date=day,
        source=_text("source", source),
        note=_text("note", note),
    )
    if not entry.value:
        raise Correctable(message("Write a value; an empty one says nothing."))
    book.add_strategy(entry)
    return entry


def _text(name: str, given: str) -> str:
    """One line, trimmed; control characters, which a terminal would obey, are left out."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())
    if len(text) > MOST_LETTERS[name]:
        raise Correctable(message("That is too long: at most {count} letters.", count=MOST_LETTERS[name]))
    cpr.refuse_people(text)
    return text
