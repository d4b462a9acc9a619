"""The oracle finds every leak that is planted, and is silent where the same numbers are shown as R18 has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from data_pipeline.privacy import courses, small_cells
from data_pipeline.privacy.courses import Part
from tests.disclosure import oracle
from tests.disclosure.planted import DAYS, FEW, HIDDEN, Course, counted, growing, held, late, voiced
from tests.disclosure.system import System
from tests.disclosure.walk import Quarter

COURSES = 40


def plain(course: Course) -> list[dict[str, Any]]:
    """Only what is small is hidden, as each date alone would have it."""
    return [{key: FEW if small_cells.is_small(value) else value for key, value in row.items()} for row in course]


def test_a_total_minus_its_siblings():
    course = [{"a": 3, "b": 20, "c": 10}]
    assert oracle.leaks([counted(course, plain(course))])
    assert not oracle.leaks([counted(course, plain(course), has_total=False)])
    assert not oracle.leaks([counted(course, courses.counts(course))])


def test_all_but_one():
    """A choice of all but one sector is the total less that one."""
    sums = System()
    sums.equals({"a": 1, "b": 1, "c": 1}, 15)
    assert not sums.follows({"a": 1}, 3)
    sums.equals({"b": 1, "c": 1}, 12)
    assert sums.follows({"a": 1}, 3)


def test_small_counts_that_can_only_be_the_largest():
    course = [{"a": 4, "b": 4, "c": 10, "d": 20}]
    assert oracle.leaks([counted(course, plain(course))])
    assert not oracle.leaks([counted(course, courses.counts(course))])


def test_a_share_of_seven_of_eight():
    cells = {"a": Part(7, 8), "b": Part(20, 30), "c": Part(10, 20)}
    answered = {key: one.whole for key, one in cells.items()}
    assert oracle.leaks([voiced(cells, {key: one.part / one.whole for key, one in cells.items()}, answered)])
    assert not oracle.leaks([voiced(cells, courses.shares([cells])[0], answered)])


def test_a_share_with_the_number_behind_it():
    """A hidden number of answers follows from the interval of a share that is shown."""
    cells = {"a": Part(3, 3), "b": Part(8, 8), "c": Part(7, 10), "d": Part(15, 20)}
    (answered,) = courses.counts([{key: one.whole for key, one in cells.items()}])
    assert answered["b"] is HIDDEN
    told = {"a": HIDDEN, "b": 1.0, "c": HIDDEN, "d": 0.75}
    assert oracle.leaks([voiced(cells, told, answered)])
    assert not oracle.leaks([voiced(cells, courses.shares([cells], wholes=[answered])[0], answered)])


def test_a_share_whose_fraction_tells_the_number_behind_it():
    """12 of 17 is no rounder: of 20 companies the export of 3 is unknown."""
    quarter = Quarter(truth={("yes", "a"): 12, ("no", "a"): 5, ("unknown", "a"): 3, ("companies", "a"): 20})
    quarter.parts.append((("companies", "a"), (("yes", "a"), ("no", "a"), ("unknown", "a"))))
    quarter.tell(("companies", "a"), 20)
    assert not oracle.leaks([{DAYS[0]: quarter}])
    quarter.ratios[("yes", "a"), ("no", "a")] = Fraction(12, 17)
    assert oracle.leaks([{DAYS[0]: quarter}])
    assert courses.shares([{"a": Part(12, 17, 20)}], has_total=False) == [{"a": HIDDEN}]


def test_a_step_between_two_quarter_ends():
    course = [{"a": 12, "b": 20, "c": 30}, {"a": 14, "b": 40, "c": 60}]
    assert oracle.leaks([counted(course, plain(course))])
    assert not oracle.leaks([counted(course, courses.counts(course))])


def test_a_month_inside_a_quarter():
    """Breakdowns at month ends: what few came in a month, where many came in the quarter."""
    quarters, months = (
        [{"a": 6, "b": 20}, {"a": 16, "b": 60}],
        [{"a": 6, "b": 20}, {"a": 9, "b": 30}, {"a": 16, "b": 60}],
    )
    assert not oracle.leaks([counted(quarters, quarters)])
    assert oracle.leaks([counted(months, months)])


def test_before_and_after_a_load():
    before, after = [{"a": 12, "b": 20, "c": 30}], [{"a": 13, "b": 20, "c": 36}]
    seen = counted(before, before)
    assert oracle.leaks([seen, counted(after, after)])
    assert not oracle.leaks([seen, counted(after, courses.counts(after, [before]))])


def test_a_number_hidden_before_a_load_and_shown_after():
    """What stood beside a small number may not be told later."""
    before, after = [{"a": 4, "b": 8, "c": 20}], [{"a": 4, "b": 8, "c": 40}]
    seen = counted(before, courses.counts(before))
    assert oracle.leaks([seen, counted(after, [{"a": FEW, "b": 8, "c": HIDDEN}])])
    assert not oracle.leaks([seen, counted(after, courses.counts(after, [before]))])


def test_created_less_lost_is_net():
    """Two of three that add up are the third; the report shows created and lost together or not at all."""
    sums = System()
    sums.equals({"created": 1, "lost": -1, "net": -1}, 0)
    sums.known |= {"created": 30, "net": 26}
    assert sums.follows({"lost": 1}, 4)
    del sums.known["net"]
    assert not sums.follows({"lost": 1}, 4)


def test_a_mean_with_the_number_behind_it():
    """A mean of 12.5 over 4 parties is their sum, 50; without the number it is not."""
    sums = System()
    sums.equals({"sum": 2, "number": -25}, 0)
    sums.between("number", 1, 4)
    assert not sums.follows({"sum": 1}, 50)
    sums.known["number"] = 4
    assert sums.follows({"sum": 1}, 50)


def test_rounding_does_not_hide():
    """27 per cent of 11 is 3: rounded to whole per cents, one number alone fits."""
    sums = System()
    sums.between("part", 11 * 0.265, 11 * 0.275)
    assert sums.follows({"part": 1}, 3)
    wide = System()
    wide.between("part", 300 * 0.265, 300 * 0.275)
    assert not wide.follows({"part": 1}, 81)


def test_amounts_of_few():
    many, few = [20] * 8, [30, 30, 20, 20]
    cells = {"a": few, "b": many, "c": many}
    assert oracle.leaks([held([cells], [set()])])  # shown
    assert oracle.leaks([held([cells], [{"a"}])])  # follows from the total
    assert not oracle.leaks([held([cells], [{"a", "b"}])])
    assert oracle.leaks([held([{"a": [400, 400, 1, 1, 1], "b": many}], [set()])])  # two hold nearly all


def test_an_amount_that_one_party_moved():
    then, now = {"a": [20] * 8, "b": [30] * 8, "c": [5] * 8}, {"a": [20] * 7 + [25], "b": [40] * 8, "c": [9] * 8}
    assert oracle.leaks([held([then, now], [set(), set()])])
    assert oracle.leaks([held([then, now], [set(), {"a"}])])
    assert not oracle.leaks([held([then, now], [set(), {"a", "c"}])])


def test_two_hidden_amounts_of_which_one_party_moved():
    """Hidden one by one, their sum is known at both quarter ends, and its move is one party's."""
    then = {"a": [30, 30, 20], "b": [30, 20, 20, 9], "c": [20] * 8, "d": [7] * 9}
    now = {"a": [30, 30, 25], "b": [30, 20, 20, 9], "c": [30] * 8, "d": [8] * 9}
    both = {"a", "b"}
    assert oracle.leaks([held([then, now], [both, both])])
    assert not oracle.leaks([held([then, now], [both, {"a", "b", "d"}])])


def test_a_load_that_changed_nothing_gives_nothing_back():
    """What was hidden because few came stays so after the next load, in which nobody came."""
    loads = [[{"a": 12, "b": 20, "c": 30}], [{"a": 14, "b": 20, "c": 36}], [{"a": 14, "b": 20, "c": 36}]]
    only_the_one_before = [courses.counts(one, loads[max(0, place - 1) : place]) for place, one in enumerate(loads)]
    assert oracle.leaks([counted(one, told) for one, told in zip(loads, only_the_one_before, strict=True)])
    assert not oracle.leaks(_shown(loads))


def test_a_delivery_in_pieces():
    """Each piece brings five or more to every cell, but the first and the last of the three are two apart."""
    loads = [[{"a": 20, "b": 40}], [{"a": 12, "b": 50}], [{"a": 22, "b": 60}]]
    only_the_one_before = [courses.counts(one, loads[max(0, place - 1) : place]) for place, one in enumerate(loads)]
    assert oracle.leaks([counted(one, told) for one, told in zip(loads, only_the_one_before, strict=True)])
    assert not oracle.leaks(_shown(loads))


def test_an_amount_that_one_party_moved_two_loads_ago():
    many = {"b": [30] * 8, "c": [5] * 8}
    loads = [{"a": [20] * 8, **many}, {"a": [20] * 7 + [25], **many}, {"a": [20] * 7 + [25], **many}]

    def course(load: Mapping[str, list[int]]) -> list[dict[str, tuple[courses.Held]]]:
        return [{key: ({f"{key}{n}": Decimal(one) for n, one in enumerate(held)},) for key, held in load.items()}]

    def hidden(forgetful: bool) -> list[Any]:
        known = [course(one) for one in loads]
        return [
            held([load], courses.hidden_amounts(known[n], known[max(0, n - 1) if forgetful else 0 : n]))
            for n, load in enumerate(loads)
        ]

    assert oracle.leaks(hidden(forgetful=True))
    assert not oracle.leaks(hidden(forgetful=False))


def _shown(loads: Sequence[Course]) -> list[Any]:
    """What was shown after each of the loads, the oldest first."""
    return [counted(one, courses.counts(one, loads[:place])) for place, one in enumerate(loads)]


def _loads(chance: Random, course: Course, number: int) -> list[Course]:
    """The course as it stood after each of the loads that brought it in pieces; now and then one brought nothing."""
    found = [course]
    while len(found) < number:
        found.insert(0, late(chance, found[0]) if chance.random() < 0.8 else found[0])
    return found


@pytest.mark.parametrize("loads", [2, 3, 4])
@pytest.mark.parametrize("seed", range(COURSES))
def test_nothing_follows_from_breakdowns_by_chance(seed: int, loads: int):
    chance = Random(seed)
    course = growing(chance, quarters=3, sectors=chance.choice((3, 4, 5)), step=chance.choice((6, 12)))
    assert oracle.count_leaks(_shown(_loads(chance, course, loads))) == []


def _never(*_: Any) -> bool:
    return False


MUTATIONS: Mapping[str, Mapping[str, Any]] = {
    "no secondary suppression": {"_take_along": lambda *_: {}},
    "a lone one alone takes another along": {"_follows": lambda _cells, _now, sets, *_: len(sets[0]) == 1},
    "the quarters before are forgotten": {"seen_before": lambda *_: set(), "is_close": _never},
    "the load before is forgotten": {"seen_before": lambda *_: set()},
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_disclosure_without_a_part_of_it_is_found_out(monkeypatch: pytest.MonkeyPatch, mutation: str):
    for name, other in MUTATIONS[mutation].items():
        monkeypatch.setattr(courses, name, other)
    for seed in range(COURSES):
        chance = Random(seed)
        course = growing(chance, quarters=3, sectors=4, step=12)
        if oracle.count_leaks(_shown([late(chance, course), course])):
            return
    pytest.fail(f"{mutation}: {COURSES} courses by chance, and no leak found")
