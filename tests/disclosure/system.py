"""What follows from numbers one has been shown: unknown counts, what is known of them, and what that fixes.

Knows nothing of the dashboard. A secret is a sum of unknowns; it is out when the numbers shown leave it only one value.
First exact arithmetic (fractions, elimination), then whole-number programming within the ranges.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
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

    def part_around(self, names: Iterable[Name]) -> System:
        """The part that has anything to do with `names`: everything else can tell nothing of them."""
        near: dict[Name, set[int]] = {}
        groups = [set(terms) for terms, _value in self.equations] + [set(pair) for pair in self.orders]
        for number, group in enumerate(groups):
            for name in group - self.known.keys():
                near.setdefault(name, set()).add(number)
        reached, todo = set(), [name for name in names if name not in self.known]
        while todo:
            name = todo.pop()
            if name in reached:
                continue
            reached.add(name)
            for number in near.get(name, ()):
                todo += [other for other in groups[number] if other not in reached and other not in self.known]
        part = System(self.known, {name: self.ranges.get(name, (0, INFINITE)) for name in reached})
        part.equations = [one for one in self.equations if reached & set(one[0])]
        part.orders = [one for one in self.orders if reached & set(one)]
        return part

    def follows(self, secret: Terms, truth: int) -> bool:
        """Whether the secret can only be what it is."""
        terms = {name: factor for name, factor in secret.items() if name not in self.known}
        if not terms:
            return True
        part = self.part_around(terms)
        return part._is_fixed_exactly(terms) or not part._has_another(secret, truth)

    def _is_fixed_exactly(self, secret: Terms) -> bool:
        """Whether the secret is a sum of the equations: their rows reduced, and it with them (exact fractions)."""
        rows: list[dict[Name, Fraction]] = []
        for terms, _value in self.equations:
            rest = _reduced(_free(terms, self.known), rows)
            if rest:
                rows.append(rest)
        return not _reduced({name: Fraction(factor) for name, factor in secret.items()}, rows)

    def _has_another(self, secret: Terms, truth: int) -> bool:
        """Whether whole numbers exist that agree with all that is known and give the secret another value."""
        names = sorted(self.ranges, key=str)
        place = {name: number for number, name in enumerate(names)}
        given = sum(factor * self.known[name] for name, factor in secret.items() if name in self.known)
        count = len(self.equations) + len(self.orders) + 1
        matrix, low, high = lil_matrix((count, len(names))), np.empty(count), np.empty(count)
        for row, (terms, value) in enumerate(self.equations):
            _fill(matrix, row, terms, place)
            low[row] = high[row] = value - sum(f * self.known[name] for name, f in terms.items() if name in self.known)
        for row, (smaller, larger) in enumerate(self.orders, len(self.equations)):
            _fill(matrix, row, {smaller: -1, larger: 1}, place)
            low[row] = self.known.get(smaller, 0) - self.known.get(larger, 0)
            high[row] = INFINITE
        _fill(matrix, count - 1, secret, place)
        bounds = Bounds([self.ranges[name][0] for name in names], [self.ranges[name][1] for name in names])
        for least, most in ((truth - given + 1, INFINITE), (-INFINITE, truth - given - 1)):
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
                return True
            assert found.status == 2, found.message  # infeasible, and not out of time or memory
        return False

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
