"""The drawn agreement beside others like it (R20): the same terms a year earlier and later, and of two neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from data_pipeline.agreements import Agreement
from data_pipeline.errors import Correctable
from data_pipeline.reports import compare, plan
from data_pipeline.reports.readings import Reading
from data_pipeline.storage.warehouse import Warehouse

COUNTED = "guided.local.entrepreneur"
MUNICIPALITIES = {"samsoe": "741", "skive": "779", "viborg": "791"}


def years(warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[dict[str, Any]]:
    """Of the year before, the drawn one and the year after: read at the same share, and whole."""
    agreed = [_in(agreement, agreement.first_date.year + step) for step in (-1, 0, 1)]
    for year in compare.years(warehouse, 1, "drawn", agreed, day).years:
        for name, reading in (("same_share", year.at), ("whole", year.whole)):
            yield {"year": year.agreement, "read": name, **_told(reading)}


def neighbours(warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[dict[str, Any]]:
    """Of three municipalities that agreed the same."""
    agreed = [_of(agreement, name, code) for name, code in MUNICIPALITIES.items()]
    found = compare.neighbours(warehouse, 1, agreed, day)
    for one in found.neighbours:
        yield {"agreement": one.agreement, **_told(one.at)}
    for name in found.without_data:
        yield {"agreement": name, **_told(None)}


def _told(reading: Reading | None) -> dict[str, Any]:
    names = ("day", "days", "covered", "actual", "target", "expected", "status", "chance", "change", "satisfied")
    if reading is None:
        return dict.fromkeys(names)
    (line,) = (line for line in reading.targets if line.id == COUNTED)
    read = {"day": reading.day, "days": reading.days, "covered": reading.covered}
    told = {name: getattr(line, name) for name in ("actual", "target", "expected", "status", "chance", "change")}
    return {**read, **told, "satisfied": reading.satisfaction.satisfied}


def _in(agreement: Agreement, year: int) -> Agreement:
    dates = {name: getattr(agreement.period, name).replace(year=year) for name in ("first_date", "last_date")}
    return agreement.model_copy(update={"id": str(year), "period": agreement.period.model_copy(update=dates)})


def _of(agreement: Agreement, name: str, code: str) -> Agreement:
    municipality = agreement.municipality.model_copy(update={"code": code})
    return agreement.model_copy(update={"id": name, "municipality": municipality})


def pooled(warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[dict[str, Any]]:
    """The years that an outlook on the year after the drawn one is made of: it, and the six years before."""
    first = agreement.first_date.year
    agreed = [_in(agreement, year) for year in range(first - 6, first + 1)]
    try:
        found = plan.plan(warehouse, 1, "drawn", agreed, day, next_=plan.coming("drawn", agreed, day, {}))
    except Correctable:
        return
    (line,) = (line for line in found.targets if line.id == COUNTED)
    (fee,) = (fee for fee in found.fees if fee.id == f"fee.registration.{COUNTED.rpartition('.')[2]}")
    for year, count, owed in zip(found.years, line.counts, fee.counts, strict=True):
        yield {"year": year.agreement, "day": year.day, "days": year.days, "guided": count, "fees": owed}
