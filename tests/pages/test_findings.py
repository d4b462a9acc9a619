"""The sentences above and beside the figures: which words a report earns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from data_pipeline.reports import Target
from data_pipeline.views import targets as findings
from ui.words import sentence_case


def target(
    measure: str = "guided.total",
    segment: str = "entrepreneur",
    *,
    actual: int = 95,
    agreed: int = 200,
    expected: float = 97.2,
    status: str = "behind",
    needed: str | None = "17.5",
) -> Target:
    """A target of which only some things matter."""
    rate = Decimal(needed) if needed else None
    return Target(f"{measure}.{segment}", measure, segment, "B1", actual, agreed, expected, status, None, rate)


def title(*asked: Target) -> str:
    return sentence_case(findings.targets(asked).say("da"))


def test_the_title_names_how_many_are_behind_and_the_worst():
    others = [target(actual=110, status="on_track") for _ in range(10)]
    worst = [
        target("programme.C", segment, actual=0, agreed=3, expected=1.5) for segment in ("entrepreneur", "company")
    ]
    assert title(*others, target(), *worst) == "Tre af 13 mål er bagud, C-forløbene mest"


@pytest.mark.parametrize(
    ("measure", "segment", "told"),
    [
        ("guided.specialised", "entrepreneur", "Ét af 2 mål er bagud: specialiseret vejledning, 10 af 12 iværksættere"),
        ("programme.C", "company", "Ét af 2 mål er bagud: C-forløbene, 10 af 12 for virksomheder"),
    ],
)
def test_a_measure_that_is_behind_in_one_segment_says_whose(measure: str, segment: str, told: str):
    other = "company" if segment == "entrepreneur" else "entrepreneur"
    behind = target(measure, segment, actual=10, agreed=12, expected=11.5)
    assert title(behind, target(measure, other, actual=14, agreed=12, status="met")) == told


def test_the_worst_of_several_says_whose():
    worst = target("guided.specialised", actual=3, agreed=12, expected=6.0)
    reached = target("guided.specialised", "company", actual=14, agreed=12, status="met")
    told = "To af 3 mål er bagud, mest 3 af 12 iværksættere"
    assert title(target("guided.local"), worst, reached) == told


def test_an_only_target_is_not_counted():
    assert title(target(status="on_track")) == "Det eneste mål følger planen"
    missed = target("guided.local", actual=190, expected=200.0, status="missed", needed=None)
    assert title(missed) == "Det eneste mål er ikke nået: lokal vejledning, 190 af 200 iværksættere"


def test_a_period_that_has_ended_is_not_behind():
    missed = target("guided.local", actual=190, expected=200.0, status="missed", needed=None)
    reached = target("guided.local", "company", actual=212, status="met", needed=None)
    assert title(missed, reached) == "Ét af 2 mål er ikke nået: lokal vejledning, 190 af 200 iværksættere"
    both = (missed, target("guided.local", "company", actual=190, expected=200.0, status="missed", needed=None))
    assert title(*both) == "To af 2 mål er ikke nået, lokal vejledning mest"


def test_a_total_is_not_one_more_miss_beside_its_rows():
    local = target("guided.local", actual=190, expected=200.0, status="missed", needed=None)
    total = target("guided.total", actual=190, expected=200.0, status="missed", needed=None)
    reached = target("guided.specialised", actual=14, agreed=12, status="met", needed=None)
    assert title(local, reached, total) == "Ét af 2 mål er ikke nået: lokal vejledning, 190 af 200 iværksættere"


def test_a_total_counts_where_its_rows_have_no_target_or_none_of_them_is_short():
    total = target("guided.total")
    alone = title(total, target("guided.local", agreed=0, status="none"))
    assert alone == "Det eneste mål er bagud: vejledte i alt, 95 af 200 iværksættere"
    beside = title(total, target("guided.local", status="on_track"))
    assert beside == "Ét af 2 mål er bagud: vejledte i alt, 95 af 200 iværksættere"


def test_a_target_of_zero_is_no_target():
    none = target("guided.focused", actual=2, agreed=0, expected=0.0, status="none", needed=None)
    assert title(target(status="met"), none) == "Målet er nået"
    assert title(none) == "Der er ikke aftalt mål"


def test_nothing_behind_tells_how_many_are_reached():
    assert title(target(status="met"), target(status="on_track")) == "Ingen af 2 mål er bagud, ét er nået"
    assert title(target(status="on_track"), target(status="on_track")) == "Ingen af 2 mål er bagud, ingen er nået"


def test_before_the_first_date_the_period_has_not_begun():
    assert title(target(actual=0, status="none")) == "Aftalens periode er ikke begyndt"


@pytest.mark.parametrize(
    ("actual", "expected", "status", "told"),
    [
        (95, 97.2, "behind", "2 under forventet 97"),
        (96, 96.4, "behind", "1 under forventet 96"),  # behind by less than a half is still behind
        (97, 96.6, "on_track", "som forventet, 97"),
        (104, 97.2, "on_track", "7 over forventet 97"),
        (212, 200.0, "met", "12 over forventet 200"),
        (190, 200.0, "missed", "10 fra målet"),
    ],
)
def test_the_sentence_beside_a_bullet(actual: int, expected: float, status: str, told: str):
    asked = target(actual=actual, expected=expected, status=status)
    assert findings.against_expected(asked).say("da") == told


@pytest.mark.parametrize(
    ("missing", "rate", "da", "en"),
    [
        (105, "17.5", "17,5 pr. md.", "17.5 a month"),
        (8, "1.3333", "1,3 pr. md.", "1.3 a month"),
        (6, "1", "1,0 pr. md.", "1.0 a month"),
        (5, "0.8333", "5 mere i år", "5 more this year"),
        (2, "62", "2 mere i år", "2 more this year"),  # a day is left: no rate a month
        (7, None, "perioden er slut", "the period is over"),
    ],
)
def test_still_possible(missing: int, rate: str | None, da: str, en: str):
    asked = target(actual=200 - missing, needed=rate)
    told = findings.still_possible(asked)
    assert told is not None
    assert (told.say("da"), told.say("en")) == (da, en)


def test_a_reached_target_needs_no_more():
    assert findings.still_possible(target(actual=200, status="met", needed=None)) is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("behind", "on_track", "Virksomhederne følger planen, iværksætterne er to bagud"),
        ("on_track", "behind", "Iværksætterne følger planen, virksomhederne er to bagud"),
        ("met", "behind", "Iværksætterne har nået målet, virksomhederne er to bagud"),
        ("behind", "behind", "Iværksætterne er to bagud, virksomhederne to"),
        ("missed", "met", "Virksomhederne har nået målet, iværksætterne mangler 105 i at nå målet"),
        ("missed", "missed", "Iværksætterne mangler 105 i at nå målet, virksomhederne 105"),
        ("met", "met", "Både iværksættere og virksomheder har nået målet"),
        ("on_track", "on_track", "Både iværksættere og virksomheder følger planen"),
        ("none", "none", "Aftalens periode er ikke begyndt"),
    ],
)
def test_the_title_of_the_overview(one: str, other: str, told: str):
    class Report:
        entrepreneurs = target(status=one)
        companies = target(segment="company", status=other)

    assert sentence_case(findings.overview(Report()).say("da")) == told


def test_without_targets_the_overview_does_not_speak_of_time():
    class Report:
        entrepreneurs = target(actual=190, agreed=0, expected=0.0, status="none", needed=None)
        companies = target(segment="company", actual=212, agreed=0, expected=0.0, status="none", needed=None)
        targets = (entrepreneurs, companies)

    assert findings.overview(Report()).say("da") == "Der er ikke aftalt mål"


def test_the_overview_of_an_agreement_with_one_headline_speaks_of_it_alone():
    class Report:
        entrepreneurs = target()
        companies = None

    assert findings.overview(Report()).say("da") == "iværksætterne er to bagud"


def test_the_overview_without_headlines_speaks_of_all_targets():
    class Report:
        entrepreneurs = companies = None
        targets = (target("programme.A", actual=3, agreed=10, expected=5.0),)

    assert findings.overview(Report()).say("da") == "Det eneste mål er bagud: A-forløbene, 3 af 10 for iværksættere"
