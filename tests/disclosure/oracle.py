"""Whether anything that R18 hides follows from all that somebody at the meeting can have seen.

**What must not follow.** A count of 1–4 parties in a cell of a breakdown, and likewise of the rest of its group (the
dissatisfied of a sector, those who stopped on a step of the road); how many came into a cell between two quarter ends,
or between any two loads, where they are 1–4. It is out when the numbers shown leave it a single value. For
amounts: what one party holds, when the numbers shown fix it within ±10 %; and the sum of fewer than five, or one that
two of them hold 85 % of.

**What the reader knows.** Every number shown at every date and in every snapshot; the headlines (B1, B2, §7), which
are the parties' own; what 1–4 means; that counts of those who came only grow. What follows from the headlines alone is
no secret of a breakdown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from tests.disclosure.system import INFINITE, Parts, System
from tests.disclosure.walk import GROWING, Cell, Held, Quarter, Snapshot, name_of

SMALL = range(1, 5)
FEW = 5
LARGEST_TWO = Decimal("0.85")


def leaks(snapshots: Sequence[Snapshot]) -> list[str]:
    """What follows, a line each; empty when R18 holds."""
    return [*count_leaks(snapshots), *amount_leaks(snapshots)]


def count_leaks(snapshots: Sequence[Snapshot]) -> list[str]:
    """Small counts that the numbers shown fix."""
    told, headlines = _system(snapshots, breakdowns=True), _system(snapshots, breakdowns=False)
    truth = _truth(snapshots)
    for system in (told, headlines):
        assert not system.contradiction(truth), system.contradiction(truth)
    found, shown, known_anyway = [], Parts(told), Parts(headlines)
    for label, terms, value in _secrets(snapshots):
        if shown.follows(terms, value) and not known_anyway.follows(terms, value):
            found.append(label)
    return found


def _truth(snapshots: Sequence[Snapshot]) -> dict[object, int]:
    return {
        name_of(number, day, cell): value
        for number, days in enumerate(snapshots)
        for day, quarter in days.items()
        for cell, value in quarter.truth.items()
    }


def _system(snapshots: Sequence[Snapshot], *, breakdowns: bool) -> System:
    system = System()
    for number, days in enumerate(snapshots):
        for day, quarter in days.items():
            _headlines(system, number, day, quarter)
            if breakdowns:
                _shown(system, number, day, quarter)
    truth = _truth(snapshots)
    for before, after in _neighbours(snapshots):
        for cell in before[2].truth.keys() & after[2].truth.keys():
            one, other = name_of(before[0], before[1], cell), name_of(after[0], after[1], cell)
            if cell[0] in GROWING and truth[one] <= truth[other]:
                system.at_most(one, other)
    return system


def _headlines(system: System, number: int, day: dt.date, quarter: Quarter) -> None:
    for cells, value in quarter.sums:
        if cells:
            system.equals({name_of(number, day, cell): 1 for cell in cells}, value)
    for whole, pieces in quarter.parts:
        terms = {name_of(number, day, cell): 1 for cell in pieces}
        system.equals({**terms, name_of(number, day, whole): -1}, 0)


def _shown(system: System, number: int, day: dt.date, quarter: Quarter) -> None:
    for cell, shown in quarter.shown.items():
        name = name_of(number, day, cell)
        if shown.value is not None:
            system.known[name] = shown.value
        elif shown.is_few:
            system.between(name, SMALL[0], SMALL[-1])
    for (yes, no), share in quarter.ratios.items():
        terms = {name_of(number, day, yes): share.denominator - share.numerator}
        system.equals({**terms, name_of(number, day, no): -share.numerator}, 0)
        system.between(name_of(number, day, yes if share else no), 1, INFINITE)
        if share in (0, 1):
            system.known[name_of(number, day, no if share else yes)] = 0


Place = tuple[int, dt.date, Quarter]


def _neighbours(snapshots: Sequence[Snapshot]) -> Iterator[tuple[Place, Place]]:
    """Quarter ends one after the other, and each with itself in the next snapshot."""
    for number, days in enumerate(snapshots):
        for one, other in zip(sorted(days), sorted(days)[1:], strict=False):
            yield (number, one, days[one]), (number, other, days[other])
        for day in days.keys() & (snapshots[number + 1].keys() if number + 1 < len(snapshots) else set()):
            yield (number, day, days[day]), (number + 1, day, snapshots[number + 1][day])


def _pairs(snapshots: Sequence[Snapshot]) -> Iterator[tuple[Place, Place]]:
    """Any two quarter ends of a snapshot, and each with itself in every later one."""
    for number, days in enumerate(snapshots):
        for one, other in combinations(sorted(days), 2):
            yield (number, one, days[one]), (number, other, days[other])
        for later, others in enumerate(snapshots[number + 1 :], number + 1):
            for day in days.keys() & others.keys():
                yield (number, day, days[day]), (later, day, others[day])


def _secrets(snapshots: Sequence[Snapshot]) -> Iterator[tuple[str, dict[object, int], int]]:
    for number, days in enumerate(snapshots):
        for day, quarter in days.items():
            for cell, value in quarter.truth.items():
                if value in SMALL:
                    yield f"{number} {day} {cell}", {name_of(number, day, cell): 1}, value
    for before, after in _pairs(snapshots):
        for cell in before[2].truth.keys() & after[2].truth.keys():
            moved = after[2].truth[cell] - before[2].truth[cell]
            if _moves_tell(cell) and abs(moved) in SMALL:
                terms = {name_of(*after[:2], cell): 1, name_of(*before[:2], cell): -1}
                yield f"{before[0]} {before[1]} to {after[0]} {after[1]} {cell}", terms, moved


def _moves_tell(cell: Cell) -> bool:
    """Those who stopped on a step go on later, so how their number moves counts nobody; all other numbers do."""
    return cell[0] != "stopped"


def amount_leaks(snapshots: Sequence[Snapshot]) -> list[str]:
    """Sums that are known and point at too few: amounts shown, their moves, and what hidden ones come to together."""
    places = [(number, day, quarter) for number, days in enumerate(snapshots) for day, quarter in days.items()]
    found = []
    for number, day, quarter in places:
        for cell in quarter.amounts:
            found += _told(quarter.held[cell], f"{number} {day} {cell}")
        for measure in quarter.totals:
            hidden = _hidden(quarter, measure)
            if hidden != _everybody(quarter, measure):
                found += _told(_together(quarter, measure, hidden), f"{number} {day} {measure} of {sorted(hidden)}")
    for (one, early, before), (other, late, after) in combinations(places, 2):
        label = f"{one} {early} to {other} {late}"
        for cell in before.amounts.keys() & after.amounts.keys():
            found += _told(_moved(before.held[cell], after.held[cell]), f"{label} {cell}")
        for measure in before.totals & after.totals:
            union = _hidden(before, measure) | _hidden(after, measure)
            if union < _everybody(before, measure) | _everybody(after, measure):
                then, now = _together(before, measure, union), _together(after, measure, union)
                found += _told(_moved(then, now), f"{label} {measure} of {sorted(union)}")
    return found


def _hidden(quarter: Quarter, measure: str) -> set[str]:
    return {
        cell[1] for cell in quarter.held if cell[0] == measure and quarter.held[cell] and cell not in quarter.amounts
    }


def _everybody(quarter: Quarter, measure: str) -> set[str]:
    return {cell[1] for cell in quarter.held if cell[0] == measure and quarter.held[cell]}


def _together(quarter: Quarter, measure: str, groups: set[str]) -> dict[str, Decimal]:
    return {party: value for group in groups for party, value in quarter.held.get((measure, group), {}).items()}


def _moved(before: Held, after: Held) -> dict[str, Decimal]:
    zero = Decimal(0)
    return {
        party: after.get(party, zero) - before.get(party, zero)
        for party in before.keys() | after.keys()
        if before.get(party) != after.get(party)
    }


def _told(held: Held, label: str) -> list[str]:
    """A leak when a known sum has too few holders, or is nearly that of two; nobody's is no secret."""
    sizes = sorted(map(abs, held.values()), reverse=True)
    if not sizes or (len(sizes) >= FEW and sum(sizes[:2]) <= LARGEST_TWO * sum(sizes)):
        return []
    return [f"{label}: {len(sizes)} hold it, the two largest {sum(sizes[:2])} of {sum(sizes)}"]
