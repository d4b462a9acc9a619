"""R20 a second time: years of a series at the same share of their working days, and neighbours on one day."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.oracle import chance
from tests.oracle.deadlines import deadlines
from tests.oracle.drawn import DRAWN_TARGETS
from tests.oracle.jobs import jobs
from tests.oracle.money import fees
from tests.oracle.parties import Case
from tests.oracle.rows import History
from tests.oracle.satisfaction import satisfaction
from tests.oracle.targets import count, targets
from tests.oracle.terms import DAY, Terms

MOST_SILENT, TESTED_FROM = 40, 20


def years(history: History, series: str, agreed: Sequence[Terms], as_of: dt.date) -> dict[str, Any] | None:
    """The JSON of `compare --series`, the years oldest first; None where none has begun."""
    begun = [terms for terms in agreed if terms.first_date <= as_of]
    if not begun:
        return None
    reference = begun[-1]
    passed = elapsed(reference, as_of)
    lines = _lines(agreed)
    found = []
    for terms in agreed:
        day = min(as_of, terms.last_date) if terms is reference else _day_in(terms, passed, length(reference))
        found.append(
            {
                "agreement": terms.id,
                "first": terms.first_date.isoformat(),
                "last": terms.last_date.isoformat(),
                "of": length(terms),
                "unlike": unlike(terms, reference),
                "at": (day and terms.first_date <= as_of and reading(history, terms, day, lines)) or None,
                "whole": reading(history, terms, terms.last_date, lines) if terms.last_date <= as_of else None,
            }
        )
    for earlier, later in itertools.pairwise(found):
        if not {"period", "segments.entrepreneur_years"} & {*earlier["unlike"], *later["unlike"]}:
            for which in ("at", "whole"):
                _change(earlier[which], later[which])
    return {
        "series": series,
        "as_of": as_of.isoformat(),
        "snapshot": len(history),
        "reference": reference.id,
        "share": passed / length(reference),
        "years": found,
    }


def neighbours(history: History, agreed: Sequence[Terms], as_of: dt.date) -> dict[str, Any] | None:
    """The JSON of `compare --neighbours`; None where no period holds the day."""
    near = sorted((terms for terms in agreed if terms.first_date <= as_of <= terms.last_date), key=lambda one: one.id)
    if not near:
        return None
    found = {terms.id: reading(history, terms, as_of, _lines(near)) for terms in near}
    return {
        "as_of": as_of.isoformat(),
        "snapshot": len(history),
        "neighbours": [
            {
                "agreement": terms.id,
                "first": terms.first_date.isoformat(),
                "last": terms.last_date.isoformat(),
                "of": length(terms),
                "municipality": terms.municipality_code,
                "at": found[terms.id],
            }
            for terms in near
            if found[terms.id]
        ],
        "without_data": [name for name, one in found.items() if not one],
    }


def length(terms: Terms) -> int:
    """Working days of the whole period."""
    return terms.working_days(terms.first_date, terms.last_date)


def elapsed(terms: Terms, day: dt.date) -> int:
    """Working days by a day, the last at the latest."""
    return terms.working_days(terms.first_date, min(day, terms.last_date))


def unlike(terms: Terms, reference: Terms) -> list[str]:
    """In what two years differ."""
    found = []
    if not 0.9 * length(reference) - 1e-9 <= length(terms) <= 1.1 * length(reference) + 1e-9:
        found.append("period")
    for name, of in (
        ("segments.entrepreneur_years", "entrepreneur_years"),
        ("satisfaction.goal_percent", "satisfaction_goal_percent"),
        ("jobs.measure", "jobs_measure"),
    ):
        if terms.parameters[of] != reference.parameters[of]:
            found.append(name)
    return found


def _lines(agreed: Sequence[Terms]) -> list[str]:
    known = {name for terms in agreed for name, _, _ in terms.targets}
    return [name for name, _, _ in DRAWN_TARGETS if name in known]


def _day_in(terms: Terms, passed: int, of: int) -> dt.date | None:
    """The last day, tried from the end, whose share is no greater."""
    day = terms.last_date
    while day >= terms.first_date:
        if elapsed(terms, day) * of <= passed * length(terms):
            return day
        day -= DAY
    return None


def covered(history: History, terms: Terms, day: dt.date) -> bool | None:
    """Whether events reach from the beginning to the day; None without any."""
    standing, case = history.standing(), Case(history, terms, day)
    days = [row.guidance_date for row in standing.guidance if row.client_id in case.party_of]
    days += [row.screening_date for row in standing.screening if row.client_id in case.party_of]
    days += [row.referral_date for row in standing.referral if row.client_id in case.party_of]
    days += [row.start_date for row in standing.programme if row.client_id in case.party_of]
    days += [row.sent_date for row in standing.answer if row.client_id in case.party_of]
    seen = sorted(one for one in days if case.in_window(one))
    if not seen:
        return None
    silent_before = sum(
        terms.is_working_day(terms.first_date + number * DAY) for number in range((seen[0] - terms.first_date).days)
    )
    silent_after = terms.working_days(seen[-1], day) - terms.is_working_day(seen[-1])
    return silent_before <= MOST_SILENT and silent_after <= MOST_SILENT


def reading(history: History, terms: Terms, day: dt.date, lines: Sequence[str]) -> dict[str, Any] | None:
    """The agreement on a day of its period; None without data."""
    is_covered = covered(history, terms, day)
    if is_covered is None:
        return None
    case = Case(history, terms, day)
    by_id = {line["id"]: line for line in targets(case)}
    days = elapsed(terms, day)
    whole, worked, (_, total) = satisfaction(case), jobs(case), fees(case)
    goal, measure = worked["goal"], worked["measure"]
    return {
        "day": day.isoformat(),
        "days": days,
        "covered": is_covered,
        "targets": [
            _line(name, count(case, name), by_id.get(name), is_tested=is_covered and days >= TESTED_FROM)
            for name in lines
        ],
        "fees": {
            "amount": total["amount"],
            "budget": total["budget"],
            "share": _ratio(Fraction(total["amount"]), Fraction(total["budget"])),
            "count": total["count"],
            "pending": total["pending"],
        },
        "satisfaction": {
            **{
                name: whole[name]
                for name in ("satisfied", "answered", "share", "low", "high", "goal", "met", "response_rate")
            },
            "limits": chance.limits(whole["answered"], terms.satisfaction_goal_percent),
            "chance": chance.share_word(whole["satisfied"], whole["answered"], terms.satisfaction_goal_percent)
            if is_covered
            else None,
        },
        "jobs": {
            **{name: worked[name] for name in ("created", "lost", "net", "goal", "measure")},
            "share": _ratio(Fraction(worked[measure]), goal),
            "measured": worked["measured"],
            "not_measured": worked["not_measured"],
        },
        "deadlines": deadlines(case),
    }


def _line(name: str, actual: int, agreed: dict[str, Any] | None, *, is_tested: bool) -> dict[str, Any]:
    target, expected = (agreed["target"], agreed["expected"]) if agreed else (None, None)
    return {
        "id": name,
        "actual": actual,
        "target": target,
        "share": _ratio(actual, target),
        "expected": expected,
        "share_of_expected": _ratio(actual, expected),
        "status": agreed["status"] if agreed else "none",
        "chance": chance.count_word(actual, expected) if is_tested and expected else None,
        "change": None,
    }


def _change(earlier: dict[str, Any] | None, later: dict[str, Any] | None) -> None:
    if not (earlier and later and earlier["covered"] and later["covered"]) or later["days"] < TESTED_FROM:
        return
    for before, line in zip(earlier["targets"], later["targets"], strict=True):
        line["change"] = chance.change_word(line["actual"], later["days"], before["actual"], earlier["days"])


def _ratio(part: float | Fraction, whole: float | Fraction | None) -> float | None:
    return float(part / whole) if whole else None
