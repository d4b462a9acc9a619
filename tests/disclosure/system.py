"""What follows from numbers one has been shown: unknown counts, what is known of them, and what that fixes.

Knows nothing of the dashboard. A secret is a sum of unknowns; it is out when the numbers shown leave it only one value.
First exact arithmetic (fractions, elimination), then whole-number programming within the ranges.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

Name = Hashable
Terms = Mapping[Name, int]
INFINITE = np.inf


@dataclass
class System:
    """Equations and ranges over unknown counts (whole numbers, zero or more)."""

    known: dict[Name, int] = field(default_factory=dict)
    ranges: dict[Name, tuple[float, float]] = field(default_factory=dict)
    equations: list[tuple[dict[Name, int], int]] = field(default_factory=list)
    orders: list[tuple[Name, Name]] = field(default_factory=list)

    def equals(self, terms: Terms, value: int) -> None:
        """The sum is `value`."""
        self.equations.append((dict(terms), value))

    def at_most(self, smaller: Name, larger: Name) -> None:
        """The first is never more than the second."""
        self.orders.append((smaller, larger))

    def between(self, name: Name, low: float, high: float) -> None:
        """The unknown lies in a range, both ends included."""
        old = self.ranges.get(name, (0, INFINITE))
        self.ranges[name] = (max(old[0], low), min(old[1], high))

    def follows(self, secret: Terms, truth: int) -> bool:
        """Whether the secret can only be what it is; for many secrets of one system, ask `Parts`."""
        return Parts(self).follows(secret, truth)

    def contradiction(self, truth: Mapping[Name, int]) -> str:
        """What the true numbers do not agree with, empty when all is well: a faulty walk would prove anything."""
        for name, value in self.known.items():
            if truth[name] != value:
                return f"{name} is {truth[name]}, shown as {value}"
        for name, (low, high) in self.ranges.items():
            if not low <= truth[name] <= high:
                return f"{name} is {truth[name]}, not in {low}–{high}"
        for terms, value in self.equations:
            if sum(factor * truth[name] for name, factor in terms.items()) != value:
                return f"{terms} do not give {value}"
        for smaller, larger in self.orders:
            if truth[smaller] > truth[larger]:
                return f"{smaller} is more than {larger}"
        return ""


@dataclass
class _Part:
    """Unknowns that have to do with each other. `rows`: the equations reduced; `found`: values that agree with all."""

    system: System
    names: list[Name]
    rows: list[dict[Name, Fraction]] = field(default_factory=list)
    found: list[dict[Name, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for terms, _value in self.system.equations:
            rest = _reduced(_free(terms, self.system.known), self.rows)
            if rest:
                self.rows.append(rest)

    def is_fixed_exactly(self, secret: Terms) -> bool:
        """Whether the secret is a sum of the equations: their rows reduced, and it with them (exact fractions)."""
        return not _reduced({name: Fraction(factor) for name, factor in secret.items()}, self.rows)

    def has_another(self, secret: Terms, truth: int) -> bool:
        """Whether whole numbers exist that agree with all that is known and give the secret another value.

        Numbers found for an earlier secret of the part often do for this one too.
        """
        if any(sum(factor * one[name] for name, factor in secret.items()) != truth for one in self.found):
            return True
        system, names = self.system, self.names
        place = {name: number for number, name in enumerate(names)}
        count = len(system.equations) + len(system.orders) + 1
        matrix, low, high = lil_matrix((count, len(names))), np.empty(count), np.empty(count)
        for row, (terms, value) in enumerate(system.equations):
            _fill(matrix, row, terms, place)
            given = sum(factor * system.known[name] for name, factor in terms.items() if name in system.known)
            low[row] = high[row] = value - given
        for row, (smaller, larger) in enumerate(system.orders, len(system.equations)):
            _fill(matrix, row, {smaller: -1, larger: 1}, place)
            low[row] = system.known.get(smaller, 0) - system.known.get(larger, 0)
            high[row] = INFINITE
        _fill(matrix, count - 1, secret, place)
        bounds = Bounds([system.ranges[name][0] for name in names], [system.ranges[name][1] for name in names])
        for least, most in ((truth + 1, INFINITE), (-INFINITE, truth - 1)):
            low[count - 1], high[count - 1] = least, most
            found = milp(
                np.zeros(len(names)),
                constraints=LinearConstraint(matrix.tocsr(), low, high),
                integrality=np.ones(len(names)),
                bounds=bounds,
                # With it HiGHS (scipy 1.17.1) calls some of these systems unsolvable that are not.
                options={"presolve": False},
            )
            if found.status == 0:
                self.found.append({name: round(value) for name, value in zip(names, found.x, strict=True)})
                return True
            assert found.status == 2, found.message  # infeasible, and not out of time or memory
        return False


class Parts:
    """A system in parts that have nothing to do with each other, each worked out once. It must not change any more."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._groups = [set(terms) - system.known.keys() for terms, _value in system.equations]
        self._groups += [set(pair) - system.known.keys() for pair in system.orders]
        near: dict[Name, list[int]] = {}
        for number, group in enumerate(self._groups):
            for name in group:
                near.setdefault(name, []).append(number)
        self._number: dict[Name, int] = {}
        for name in near:
            if name not in self._number:
                self._walk(name, near)
        self._parts: dict[frozenset[int], _Part] = {}

    def follows(self, secret: Terms, truth: int) -> bool:
        """Whether the secret can only be what it is."""
        known = self._system.known
        terms = {name: factor for name, factor in secret.items() if name not in known}
        if not terms:
            return True
        part = self._around(terms)
        rest = truth - sum(factor * known[name] for name, factor in secret.items() if name in known)
        return part.is_fixed_exactly(terms) or not part.has_another(terms, rest)

    def _walk(self, first: Name, near: Mapping[Name, list[int]]) -> None:
        number, todo = len(self._number), [first]
        while todo:
            name = todo.pop()
            if name not in self._number:
                self._number[name] = number
                todo += [other for group in near[name] for other in self._groups[group] if other not in self._number]

    def _around(self, names: Iterable[Name]) -> _Part:
        """The part that has anything to do with `names`: everything else can tell nothing of them."""
        alone = {name for name in names if name not in self._number}
        numbers = frozenset(self._number[name] for name in names if name in self._number)
        if alone:
            return self._part(alone | self._all(numbers))
        if numbers not in self._parts:
            self._parts[numbers] = self._part(self._all(numbers))
        return self._parts[numbers]

    def _all(self, numbers: Set[int]) -> set[Name]:
        return {name for name, number in self._number.items() if number in numbers}

    def _part(self, names: Set[Name]) -> _Part:
        whole = self._system
        part = System(whole.known, {name: whole.ranges.get(name, (0, INFINITE)) for name in names})
        part.equations = [one for one in whole.equations if names & one[0].keys()]
        part.orders = [one for one in whole.orders if names & set(one)]
        return _Part(part, sorted(names, key=str))


def _free(terms: Terms, known: Mapping[Name, int]) -> dict[Name, Fraction]:
    return {name: Fraction(factor) for name, factor in terms.items() if name not in known and factor}


def _reduced(row: dict[Name, Fraction], rows: list[dict[Name, Fraction]]) -> dict[Name, Fraction]:
    """What is left of a row when the multiples of `rows` are taken off; each of those has its own first unknown."""
    rest = dict(row)
    for other in rows:
        lead = next(iter(other))
        factor = rest.get(lead)
        if not factor:
            continue
        factor /= other[lead]
        for name, value in other.items():
            left = rest.get(name, Fraction(0)) - factor * value
            if left:
                rest[name] = left
            else:
                rest.pop(name, None)
    return rest


def _fill(matrix: lil_matrix, row: int, terms: Terms, place: Mapping[Name, int]) -> None:
    for name, factor in terms.items():
        if name in place:
            matrix[row, place[name]] = factor
