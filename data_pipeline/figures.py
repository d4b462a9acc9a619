"""Every figure of the agreement: what it is called and means (the catalogue), and its value (DESIGN: `figures`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from data_pipeline import intervals, pace, workdays
from data_pipeline.exports.matching import folded
from data_pipeline.language import N_, rounded

if TYPE_CHECKING:
    from data_pipeline.agreements import Agreement

SEGMENTS = ("entrepreneur", "company")
LEVELS = ("local", "focused", "specialised")


@dataclass(frozen=True)
class Figure:
    """One entry of the catalogue. `label`, `meaning` and `unit` are message ids; `model` and `column` say where SQL
    works it out; `better` is `higher`, `lower` or `neither`; the clause stands in the agreement file under `clause`.
    """

    id: str
    label: str
    meaning: str
    unit: str
    rule: str
    clause: str
    better: str
    model: str
    column: str


class _Unit(NamedTuple):
    parties: str = N_("parties")
    programmes: str = N_("programmes")
    kroner: str = N_("kroner")
    share: str = N_("share")
    jobs: str = N_("full-time equivalents")
    cases: str = N_("cases")
    clients: str = N_("clients")


UNIT = _Unit()
_GUIDED = N_("Parties with at least one guidance at the level in the window, each counted once.")
_TOTAL = N_("Parties with a local or specialised guidance in the window, each counted once: not the sum of the rows.")
_PROGRAMMES = N_("Growth programmes that start in the window; a programme, not a party, is counted.")
_REGISTRATION = N_("One fee for each entrepreneur guided locally: hours × rate, up to the cap.")
_SCREENING = N_(
    "One fee for each screening with Væksthjulet referred to specialised service: hours × rate, up to the cap."
)
_ROAD = N_("Parties guided locally that took this step and every step before it, in any order in time.")

_TARGET_LABELS = {
    "guided.local": (N_("Entrepreneurs guided locally"), N_("Companies guided locally")),
    "guided.specialised": (N_("Entrepreneurs guided by specialists"), N_("Companies guided by specialists")),
    "guided.total": (N_("Guided entrepreneurs"), N_("Guided companies")),
    "programme.A": (N_("A programmes for entrepreneurs"), N_("A programmes for companies")),
    "programme.B": (N_("B programmes for entrepreneurs"), N_("B programmes for companies")),
    "programme.C": (N_("C programmes for entrepreneurs"), N_("C programmes for companies")),
    "programme.total": (N_("Growth programmes for entrepreneurs"), N_("Growth programmes for companies")),
    "guided.focused": (N_("Entrepreneurs in focused initiatives"), N_("Companies in focused initiatives")),
}
MEASURES = tuple(_TARGET_LABELS)

_ROAD_STEPS = {
    "guided_local": N_("Guided locally"),
    "screened": N_("Screened with Væksthjulet"),
    "referred": N_("Referred to specialised service"),
    "contacted": N_("Contacted by the specialised operator"),
    "guided_specialised": N_("Guided by specialists"),
    "programme": N_("In a growth programme"),
}
ROAD_STEPS = tuple(_ROAD_STEPS)

_SECTOR_FIGURES = {
    "guided": (N_("Guided in the sector"), _TOTAL, UNIT.parties, "guided_count", "higher"),
    "screened": (
        N_("Screened in the sector"),
        N_("Parties screened with Væksthjulet in the window."),
        UNIT.parties,
        "screened_count",
        "higher",
    ),
    "programmes": (N_("Growth programmes in the sector"), _PROGRAMMES, UNIT.programmes, "programme_count", "higher"),
    "satisfied": (
        N_("Satisfied in the sector"),
        N_("Voices of 4 or 5 among the sector's parties."),
        UNIT.parties,
        "satisfied_count",
        "higher",
    ),
    "answered": (
        N_("Answers in the sector"),
        N_("Voices among the sector's parties."),
        UNIT.parties,
        "answered_count",
        "neither",
    ),
    "created": (
        N_("Jobs created in the sector"),
        N_("Sum of increases in full-time equivalents among the sector's guided companies."),
        UNIT.jobs,
        "created",
        "higher",
    ),
    "lost": (
        N_("Jobs lost in the sector"),
        N_("Sum of decreases in full-time equivalents among the sector's guided companies."),
        UNIT.jobs,
        "lost",
        "lower",
    ),
    "net": (
        N_("Jobs in the sector, net"),
        N_("Jobs created less jobs lost among the sector's guided companies."),
        UNIT.jobs,
        "net",
        "higher",
    ),
    "measured": (
        N_("Companies measured in the sector"),
        N_("Companies with a baseline and a current figure."),
        UNIT.parties,
        "measured_count",
        "neither",
    ),
    "not_measured": (
        N_("Companies not measured in the sector"),
        N_("Guided companies without a baseline or a current figure."),
        UNIT.parties,
        "not_measured_count",
        "lower",
    ),
}
SECTOR_FIGURES = tuple(_SECTOR_FIGURES)


def _targets() -> Iterable[Figure]:
    for measure, labels in _TARGET_LABELS.items():
        family, which = measure.split(".")
        if family == "programme":
            rule, meaning, unit = "R5", _PROGRAMMES, UNIT.programmes
        else:
            rule = "R6" if which == "focused" else "R4"
            meaning, unit = (_TOTAL if which == "total" else _GUIDED), UNIT.parties
        for segment, label in zip(SEGMENTS, labels, strict=True):
            name = f"{measure}.{segment}"
            yield Figure(name, label, meaning, unit, rule, name, "higher", "activity", "actual")


def _others() -> Iterable[Figure]:
    fees = (
        ("fee.registration.entrepreneur", N_("Registered entrepreneurs"), _REGISTRATION),
        ("fee.screening.entrepreneur", N_("Screened entrepreneurs"), _SCREENING),
        ("fee.screening.company", N_("Screened companies"), _SCREENING),
        ("fee_total", N_("Fees payable"), N_("The sum of the fees, each up to its cap.")),
    )
    for name, label, meaning in fees:
        yield Figure(name, label, meaning, UNIT.kroner, "R7", name, "neither", "fee", "amount_dkk")
    yield Figure(
        "satisfaction",
        N_("Satisfied clients"),
        N_("Parties whose latest answer in the window is satisfied or very satisfied, of all that answered."),
        UNIT.share,
        "R8",
        "satisfaction",
        "higher",
        "satisfaction",
        "satisfied_count",
    )
    for level, label in zip(
        LEVELS,
        (N_("Satisfied with local service"), N_("Satisfied with focused service"), N_("Satisfied with specialists")),
        strict=True,
    ):
        yield Figure(
            f"satisfaction.{level}",
            label,
            N_("As satisfaction, from each party's latest answer about that level."),
            UNIT.share,
            "R8",
            "satisfaction",
            "higher",
            "satisfaction",
            "satisfied_count",
        )
    yield Figure(
        "response_rate",
        N_("Response rate"),
        N_("Parties asked in the window that answered, of all that were asked."),
        UNIT.share,
        "R8",
        "satisfaction",
        "higher",
        "satisfaction",
        "invited_voice_count",
    )
    jobs = (
        ("created", N_("Jobs created"), N_("Sum of increases in full-time equivalents."), UNIT.jobs, "higher"),
        ("lost", N_("Jobs lost"), N_("Sum of decreases in full-time equivalents."), UNIT.jobs, "lower"),
        ("net", N_("Jobs, net"), N_("Jobs created less jobs lost."), UNIT.jobs, "higher"),
        (
            "measured",
            N_("Companies measured"),
            N_("Guided companies with a baseline and a current figure."),
            UNIT.parties,
            "neither",
        ),
        (
            "not_measured",
            N_("Companies not measured"),
            N_("Guided companies without a baseline or a current figure; they count neither as created nor as lost."),
            UNIT.parties,
            "lower",
        ),
    )
    for name, label, meaning, unit, better in jobs:
        column = name if unit == UNIT.jobs else f"{name}_count"
        yield Figure(f"jobs.{name}", label, meaning, unit, "R9", "jobs", better, "jobs", column)
    yield Figure(
        "deadline.first_contact",
        N_("First contact in time"),
        N_("Screenings referred to specialised service whose client was contacted in time, of those decided."),
        UNIT.share,
        "R10",
        "first_contact",
        "higher",
        "deadline",
        "kept_count",
    )
    yield Figure(
        "deadline.registration",
        N_("Registration in time"),
        N_("Parties that met the system at an expert first and were registered in time, of those decided."),
        UNIT.share,
        "R11",
        "registration",
        "higher",
        "deadline",
        "kept_count",
    )
    for step, label in _ROAD_STEPS.items():
        for segment in SEGMENTS:
            yield Figure(
                f"road.{step}.{segment}",
                label,
                _ROAD,
                UNIT.parties,
                "R12",
                "road",
                "higher",
                "road",
                f"{segment}_count",
            )
    for name, (label, meaning, unit, column, better) in _SECTOR_FIGURES.items():
        yield Figure(f"sector.{name}", label, meaning, unit, "R13", "sectors", better, "sector", column)
    yield Figure(
        "completeness",
        N_("Complete client files"),
        N_("Clients guided in the window whose file has everything the agreement asks for."),
        UNIT.share,
        "R14",
        "completeness",
        "higher",
        "completeness",
        "complete_count",
    )


CATALOGUE: Mapping[str, Figure] = MappingProxyType({one.id: one for one in (*_targets(), *_others())})


@dataclass(frozen=True)
class Days:
    """Working days of an agreement by a date. `elapsed` is −1 before the first date (R15)."""

    elapsed: int
    total: int

    @classmethod
    def of(cls, agreement: Agreement, as_of: dt.date) -> Days:
        """The working days from the agreement's first date to min(as_of, last date), and in the whole period."""
        closed = agreement.parameters()["closed_days"]
        total = workdays.working_days_between(agreement.first_date, agreement.last_date, closed)
        if as_of < agreement.first_date:
            return cls(-1, total)
        return cls(workdays.working_days_between(agreement.first_date, min(as_of, agreement.last_date), closed), total)


def parameters(agreement: Agreement) -> dict[str, Any]:
    """The agreement as SQL asks for it (`$agreement`), sources of employment in the form they are matched in."""
    asked = agreement.parameters()
    return asked | {"employment_sources": [folded(source) for source in asked["employment_sources"]]}


def all_figures(warehouse: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    """Every figure of the agreement as of a date, as the JSON of the command line has them (all but `snapshot`).

    Amounts are strings with two decimals, shares numbers 0–1 or None, dates ISO.
    """
    return {"agreement": agreement.id, "as_of": as_of.isoformat()} | some_figures(warehouse, agreement, as_of, *PARTS)


def some_figures(warehouse: Any, agreement: Agreement, as_of: dt.date, *parts: str) -> dict[str, Any]:
    """The named parts (`PARTS`) of `all_figures` alone: for a course through the year."""
    found: dict[str, Any] = {}
    with warehouse.asking(agreement=parameters(agreement), as_of=as_of) as question:
        for part in parts:
            found |= PARTS[part](question, agreement, as_of)
    return found


def _targets_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    actuals = {f"{row['measure']}.{row['segment']}": row["actual"] for row in question.rows("activity")}
    days = Days.of(agreement, as_of)
    found = []
    for target in agreement.targets:
        actual = actuals[target.id]
        forecast = pace.forecast(actual, target.count, days.elapsed, days.total)
        found.append(
            {
                "id": target.id,
                "actual": actual,
                "target": target.count,
                "expected": pace.expected(target.count, max(days.elapsed, 0), days.total),
                "status": pace.status(actual, target.count, days.elapsed, days.total),
                "forecast": forecast
                and {
                    "median": forecast.median,
                    "low": forecast.low,
                    "high": forecast.high,
                    "p_target": forecast.p_target,
                },
                "clause": target.clause,
            }
        )
    return {"targets": found}


def _fees_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    rows = question.rows("fee")
    by_id = {row["fee_id"]: row for row in rows}
    amounts = ("amount", "uncapped", "cut", "budget")
    counts = {"count": "fee_count", "pending": "pending_count"}
    fees = []
    for fee in agreement.fees:
        row = by_id[fee.id]
        line: dict[str, Any] = {"id": fee.id}
        fees.append(
            line
            | {name: row[column] for name, column in counts.items()}
            | {name: _two_decimals(row[f"{name}_dkk"]) for name in amounts}
        )
    total = {name: _two_decimals(sum((row[f"{name}_dkk"] for row in rows), Decimal(0))) for name in amounts}
    return {
        "fees": fees,
        "fee_total": total | {name: sum(row[column] for row in rows) for name, column in counts.items()},
    }


def _satisfaction_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    by_scope = {row["scope"]: row for row in question.rows("satisfaction")}
    goal = agreement.satisfaction.goal_percent / 100
    whole = by_scope["all"]
    invited = whole["invited_count"]
    found = _share_of(whole, goal)
    satisfaction = {
        "satisfied": found.pop("satisfied"),
        "answered": found.pop("answered"),
        "invited": invited,
        **found,
        "response_rate": whole["invited_voice_count"] / invited if invited else None,
        "levels": {level: _share_of(by_scope[level], goal) for level in LEVELS},
    }
    return {"satisfaction": satisfaction}


def _share_of(row: dict[str, Any], goal: float) -> dict[str, Any]:
    satisfied, answered = row["satisfied_count"], row["answered_count"]
    interval = intervals.wilson(satisfied, answered)
    return {
        "satisfied": satisfied,
        "answered": answered,
        "share": satisfied / answered if answered else None,
        "goal": goal,
        "met": row["is_met"],
        "low": interval and interval[0],
        "high": interval and interval[1],
        "certainty": intervals.certainty(interval, goal),
    }


def _jobs_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    row = question.row("jobs")
    jobs = {name: _two_decimals(row[name]) for name in ("created", "lost", "net")}
    jobs |= {
        "goal": agreement.jobs.goal,
        "measure": agreement.jobs.measure,
        "measured": row["measured_count"],
        "not_measured": row["not_measured_count"],
    }
    if row["band_count"]:
        jobs |= {"net_low": _two_decimals(row["net_low"]), "net_high": _two_decimals(row["net_high"])}
    return {"jobs": jobs}


def _deadlines_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    rows = sorted(question.rows("deadline"), key=lambda row: row["deadline_id"])
    deadlines = [
        {
            "id": row["deadline_id"],
            "kept": row["kept_count"],
            "missed": row["missed_count"],
            "pending": row["pending_count"],
            "share": row["kept_count"] / decided if (decided := row["kept_count"] + row["missed_count"]) else None,
        }
        for row in rows
    ]
    return {"deadlines": deadlines}


def _road_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    rows = sorted(question.rows("road"), key=lambda row: row["step_number"])
    steps = [
        {"step": row["step"], "entrepreneur": row["entrepreneur_count"], "company": row["company_count"]}
        for row in rows
    ]
    return {"road": steps}


def _sectors_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    rows = sorted(question.rows("sector"), key=lambda row: row["sector_position"])
    sectors = [
        {
            "id": row["sector_id"],
            "guided": row["guided_count"],
            "screened": row["screened_count"],
            "programmes": row["programme_count"],
            "satisfied": row["satisfied_count"],
            "answered": row["answered_count"],
            "share": row["satisfied_count"] / row["answered_count"] if row["answered_count"] else None,
            "created": _two_decimals(row["created"]),
            "lost": _two_decimals(row["lost"]),
            "net": _two_decimals(row["net"]),
            "measured": row["measured_count"],
            "not_measured": row["not_measured_count"],
        }
        for row in rows
    ]
    return {"sectors": sectors}


def _completeness_of(question: Any, agreement: Agreement, as_of: dt.date) -> dict[str, Any]:
    row = question.row("completeness")
    clients, complete = row["client_count"], row["complete_count"]
    return {
        "completeness": {"clients": clients, "complete": complete, "share": complete / clients if clients else None}
    }


# The parts of the JSON, in its order: each answers with its own keys.
PARTS: Mapping[str, Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        "targets": _targets_of,
        "fees": _fees_of,
        "satisfaction": _satisfaction_of,
        "jobs": _jobs_of,
        "deadlines": _deadlines_of,
        "road": _road_of,
        "sectors": _sectors_of,
        "completeness": _completeness_of,
    }
)


def _two_decimals(value: Decimal) -> str:
    return str(rounded(value, 2))
