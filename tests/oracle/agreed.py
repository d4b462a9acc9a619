"""A pydantic agreement that says what some `Terms` say, so that SQL and the second calculation read the same."""

from __future__ import annotations

from typing import Any

from data_pipeline.agreements import Agreement
from tests.oracle.terms import Terms

_WORDS = {"da": "Ord", "en": "Words"}


def agreement_of(terms: Terms) -> Agreement:
    """The agreement file's model of `terms`; raises AssertionError when it would say something else to SQL."""
    parameters = terms.parameters
    agreement = Agreement.model_validate(
        {
            "id": parameters["id"],
            "title": _WORDS,
            "document": _WORDS,
            "municipality": {"code": parameters["municipality_code"], "clause": "§2"},
            "period": {
                "first_date": parameters["first_date"],
                "last_date": parameters["last_date"],
                "clause": "§3",
            },
            "segments": {"entrepreneur_years": parameters["entrepreneur_years"], "clause": "§8"},
            "working_days": {"closing_days": terms.closing_days},
            "satisfaction": {
                "goal_percent": parameters["satisfaction_goal_percent"],
                "clause": "§7",
                "label": _WORDS,
            },
            "jobs": {
                "goal": terms.jobs_goal,
                "measure": parameters["jobs_measure"],
                "employment_sources": tuple(parameters["employment_sources"]),
                "clause": "§7",
                "label": _WORDS,
                "definition": _WORDS,
            },
            "deadlines": {
                name: {"working_days": parameters[f"{short}_working_days"], "clause": "§5", "label": _WORDS}
                for name, short in (("first_contact", "contact"), ("registration", "registration"))
            },
            "follow_up": {"dates": (), "clause": "B3"},
            "parties": (),
            "targets": tuple(
                {"id": name, "count": count, "clause": clause, "label": _WORDS} for name, count, clause in terms.targets
            ),
            "fees": tuple(
                {
                    "id": fee["id"],
                    "cap_dkk": fee["cap_dkk"],
                    "count": fee["fee_count"],
                    "clause": "B2",
                    "label": _WORDS,
                }
                for fee in parameters["fees"]
            ),
            "sectors": tuple(
                {
                    "id": sector["id"],
                    "name": dict(zip(("da", "en"), sector["names"], strict=True)),
                    "codes": tuple(sector["codes"]),
                    "clause": "B4",
                }
                for sector in parameters["sectors"]
            ),
        }
    )
    said = dict(agreement.parameters())
    closed = said.pop("closed_days")
    assert said == dict(parameters), "the agreement says something else than the terms"
    assert not any(terms.is_working_day(day) for day in closed)
    return agreement


def leaves_that_differ(
    ours: Any, theirs: Any, place: str = "", tolerances: dict[str, float] | None = None
) -> list[str]:
    """The places where two JSON values differ, with both values; keys must be the same ones.

    Everything is compared exactly, but for leaves called as in `tolerances` (absolute).
    """
    if isinstance(ours, dict) and isinstance(theirs, dict):
        found = [f"{place}.{key}: only on one side" for key in sorted(ours.keys() ^ theirs.keys())]
        for key in ours.keys() & theirs.keys():
            found += leaves_that_differ(ours[key], theirs[key], f"{place}.{key}", tolerances)
        return sorted(found)
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [
            difference
            for number, (one, other) in enumerate(zip(ours, theirs, strict=True))
            for difference in leaves_that_differ(one, other, f"{place}[{_name(one, number)}]", tolerances)
        ]
    tolerance = (tolerances or {}).get(place.rpartition(".")[2])
    if tolerance is not None and isinstance(ours, float) and isinstance(theirs, float):
        return [] if abs(ours - theirs) <= tolerance else [f"{place}: oracle {ours!r}, SQL {theirs!r}"]
    if type(ours) is type(theirs) and ours == theirs:
        return []
    return [f"{place}: oracle {ours!r}, SQL {theirs!r}"]


def _name(entry: Any, number: int) -> str:
    return str(entry.get("id", entry.get("step", number))) if isinstance(entry, dict) else str(number)
