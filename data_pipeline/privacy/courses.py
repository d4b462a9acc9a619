"""What may be shown of a breakdown at one quarter end after the other, and load after load (R18, §6): pure functions.

A reader keeps what was shown. So a number is held not only against its neighbours of the day but against what the same
reader may have seen of the same cell: at earlier quarter ends, and at the same ones after earlier loads. Each function
takes a `course` (a breakdown at every quarter end up to the day asked for, the oldest first) and `earlier` (the same
after each of the loads before, the oldest first, as far as quarter ends were reached), and gives what is shown at each
quarter end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TypeVar

import numpy as np

from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import SMALL, Count, Hidden, Share, Sum, is_small

K = TypeVar("K", bound=Hashable)
# What each contributor (a party's id) holds of an amount, to three decimals at the most.
Held = Mapping[str, Decimal]
# The same as a list with a place for every party there is, in thousandths: whole numbers, which a float holds exactly
# up to nine thousand billion. A party that contributes nothing is not one that contributes 0.
Amounts = np.ndarray
Parts = tuple[Amounts, ...]
NOTHING = np.inf
THOUSAND = 1000


@dataclass(frozen=True)
class Part:
    """A part of a whole, and the whole of a group that is known of (all of it when left out): counts of parties."""

    part: int
    whole: int
    group: int | None = None

    def pieces(self) -> tuple[int, int, int]:
        """The part, the rest, and those of whom nothing is known."""
        return self.part, self.whole - self.part, (self.whole if self.group is None else self.group) - self.whole


def is_close(count: int, seen: Iterable[int]) -> bool:
    """Whether a count, held against one the reader may have seen, tells that 1–4 came or went."""
    return any(is_small(abs(count - other)) for other in seen)


def seen_before(values: Sequence[int], position: int) -> set[int]:
    """What a reader may have seen of a count after an earlier load: `values` at quarter ends up to `position`.

    Whatever it was at the same quarter end, and what was not small at earlier ones.
    """
    return {value for value in values[:position] if not is_small(value)} | set(values[position : position + 1])


def counts(
    course: Sequence[Mapping[K, int]], earlier: Sequence[Sequence[Mapping[K, int]]] = (), *, has_total: bool = True
) -> list[dict[K, Count]]:
    """The counts of a breakdown, those hidden that are 1–4 or 1–4 from what the reader may have seen.

    `has_total`: the reader knows what they add up to. Then hidden ones take others along until none of them follows.
    """
    told: list[list[dict[K, Count]]] = []  # what was shown after each of the loads before
    for one in earlier:
        told.append(_counts(one, list(zip(earlier, told, strict=False)), has_total))
    return _counts(course, list(zip(earlier, told, strict=True)), has_total)


def _counts(
    course: Sequence[Mapping[K, int]],
    earlier: Sequence[tuple[Sequence[Mapping[K, int]], Sequence[Mapping[K, Count]]]],
    has_total: bool,
) -> list[dict[K, Count]]:
    """As `counts`; `earlier` holds what was true and what was shown of it after each of the loads before."""
    shown: list[dict[K, Count]] = []
    hidden: list[dict[K, tuple[int, bool]]] = []  # at each quarter end
    kept: dict[K, int] = {}  # what was hidden beside small ones at the quarter end before, with its true count
    for position, cells in enumerate(course):
        same = [(true[position], told[position]) for true, told in earlier if position < len(true)]
        seen = {
            key: {count for row in shown if isinstance(count := row.get(key), int)}.union(
                *(seen_before([row.get(key, 0) for row in true], position) for true, _told in earlier)
            )
            for key in cells
        }
        still = {
            key: {true[key] for true, told in same if told.get(key) is Hidden.PROTECTED}
            | ({kept[key]} if key in kept else set())
            for key in cells
        }
        now: dict[K, Count] = {}
        for key, count in cells.items():
            if is_small(count):
                now[key] = Hidden.FEW
            elif is_close(count, seen[key]) or any(abs(count - other) < SMALL for other in still[key]):
                now[key] = Hidden.PROTECTED
            else:
                now[key] = count
        sums = list(hidden)
        for true, told in earlier:
            sums += map(_hidden_of, true[: position + 1], told)
        kept = _take_along(cells, now, (seen, still, sums)) if has_total else {}
        hidden.append(_hidden_of(cells, now))
        shown.append(now)
    return shown


def overlapping(
    course: Sequence[Mapping[K, int]], earlier: Sequence[Sequence[Mapping[K, int]]], all_of_them: Sequence[int]
) -> list[dict[K, Count]]:
    """The counts of groups that overlap, as channels do: one party may come through several.

    So there is no total to subtract from; but where those shown do not cover all there are, the rest must be in the
    hidden one, and then another is hidden with it.
    """
    alone = counts(course, earlier, has_total=False)
    is_covered = all(
        sum(count for count in shown.values() if not isinstance(count, Hidden)) >= everybody
        for shown, everybody in zip(alone, all_of_them, strict=True)
    )
    return alone if is_covered else counts(course, earlier)


def _hidden_of(cells: Mapping[K, int], shown: Mapping[K, Count]) -> dict[K, tuple[int, bool]]:
    """The hidden counts, whose sum the reader knows, and whether each is said to be 1–4."""
    return {key: (cells[key], cell is Hidden.FEW) for key, cell in shown.items() if isinstance(cell, Hidden)}


def _take_along(
    cells: Mapping[K, int],
    now: dict[K, Count],
    known: tuple[Mapping[K, Set[int]], Mapping[K, Set[int]], Sequence[Mapping[K, tuple[int, bool]]]],
) -> dict[K, int]:
    """What had to be hidden beside what is small, with its true count; changes `now`."""
    seen, still, sums = known
    hidden = {key for key, cell in now.items() if isinstance(cell, Hidden)}
    small = {key for key in hidden if not still[key]}
    floors = {key: max((one for one in seen[key] if one <= cells[key] and not is_small(one)), default=0) for key in now}
    others = sorted(
        set(now) - hidden,
        key=lambda key: (cells[key] == floors[key], cells[key] == 0, cells[key] - floors[key], cells[key], str(key)),
    )
    while hidden and _follows(cells, now, (hidden, small), floors, sums):
        few = [key for key in hidden if now[key] is Hidden.FEW]
        if others and (len(hidden) == 1 or not few or cells[others[0]] > floors[others[0]]):
            now[others[0]] = Hidden.PROTECTED
            hidden.add(others.pop(0))
        elif few:
            now.update(dict.fromkeys(few, Hidden.PROTECTED))
        else:
            break
    return {key: cells[key] for key in hidden - small}


def _follows(
    cells: Mapping[K, int],
    now: Mapping[K, Count],
    sets: tuple[Set[K], Set[K]],
    floors: Mapping[K, int],
    sums: Sequence[Mapping[K, tuple[int, bool]]],
) -> bool:
    """Whether one of the hidden counts is fixed by what they add up to and by what the reader knows of each.

    Where only small ones are hidden, the reader knows that each is; one more hidden makes that unsure. `sums`: what was
    hidden earlier has not become less since, which bounds the others, then and now.
    """
    hidden, small = sets
    least: dict[K, int] = {}
    most: dict[K, int] = {}
    whole = sum(cells[key] for key in hidden)
    for key in hidden:
        is_few = now[key] is Hidden.FEW
        least[key], most[key] = (max(1, floors[key]), SMALL - 1) if is_few else (floors[key], whole)
        if hidden == small and not is_few and cells[key] > floors[key]:
            least[key], most[key] = floors[key] + 1, max(floors[key] + SMALL - 1, cells[key])
        if cells[key] and any(key in earlier and earlier[key][1] for earlier in sums):
            least[key] = max(least[key], 1)  # it was said to be 1–4 once
    if any(
        max(least[key], whole - sum(most.values()) + most[key])
        >= min(most[key], whole - sum(least.values()) + least[key])
        for key in hidden
    ):
        return True
    for earlier in sums:
        come, shown = hidden - earlier.keys(), earlier.keys() - hidden
        together = sum(count for count, _is_few in earlier.values())
        room = whole - max(0, together - sum(cells.get(key, 0) for key in shown))
        if any(cells[key] > floors[key] for key in come) and sum(least[key] for key in come) >= room:
            return True
        ends = [min(cells.get(key, 0), SMALL - 1) if earlier[key][1] else cells.get(key, 0) for key in shown]
        if shown and together - (whole - sum(least[key] for key in come)) >= sum(ends):
            return True
    return False


def shares(
    course: Sequence[Mapping[K, Part]],
    earlier: Sequence[Sequence[Mapping[K, Part]]] = (),
    *,
    has_total: bool = True,
    wholes: Sequence[Mapping[K, Count]] = (),
) -> list[dict[K, Share]]:
    """The shares of a breakdown, each hidden with any piece that is 1–4 or 1–4 from what the reader may have seen.

    `wholes`: what is shown of the wholes; a share comes with its interval, which tells the whole, so it is hidden with
    it. `has_total`: the reader knows the share of all; then hidden ones take others along.
    """
    shown: list[dict[K, Share]] = []
    nothing = Part(0, 0, 0)
    for position, cells in enumerate(course):
        now: dict[K, Share] = {}
        for key, one in cells.items():
            mine = [course[place][key].pieces() for place, row in enumerate(shown) if isinstance(row.get(key), float)]
            theirs = [[row.get(key, nothing) for row in before] for before in earlier]
            then = [part.pieces() for parts in theirs for part in parts[:position] if isinstance(_share(part), float)]
            then += [part.pieces() for parts in theirs for part in parts[position : position + 1]]
            is_told = all(
                not is_close(piece, {other[number] for other in mine + then})
                for number, piece in enumerate(one.pieces())
            )
            is_hidden = bool(wholes) and isinstance(wholes[position][key], Hidden)
            now[key] = _share(one) if (is_told and not is_hidden) or one.whole == 0 else Hidden.PROTECTED
        if has_total:
            _take_shares_along(cells, now)
        shown.append(now)
    return shown


def _share(one: Part) -> Share:
    share = small_cells.share(one.part, one.whole)
    return Hidden.PROTECTED if isinstance(share, float) and is_small(one.pieces()[2]) else share


def _take_shares_along(cells: Mapping[K, Part], now: dict[K, Share]) -> None:
    """Hides the smallest others until the hidden parts can be shared out in more than one way; changes `now`."""
    hidden = [key for key, cell in now.items() if isinstance(cell, Hidden)]
    others = sorted((key for key, cell in now.items() if isinstance(cell, float)), key=lambda key: cells[key].whole)
    for key in others:
        parts, wholes = sum(cells[one].part for one in hidden), sum(cells[one].whole for one in hidden)
        if not hidden or (len(hidden) > 1 and 0 < parts < wholes):
            return
        now[key] = Hidden.PROTECTED
        hidden.append(key)


def hidden_amounts(
    course: Sequence[Mapping[K, tuple[Held, ...]]],
    earlier: Sequence[Sequence[Mapping[K, tuple[Held, ...]]]] = (),
    *,
    has_total: bool = True,
    forced: Sequence[Set[K]] = (),
) -> list[set[K]]:
    """The cells of a breakdown whose amounts are hidden, at each quarter end; a cell shows all its amounts or none.

    An amount needs five contributors and two largest of at most 85 %, and so does its difference from every amount the
    reader may have seen of the cell. `has_total`: the reader knows the amounts of all; then what the hidden ones come
    to together, and how it moved, must hold the same. `forced`: cells that are hidden for another reason.
    """
    whole = [course, *earlier]
    parties = {party for one in whole for cells in one for parts in cells.values() for held in parts for party in held}
    places = {party: place for place, party in enumerate(parties)}
    now, *then = (
        [{key: tuple(_listed(held, places) for held in parts) for key, parts in cells.items()} for cells in one]
        for one in whole
    )
    gone: list[list[set[K]]] = []  # after each of the loads before
    for one in then:
        gone.append(_hidden(one, list(zip(then, gone, strict=False)), has_total, ()))
    return _hidden(now, list(zip(then, gone, strict=True)), has_total, forced)


def _hidden(
    course: Sequence[Mapping[K, Parts]],
    earlier: Sequence[tuple[Sequence[Mapping[K, Parts]], Sequence[Set[K]]]],
    has_total: bool,
    forced: Sequence[Set[K]],
) -> list[set[K]]:
    """As `hidden_amounts`; `earlier` holds the amounts, and which were hidden, after each of the loads before."""
    found: list[set[K]] = []
    for position, cells in enumerate(course):
        hidden = set(forced[position]) if forced else set()
        for key, parts in cells.items():
            seen = [course[place][key] for place, gone in enumerate(found) if key not in gone]
            for before, _gone in earlier:
                seen += [row[key] for row in before[:position] if key in row and _may_show(row[key])]
                seen += [row[key] for row in before[position : position + 1] if key in row]
            if not _may_show(parts) or not all(_may_show(_moved(parts, then)) for then in seen):
                hidden.add(key)
        if has_total:
            known = list(zip(course, found, strict=False))
            for before, gone in earlier:
                known += list(zip(before[: position + 1], map(set, gone), strict=False))
            _take_amounts_along(cells, hidden, known)
        found.append(hidden)
    return found


def _take_amounts_along(
    cells: Mapping[K, Parts], hidden: set[K], known: Sequence[tuple[Mapping[K, Parts], Set[K]]]
) -> None:
    """Hides those with the fewest contributors until the hidden ones tell nothing together; changes `hidden`."""
    most = {key: max(map(_contributors, parts)) for key, parts in cells.items()}
    held_by_some = {key for key, contributors in most.items() if contributors}
    for key in sorted(held_by_some - hidden, key=lambda key: (most[key], str(key))):
        if not hidden or _tells_nothing(cells, hidden & held_by_some, held_by_some, known):
            return
        hidden.add(key)


def _tells_nothing(
    cells: Mapping[K, Parts], hidden: Set[K], everybody: Set[K], known: Sequence[tuple[Mapping[K, Parts], Set[K]]]
) -> bool:
    """Whether the hidden cells' amounts, added, may be known, and their moves since what the reader may have seen."""
    if len(hidden) < 2 or not _may_show(_together(cells, hidden)):
        return not hidden
    for then, gone in known:
        union = hidden | gone
        is_all = union >= everybody
        if not is_all and not _may_show(_moved(_together(cells, union), _together(then, union))):
            return False
    return True


def _together(cells: Mapping[K, Parts], keys: Set[K]) -> Parts:
    """What the cells hold together: a contributor is in one of them."""
    chosen = [cells[key] for key in sorted(keys, key=str) if key in cells]
    return tuple(
        reduce(lambda all_of_them, one: np.where(one == NOTHING, all_of_them, one), column)
        for column in zip(*chosen, strict=True)
    )


def _moved(now: Parts, then: Parts) -> Parts:
    """What each contributor's amount moved by, of those whose amount moved, came or went."""
    return tuple(np.where(new == old, NOTHING, _amount(new) - _amount(old)) for new, old in zip(now, then, strict=True))


def _may_show(parts: Parts) -> bool:
    return all(small_cells.may_show(_sum_of(one)) for one in parts)


def _sum_of(one: Amounts) -> Sum:
    held = one[one != NOTHING]
    sizes = np.abs(held)
    largest = np.partition(sizes, -2)[-2:] if len(sizes) > 2 else sizes
    return Sum(Decimal(held.sum()), len(held), Decimal(largest.sum()), Decimal(sizes.sum()))


def _contributors(one: Amounts) -> int:
    return int(np.count_nonzero(one != NOTHING))


def _amount(one: Amounts) -> Amounts:
    return np.where(one == NOTHING, 0, one)


def _listed(held: Held, places: Mapping[str, int]) -> Amounts:
    """The amounts in thousandths at their parties' places, `NOTHING` at all others."""
    amounts = np.full(len(places), NOTHING)
    if held:
        amounts[[places[party] for party in held]] = [int(amount * THOUSAND) for amount in held.values()]
    return amounts


def sum_of(held: Held) -> Decimal:
    """What the contributors hold together."""
    return sum(held.values(), Decimal(0))


# The two sides of a distribution of answers: small pieces of a side are joined under its name.
SIDES = {"not_satisfied": ("dissatisfied", "neutral"), "satisfied_or_very": ("satisfied", "very_satisfied")}


def answers(
    course: Sequence[Mapping[str, int]], earlier: Sequence[Sequence[Mapping[str, int]]] = ()
) -> list[dict[str, int] | Hidden]:
    """Distributions of answers, from the worst to the best; hidden as a whole when it can't be joined to be safe.

    A count that is 1–4, or 1–4 from what the reader may have seen, is joined with its neighbour on the same side of the
    goal. The sides themselves are shown with the share, which is hidden first where they may not be.
    """
    shown: list[dict[str, int] | Hidden] = []
    for position, cells in enumerate(course):
        now: dict[str, int] = {}
        for side, pieces in SIDES.items():
            seen = {
                piece: {row[piece] for row in shown if isinstance(row, dict) and piece in row}
                | {row[piece] for before in earlier for row in before[position : position + 1]}
                for piece in pieces
            }
            if any(is_small(cells[piece]) or is_close(cells[piece], seen[piece]) for piece in pieces):
                now[side] = sum(cells[piece] for piece in pieces)
            else:
                now |= {piece: cells[piece] for piece in pieces}
        shown.append(Hidden.PROTECTED if any(map(is_small, now.values())) else now)
    return shown
