"""What is reckoned from a drawn row's numbers alone: chance and what it explains (R20), the coming year (R21)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from data_pipeline.arithmetic import chance, next_year

Cells = Mapping[str, str]


def _numbers(cell: str) -> list[int]:
    return [int(number) for number in cell.split(",")]


def _against_expected(row: Cells) -> dict[str, Any]:
    return {"chance": chance.against_expected(int(row["count"]), float(row["expected"]))}


def _against_before(row: Cells) -> dict[str, Any]:
    count, days, before, days_before = (int(row[name]) for name in ("count", "days", "before", "days_before"))
    return {"change": chance.against_before(count, days, before, days_before)}


def _against_goal(row: Cells) -> dict[str, Any]:
    return {"chance": chance.against_goal(int(row["satisfied"]), int(row["answered"]), int(row["goal_percent"]))}


def _funnel(row: Cells) -> dict[str, Any]:
    limits = chance.funnel(int(row["answered"]), int(row["goal_percent"]))
    if limits is None:
        return dict.fromkeys(("fewest_95", "most_95", "fewest_998", "most_998"))
    (fewest, most), (very_fewest, very_most) = limits["95"], limits["99.8"]
    return {"fewest_95": fewest, "most_95": most, "fewest_998": very_fewest, "most_998": very_most}


def _outlook(row: Cells) -> next_year.Outlook:
    parts = [int(days) / int(row["coming_days"]) for days in _numbers(row["days"])]
    return next_year.Outlook(_numbers(row["counts"]), parts)


def _coming_year(row: Cells) -> dict[str, Any]:
    outlook = _outlook(row)
    low, median, high = outlook.quantiles
    reached = outlook.reaches(int(row["target"]))
    return {"low": low, "median": median, "high": high, "p_target": reached, "in_ten": next_year.in_ten(reached)}


def _coming_fees(row: Cells) -> dict[str, Any]:
    outlook = _outlook(row)
    price = next_year.FeePrice(int(row["priced"]), float(row["mean"]), float(row["deviation"]))
    low, median, high = outlook.fees(price)
    return {"low": low, "median": median, "high": high, "p_within": outlook.pays(price, int(row["budget"]))}


def _price(row: Cells) -> dict[str, Any]:
    uncapped = [Decimal(one) for one in row["uncapped"].split(",") if one != "-"]
    cap = Decimal(row["cap"])
    price = next_year.FeePrice.of([min(cap, one) for one in uncapped], cap)
    return {"priced": price.priced, "mean": price.mean, "deviation": price.deviation}


RECKONED: Mapping[str, Callable[[Cells], dict[str, Any]]] = {
    "count_and_expected": _against_expected,
    "count_and_year_before": _against_before,
    "satisfied_and_goal": _against_goal,
    "funnel": _funnel,
    "coming_year": _coming_year,
    "price_of_a_fee": _price,
    "coming_fees": _coming_fees,
}
