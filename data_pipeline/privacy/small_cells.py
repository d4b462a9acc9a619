"""Small cells: what is marked for the parties and hidden from others (R18, §6), at one door between report and view.

A report declares each breakdown as a `Table` of cells and sums and carries what `marks` finds; `hide` gives the report
as others see it. Others are taken to know what is shown, the sums, that `1–4` is 1 to 4 and that the word is 5 or more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
# A count below this, but not zero, could point at people; shares and amounts need this many behind them.
SMALL = 5
# The two largest contributors may hold at most this part of an amount.
LARGEST_TWO = Decimal("0.85")
# What goes with a hidden count or share without a word of its own: its interval, and what is said of it.
_SAID_OF_IT = ("low", "high", "limits", "chance", "change", "met", "share_of_expected", "response_rate")
BLANK: Mapping[str | int, Any] = {**dict.fromkeys(_SAID_OF_IT), "certainty": "none", "status": "none"}
# How far a number nobody bounds is looked for above the true one: any other value proves that it does not follow.
ROOM = 1000


class Hidden(Enum):
    """What others see in a cell's place. FEW: the range 1–4. PROTECTED: a word. FROZEN: hidden in an old meeting."""

    FEW = "few"
    PROTECTED = "protected"
    FROZEN = "frozen"


Count = int | Hidden
Share = float | None | Hidden
Amount = Decimal | Hidden
# Where a number stands in a report: names of fields, places in tuples, keys of mappings.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class CountCell:
    """A count of `value`, behind which stand `parties` (as many when left out).

    `is_derived`: a number that is not shown but follows from two that are, as the step between two points in time.
    """

    value: int
    paths: tuple[Path, ...] = ()
    parties: int | None = None
    is_derived: bool = False

    def is_small(self) -> bool:
        """Whether 1–4 parties stand behind it; 0 is shown."""
        return self.value != 0 and is_small(abs(self.value) if self.parties is None else self.parties)


@dataclass(frozen=True)
class ShareCell:
    """A share of `part` in `whole`, one cell with its numbers and interval."""

    part: int
    whole: int
    paths: tuple[Path, ...] = ()
    is_derived: bool = False

    @property
    def size(self) -> int:
        """Answers behind it."""
        return abs(self.whole)

    def is_small(self) -> bool:
        """Whether it is of fewer than five, or has 1–4 on one side."""
        return any(is_small(abs(number)) for number in (self.whole, self.part, self.whole - self.part))

    def plus(self, other: ShareCell, sign: int) -> ShareCell:
        """This and the other added (`sign` 1) or subtracted (−1)."""
        return ShareCell(self.part + sign * other.part, self.whole + sign * other.whole)


@dataclass(frozen=True)
class AmountCell:
    """An amount as what each contributor holds of it; increases, decreases and their sum are one cell."""

    held: Mapping[str, Decimal]
    paths: tuple[Path, ...] = ()
    is_derived: bool = False

    @property
    def size(self) -> int:
        """Contributors behind it."""
        return sum(amount != 0 for amount in self.held.values())

    def is_small(self) -> bool:
        """Whether it, its increases or its decreases have 1–4 contributors or two that hold over 85 %."""
        up = [amount for amount in self.held.values() if amount > 0]
        down = [amount for amount in self.held.values() if amount < 0]
        return any(_is_dominated(amounts) for amounts in ((*up, *down), up, down))

    def plus(self, other: AmountCell, sign: int) -> AmountCell:
        """What each contributor holds of both, added (`sign` 1) or subtracted (−1)."""
        parties = self.held.keys() | other.held.keys()
        nothing = Decimal(0)
        return AmountCell(
            {party: self.held.get(party, nothing) + sign * other.held.get(party, nothing) for party in parties}
        )


Cell = CountCell | ShareCell | AmountCell


@dataclass(frozen=True)
class Sum:
    """Cells that add up to another cell (`total`), or to a total that is shown (None)."""

    members: tuple[Hashable, ...]
    total: Hashable | None = None

    @property
    def cells(self) -> tuple[Hashable, ...]:
        """The members, and the total where it is a cell."""
        return self.members if self.total is None else (*self.members, self.total)


@dataclass(frozen=True)
class Table:
    """Cells of one kind in reading order, and their sums: rows from the top, then columns from the left."""

    cells: Mapping[Any, Cell]
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True)
class Marks:
    """What of a report others do not see. `cells`: what they see instead of a number; `joined`: what stands, hidden
    where it must be, in place of rows too small to stand alone.
    """

    cells: Mapping[Path, Hidden] = field(default_factory=dict)
    joined: Mapping[Path, Any] = field(default_factory=dict)

    def has(self, *path: str | int) -> bool:
        """Whether others do not see the number that stands at a path."""
        return path in self.cells

    def under(self, *path: str | int) -> Collection[Path]:
        """Where marked numbers stand below a path."""
        return [found for found in self.cells if found[: len(path)] == path]


def marks(
    tables: Iterable[Table], also: Mapping[Path, Hidden] | None = None, joined: Mapping[Path, Any] | None = None
) -> Marks:
    """The marks of a report with these tables; `also` marked are the rows for which `joined` ones stand."""
    found: dict[Path, Hidden] = dict(also or {})
    for table in tables:
        for key, hidden in mark(table).items():
            found |= dict.fromkeys(table.cells[key].paths, hidden)
    return Marks(found, joined or {})


def hide(report: R) -> R:
    """The report as others see it: marked numbers hidden, small rows joined. The only door for them."""
    known: Marks | None = getattr(report, "marks", None)
    if known is None:
        return report
    cells = {path: BLANK.get(path[-1], hidden) for path, hidden in known.cells.items()}
    hidden = _replaced(report, (), {**cells, **known.joined})
    return replace(hidden, marks=Marks())  # type: ignore[type-var,no-any-return]


def is_small(count: int) -> bool:
    """Whether a count points at so few that it is marked (1–4)."""
    return 0 < count < SMALL


def joined(counts: Mapping[K, int]) -> tuple[K, ...]:
    """The rows that others see as one, "Øvrige": two or more of 1–4 that are over half of the rows above 0.

    While they are 1–4 together, the smallest other row above 0 joins them.
    """
    above = sorted((key for key, count in counts.items() if count > 0), key=lambda key: counts[key])
    together = [key for key in above if is_small(counts[key])]
    if len(together) < 2 or 2 * len(together) <= len(above):
        return ()
    while is_small(sum(counts[key] for key in together)) and len(together) < len(above):
        together.append(above[len(together)])
    return tuple(key for key in counts if key in together)


def mark(table: Table) -> dict[Any, Hidden]:
    """The cells that others do not see, and what they see instead."""
    if any(isinstance(cell, CountCell) for cell in table.cells.values()):
        return _mark_counts(table)
    marked = {key for key, cell in table.cells.items() if cell.is_small()}
    while (further := _telling_share(table, marked)) is not None:
        marked.add(further)
    return {key: Hidden.PROTECTED for key in table.cells if key in marked}


def keeps_promise(table: Table, marked: Mapping[Any, Hidden]) -> bool:
    """Whether no marked cell follows from what others know.

    Each marked count has a least and a most that differ, over all whole-number tables that fit; the marked shares and
    amounts of a sum, added together, would not be marked (unless all are).
    """
    if any(isinstance(cell, CountCell) for cell in table.cells.values()):
        return marked.keys() == table.cells.keys() or not _follows(table, marked)
    return _telling_share(table, set(marked)) is None


# Counts --------------------------------------------------------------------------------------------------------------


def _mark_counts(table: Table) -> dict[Any, Hidden]:
    marked: dict[Any, Hidden] = {}
    for key, cell in table.cells.items():
        if cell.is_small():
            marked[key] = Hidden.FEW if is_small(abs(_value(table, key))) else Hidden.PROTECTED
    while _follows(table, marked):
        further = _smallest_beside(table, marked)
        if further is None:
            return dict.fromkeys(table.cells, Hidden.PROTECTED)
        marked[further] = Hidden.PROTECTED
    return marked


def _value(table: Table, key: Hashable) -> int:
    cell = table.cells[key]
    assert isinstance(cell, CountCell)
    return cell.value


def _bounds(table: Table, marked: Mapping[Any, Hidden], key: Hashable) -> tuple[int, int]:
    """The least and the most that a cell may be from what is shown in its own place."""
    value, cell = _value(table, key), table.cells[key]
    if key not in marked:
        return (min(0, value - ROOM) if value < 0 else 0, max(value, 0) + ROOM) if cell.is_derived else (value, value)
    least, most = (1, SMALL - 1) if marked[key] is Hidden.FEW else (SMALL, abs(value) + ROOM)
    return (least, most) if value >= 0 else (-most, -least)


def _gives_away(table: Table, marked: Mapping[Any, Hidden], one: Sum) -> bool:
    """Whether a sum alone leaves a marked count of it one value."""
    signs = {key: -1 if key == one.total else 1 for key in one.cells}
    whole = sum(sign * _value(table, key) for key, sign in signs.items())
    ends = {}
    for key, sign in signs.items():
        low, high = _bounds(table, marked, key)
        ends[key] = (low, high) if sign > 0 else (-high, -low)
    least, most = (sum(end[side] for end in ends.values()) for side in (0, 1))
    return any(
        max(low, whole - most + high) >= min(high, whole - least + low)
        for key, (low, high) in ends.items()
        if key in marked
    )


def _smallest_beside(table: Table, marked: Mapping[Any, Hidden]) -> Hashable | None:
    """The shown count above 0 that is marked along next; None where none is left."""
    order = {key: place for place, key in enumerate(table.cells)}
    may = {key for key, cell in table.cells.items() if key not in marked and not cell.is_derived}
    may = {key for key in may if _value(table, key) > 0}
    for one in table.sums:
        found = may.intersection(one.cells)
        if found and _gives_away(table, marked, one):
            crossed = {
                key
                for other in table.sums
                if other is not one and not marked.keys().isdisjoint(other.cells)
                for key in other.cells
            }
            return min(found, key=lambda key: (key not in crossed, _value(table, key), order[key]))
        if not found and _gives_away(table, marked, one):
            break
    return min(may, key=lambda key: (_value(table, key), order[key]), default=None)


def _follows(table: Table, marked: Mapping[Any, Hidden]) -> bool:
    """Whether a marked count can have only one value, over all whole-number tables that fit what is shown.

    The true table fits, so a count is free as soon as one other table that fits has another value there.
    """
    if any(_gives_away(table, marked, one) for one in table.sums):
        return True
    in_sums = {key for one in table.sums for key in one.cells}
    unknown = [key for key in table.cells if key in in_sums and (key in marked or table.cells[key].is_derived)]
    if len(table.sums) < 2 or not unknown:
        return False
    solve = _solver(table, marked, unknown)
    bound = {key for key in unknown if key in marked}
    for key in unknown:
        if key not in bound:
            continue
        for sign in (1, -1):
            bound -= solve(key, sign)
            if key not in bound:
                break
        else:
            return True
    return False


def _solver(table: Table, marked: Mapping[Any, Hidden], unknown: list[Any]) -> Callable[[Hashable, int], set[Any]]:
    """A function that looks for the table with the least (`sign` 1) or most (−1) of a count, and gives the counts that
    differ there from the true ones.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    place = {key: number for number, key in enumerate(unknown)}
    values = np.array([_value(table, key) for key in unknown])
    bounds = Bounds(*np.array([_bounds(table, marked, key) for key in unknown], dtype=float).T)
    rows = np.zeros((len(table.sums), len(unknown)))
    for number, one in enumerate(table.sums):
        for key in one.cells:
            if key in place:
                rows[number, place[key]] += -1 if key == one.total else 1
    sums = rows @ values

    def solve(key: Hashable, sign: int) -> set[Any]:
        aim = np.zeros(len(unknown))
        aim[place[key]] = sign
        found = milp(
            aim, integrality=np.ones(len(unknown)), bounds=bounds, constraints=LinearConstraint(rows, sums, sums)
        )
        if found.x is None:
            return set()
        return {one for one in unknown if round(found.x[place[one]]) != values[place[one]]}

    return solve


# Shares and amounts --------------------------------------------------------------------------------------------------


def _telling_share(table: Table, marked: Collection[Any]) -> Hashable | None:
    """The next share or amount to mark: the one of fewest behind it, in a sum whose marked ones are one alone or would
    be marked if added together; None where there is none.
    """
    for one in table.sums:
        together = [key for key in one.cells if key in marked]
        others = [
            key for key in one.cells if key not in marked and not table.cells[key].is_derived and _size(table, key)
        ]
        if together and others and (len(together) == 1 or _added(table, one, together).is_small()):
            return min(others, key=lambda key: _size(table, key))
    return None


def _size(table: Table, key: Hashable) -> int:
    cell = table.cells[key]
    assert not isinstance(cell, CountCell)
    return cell.size


def _added(table: Table, one: Sum, keys: Collection[Hashable]) -> Cell:
    """What the cells of a sum are together, its total subtracted."""
    whole: Any = None
    for key in keys:
        cell: Any = table.cells[key]
        sign = -1 if key == one.total else 1
        whole = (type(cell)(0, 0) if isinstance(cell, ShareCell) else AmountCell({})) if whole is None else whole
        whole = whole.plus(cell, sign)
    return whole  # type: ignore[no-any-return]


def _is_dominated(amounts: Collection[Decimal]) -> bool:
    sizes = sorted((abs(amount) for amount in amounts), reverse=True)
    if not sizes:
        return False
    return len(sizes) < SMALL or sum(sizes[:2]) > LARGEST_TWO * sum(sizes)


def _replaced(value: Any, path: Path, instead: Mapping[Path, Any]) -> Any:
    """The value with what stands at the paths replaced."""
    if path in instead:
        return instead[path]
    below = {found[len(path)] for found in instead if found[: len(path)] == path}
    if not below:
        return value
    if isinstance(value, Mapping):
        return {key: _replaced(one, (*path, key), instead) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_replaced(one, (*path, place), instead) for place, one in enumerate(value))
    return replace(value, **{str(name): _replaced(getattr(value, str(name)), (*path, name), instead) for name in below})
