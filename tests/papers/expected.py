"""What `figures --meeting` says, as tables hold it: by the label of the row, in the order of the table's columns."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import translate
from data_pipeline.meetings import Meeting

Row = tuple[Any, ...]


def label(figure: str, said: str) -> str:
    return translate(CATALOGUE[figure].label, said)


def targets(meeting: Meeting, said: str) -> dict[str, Row]:
    """Label → reached, agreed, expected, lowest, median and highest of the forecast."""
    found = {}
    for one in meeting.figures["targets"]:
        forecast = one["forecast"] or {}
        ends = tuple(forecast.get(name) for name in ("median", "low", "high"))
        found[label(one["id"], said)] = (
            one["actual"],
            one["target"],
            one["expected"] if one["target"] else None,
            *ends,
        )
    return found


def fees(meeting: Meeting, said: str) -> dict[str, Row]:
    """Label → count, hours × rate, cut (below zero), payable, pending, budget, left."""
    words = {fee.id: fee.label.say(said) for fee in meeting.agreement.fees}
    rows: list[tuple[str, Mapping[str, Any]]] = [(words[one["id"]], one) for one in meeting.figures["fees"]]
    rows.append((translate("In all", said), meeting.figures["fee_total"]))
    found = {}
    for name, one in rows:
        uncapped, cut, amount, budget = (Decimal(one[part]) for part in ("uncapped", "cut", "amount", "budget"))
        found[name] = (one["count"], uncapped, -cut, amount, one["pending"], budget, budget - amount)
    return found
