"""The value of every figure of an agreement as of a date, from the warehouse's SQL (DESIGN: `figures`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from data_pipeline.arithmetic import intervals, pace, workdays
from data_pipeline.figures.catalogue import LEVELS
from data_pipeline.figures.slices import WHOLE, Slice
from data_pipeline.language import folded, rounded

if TYPE_CHECKING:
    from data_pipeline.agreements import Agreement
    from data_pipeline.storage.warehouse import Question, Warehouse


@dataclass(frozen=True)
class Days:
    """Working days of an agreement by a date. `elapsed` is −1 before the first date; `is_over` from the last (R15)."""

    elapsed: int
    total: int
    is_over: bool

    @classmethod
    def of(cls, agreement: Agreement, as_of: dt.date) -> Days:
        """The working days from the agreement's first date to min(as_of, last date), and in the whole period."""
        closed = agreement.parameters()["closed_days"]
        total = workdays.working_days_between(agreement.first_date, agreement.last_date, closed)
        if as_of < agreement.first_date:
            return cls(-1, total, is_over=False)
        last_day = min(as_of, agreement.last_date)
        elapsed = workdays.working_days_between(agreement.first_date, last_day, closed)
        return cls(elapsed, total, is_over=last_day == agreement.last_date)


def parameters(agreement: Agreement) -> dict[str, Any]:
    """The agreement as SQL asks for it (`$agreement`), sources of employment in the form they are matched in."""
    agreed = agreement.parameters()
    return agreed | {"employment_sources": [folded(source) for source in agreed["employment_sources"]]}


def asking(
    warehouse: Warehouse, agreement: Agreement, as_of: dt.date, slice_: Slice = WHOLE, **choices: Any
) -> AbstractContextManager[Question]:
    """A question about an agreement, or a slice of it, as of a date; `choices` are a model's own parameters."""
    return warehouse.asking(agreement=parameters(agreement), slice=slice_.parameters(as_of), as_of=as_of, **choices)


def newest_day(warehouse: Warehouse, agreement: Agreement, by: dt.date) -> dt.date | None:
    """The newest event day in the data of the agreement's municipality, `by` a day at the latest; None without any."""
    with asking(warehouse, agreement, by) as question:
        found: dt.date | None = question.row("newest_day")["newest_date"]
    return found


def all_figures(warehouse: Warehouse, agreement: Agreement, as_of: dt.date, slice_: Slice = WHOLE) -> dict[str, Any]:
    """Every figure of the agreement as of a date, as the JSON of the command line has them (all but `snapshot`).

    Amounts are strings with two decimals, shares numbers 0–1 or None, dates ISO.
    """
    head: dict[str, Any] = {"agreement": agreement.id, "as_of": as_of.isoformat()}
    if slice_ != WHOLE:
        head["slice"] = {slice_.kind: slice_.id}
    return head | some_figures(warehouse, agreement, as_of, *PARTS, slice_=slice_)


def some_figures(
    warehouse: Warehouse, agreement: Agreement, as_of: dt.date, *parts: str, slice_: Slice = WHOLE
) -> dict[str, Any]:
    """The named parts (`PARTS`) of `all_figures` alone: for a course through the year."""
    found: dict[str, Any] = {}
    with asking(warehouse, agreement, as_of, slice_) as question:
        for part in parts:
            found |= PARTS[part](question, agreement, as_of)
    return found if slice_ == WHOLE else _without_terms(found)


def _without_terms(found: dict[str, Any]) -> dict[str, Any]:
    """What was agreed of the whole taken away: a slice has no target, pace, forecast, status or budget (R19)."""
    for line in found.get("targets", ()):
        line |= {"target": None, "expected": None, "status": "none", "forecast": None}
    for line in (*found.get("fees", ()), *filter(None, (found.get("fee_total"),))):
        line["budget"] = None
    if "jobs" in found:
        found["jobs"]["goal"] = None
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
                "status": pace.status(actual, target.count, days.elapsed, days.total, is_over=days.is_over),
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
        line |= {name: row[column] for name, column in counts.items()}
        line |= {name: _two_decimals(row[f"{name}_dkk"]) for name in amounts}
        fees.append(line)
    total: dict[str, Any] = {
        name: _two_decimals(sum((row[f"{name}_dkk"] for row in rows), Decimal(0))) for name in amounts
    }
    total |= {name: sum(row[column] for row in rows) for name, column in counts.items()}
    return {"fees": fees, "fee_total": total}


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
    jobs: dict[str, Any] = {name: _two_decimals(row[name]) for name in ("created", "lost", "net")}
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
PARTS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "targets": _targets_of,
    "fees": _fees_of,
    "satisfaction": _satisfaction_of,
    "jobs": _jobs_of,
    "deadlines": _deadlines_of,
    "road": _road_of,
    "sectors": _sectors_of,
    "completeness": _completeness_of,
}


def _two_decimals(value: Decimal) -> str:
    return str(rounded(value, 2))
