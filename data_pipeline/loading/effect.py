"""What a load or an undoing would change, known before it is done: figures, rows, and what looks like a mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from data_pipeline import agreements
from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import BY_TABLE
from data_pipeline.language import Message, message
from data_pipeline.storage.snapshot_mixture import Difference, differences, newest_days
from data_pipeline.storage.warehouse import Warehouse

if TYPE_CHECKING:
    from data_pipeline.agreements import Agreement
    from data_pipeline.ledger import Load

Value = int | float | Decimal | None


@dataclass(frozen=True)
class Move:
    """A headline figure of an agreement on the newest day in the data, before and after; None is not measured.

    `from_value`, `to_value`: counts, amounts in kroner or full-time equivalents, or shares 0–1.
    """

    agreement: str
    figure: str
    from_value: Value
    to_value: Value


@dataclass(frozen=True)
class Effect:
    """What would change. `rows` by kind (the agreement's word); `clients`: Kunde-IDs of which another version stands.

    `withdrawn` counts rows by each kind that the load is the complete content of. `asks`: a person should be asked
    first; `needs_yes`: it is not done without a yes.
    """

    moves: tuple[Move, ...] = ()
    rows: Mapping[str, Difference] = field(default_factory=dict)
    clients: tuple[str, ...] = ()
    withdrawn: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    asks: bool = False
    needs_yes: bool = False

    def whose(self, most: int) -> list[Message]:
        """Whose rows are replaced or gone, `most` by Kunde-ID; nothing where nobody's are."""
        if not self.clients:
            return []
        told = message(
            "{count} client has another version, or none: {clients}",
            "{count} clients have another version, or none: {clients}",
            count=len(self.clients),
            clients=", ".join(self.clients[:most]) + (" …" if len(self.clients) > most else ""),
        )
        return [told]


def effect(earlier: Path, later: Path, folder: Path, load: Load) -> Effect:
    """Return what the warehouse `later`, with `load`, says otherwise than `earlier`, for the agreements in `folder`."""
    today = load.loaded_at.date()
    found = differences(earlier, later)
    rows = {BY_TABLE[table].name: difference for table, difference in found.rows.items()}
    withdrawn = {BY_TABLE[table].name: found.rows[table].gone for table in load.full_tables}
    many = tuple(_withdrawals(withdrawn, rows))
    moves, halved = _moves(earlier, later, folder, today, found.municipalities)
    warnings = (*many, *halved, *_older(earlier, later, load))
    return Effect(moves, rows, found.clients, withdrawn, warnings, asks=bool(many or halved), needs_yes=bool(many))


def missing_kinds(load: Load, earlier: Sequence[Load]) -> list[Message]:
    """Return a warning for each kind that the delivery before had and this one lacks; a single kind is a correction."""
    kinds = _kinds(load)
    before = next((found for one in reversed(earlier) if len(found := _kinds(one)) > 1), ())
    if len(kinds) < 2:
        return []
    return [
        message("{kind} is not among these files; the delivery before had it.", kind=kind)
        for kind in before
        if kind not in kinds
    ]


def _kinds(load: Load) -> tuple[str, ...]:
    """The kinds that a load's files hold, by the agreement's words; also of files that were known already."""
    return tuple(dict.fromkeys(file.kind for file in load.files if file.kind is not None))


def _older(earlier: Path, later: Path, load: Load) -> Iterator[Message]:
    """Yield a warning for each kind of which the delivery's newest day is before the newest that is loaded."""
    today = load.loaded_at.date()
    loaded = newest_days(earlier, today)
    for table, day in newest_days(later, today, load.number).items():
        if table in loaded and day < loaded[table]:
            yield message(
                "{kind}: the newest date in these files is {day}, but {newest} is loaded already. Is this an older "
                "export?",
                kind=BY_TABLE[table].name,
                day=day,
                newest=loaded[table],
            )


def _withdrawals(withdrawn: Mapping[str, int], rows: Mapping[str, Difference]) -> Iterator[Message]:
    for kind, count in withdrawn.items():
        if count * 10 > rows[kind].before:
            yield message(
                "{kind}: {count} of {before} rows are not in the files and would be withdrawn, more than a tenth.",
                kind=kind,
                count=count,
                before=rows[kind].before,
            )


def _moves(
    earlier: Path, later: Path, folder: Path, today: dt.date, municipalities: Collection[str]
) -> tuple[tuple[Move, ...], tuple[Message, ...]]:
    """Headline figures that differ, and a warning for each that moves by more than half as of one and the same day.

    Only agreements of the municipalities are asked for.
    """
    from data_pipeline.figures import newest_day

    try:
        agreed = [one for one in agreements.load_all(folder).values() if one.municipality.code in municipalities]
    except Correctable:  # `check` says what is wrong with an agreement
        return (), ()
    moves, halved = [], []
    with closing(Warehouse(earlier)) as before, closing(Warehouse(later)) as after:
        for agreement in agreed:
            day, new_day = (newest_day(store, agreement, today) for store in (before, after))
            was = _headlines(before, agreement, day)
            same_day = _headlines(after, agreement, day)
            now = same_day if day == new_day else _headlines(after, agreement, new_day)
            names = dict.fromkeys([*was, *now])
            moves += [
                Move(agreement.id, name, was.get(name), now.get(name))
                for name in names
                if was.get(name) != now.get(name)
            ]
            halved += [_more_than_half(agreement, name) for name in was if _is_halved(was[name], same_day[name])]
    return tuple(moves), tuple(halved)


def _is_halved(before: Value, after: Value) -> bool:
    """Whether a value that was not zero is another by more than half of what it was; unmeasured is none."""
    if not before:
        return False
    return 2 * abs(Decimal(str(after or 0)) - Decimal(str(before))) > abs(Decimal(str(before)))


def _more_than_half(agreement: Agreement, figure: str) -> Message:
    from data_pipeline.figures import CATALOGUE

    return message(
        "{agreement}: {figure} moves by more than half of what it was for the same day.",
        agreement=agreement.id,
        figure=message(CATALOGUE[figure].label),
    )


def _headlines(store: Warehouse, agreement: Agreement, as_of: dt.date | None) -> dict[str, Value]:
    """The headline figures by id; none without a day."""
    # Figures bring statistics that take half a second to import, which a first load does without.
    from data_pipeline.figures import some_figures

    if as_of is None:
        return {}
    found = some_figures(store, agreement, as_of, "targets", "fees", "satisfaction", "jobs", "deadlines")
    measure = found["jobs"]["measure"]
    return {
        **{target["id"]: target["actual"] for target in found["targets"]},
        "satisfaction": found["satisfaction"]["share"],
        f"jobs.{measure}": Decimal(found["jobs"][measure]),
        "fee_total": Decimal(found["fee_total"]["amount"]),
        **{f"deadline.{deadline['id']}": deadline["share"] for deadline in found["deadlines"]},
    }
