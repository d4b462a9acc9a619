"""What is loaded, and what the agreements' figures count of it, as tables for a program of somebody else's.

Ids of the CRM stand in them, people never: neither pseudonyms nor what was dropped when it was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.agreements import Agreement
from data_pipeline.figures import all_figures, asking, leaves
from data_pipeline.language import N_
from data_pipeline.privacy.rights import Person, Role, require
from data_pipeline.storage import models
from data_pipeline.storage.warehouse import Warehouse

# Another number whenever a table or a column comes, goes, or means something else.
VERSION = 1

FACTS = (
    "dim_client",
    "dim_party",
    "dim_industry_group",
    "fct_guidance",
    "fct_screening",
    "fct_referral",
    "fct_programme",
    "fct_answer",
    "fct_employment",
)
# One row for each thing that a figure of an agreement counts.
COUNTED = (
    "guided_party",
    "programme_in_window",
    "screening_in_window",
    "fee_line",
    "voice",
    "invited_party",
    "job_party",
    "deadline_case",
    "road_party",
    "party_sector",
    "client_file",
)
# `party_id` may hold the pseudonym of a CPR number; `party_key` is the same party.
_LEFT_OUT = ("party_id",)
_AGREEMENT_ID = pa.field("agreement_id", pa.string())
_OWN = {"agreement_id": N_("the agreement")}

AGREEMENT = pa.schema(
    [
        _AGREEMENT_ID,
        pa.field("title", pa.string()),
        pa.field("series", pa.string()),
        pa.field("municipality_code", pa.string()),
        pa.field("first_date", pa.date32()),
        pa.field("last_date", pa.date32()),
        pa.field("as_of", pa.date32()),
    ]
)
FIGURE = pa.schema(
    [
        _AGREEMENT_ID,
        pa.field("figure_id", pa.string()),
        pa.field("part", pa.string()),
        pa.field("number", pa.float64()),
        pa.field("word", pa.string()),
    ]
)
_AGREEMENT_MEANINGS = _OWN | {
    "title": N_("what it is called"),
    "series": N_("the cooperation it is a year of, null when it says none"),
    "municipality_code": N_("three digits"),
    "first_date": N_("first day of its period"),
    "last_date": N_("last day of its period"),
    "as_of": N_("the last day whose events count; null without data"),
}
_FIGURE_MEANINGS = _OWN | {
    "figure_id": N_("the figure, as `figures --list` names it"),
    "part": N_("which of its values: actual, target, amount …"),
    "number": N_("the value; kroner, full-time equivalents, a count, or a share 0–1"),
    "word": N_("the value where it is a word, such as status"),
}


@dataclass(frozen=True)
class DataTable:
    """A table with what one of its rows is, and of each column what it means and in which unit."""

    name: str
    grain: str
    meanings: Mapping[str, str]
    rows: pa.Table


def data_tables(
    store: Warehouse, days: Mapping[Agreement, dt.date | None], only: str | None, *, by: Person
) -> Iterator[DataTable]:
    """Each table in turn: agreements with their figures as of `days` (None without data), facts, what was counted.

    `only`: the rows of one municipality alone, by its code. Raises `NotAllowed` for others than administrators.
    """
    require(by, Role.ADMINISTRATOR)
    yield DataTable("agreement", N_("One row per agreement."), _AGREEMENT_MEANINGS, _agreements(days))
    yield DataTable("figure", N_("One row per value of a figure."), _FIGURE_MEANINGS, _figures(store, days))
    for name in FACTS:
        with store.asking() as question:
            rows = question.table(name)
        if only is not None and "municipality_code" in rows.column_names:
            rows = rows.filter(pc.equal(rows["municipality_code"], only))
        yield _described(name, rows, {})
    for name in COUNTED:
        yield _described(name, pa.concat_tables(_counted(store, name, days)), _OWN)


def meanings() -> Iterator[str]:
    """What tables and columns mean, as message ids; those the SQL says."""
    for name in (*FACTS, *COUNTED):
        model = models.models()[name]
        yield model.grain
        yield from (meaning for column, meaning in model.columns.items() if column not in _LEFT_OUT)


def _described(name: str, rows: pa.Table, more: Mapping[str, str]) -> DataTable:
    model = models.models()[name]
    kept = rows.drop_columns([column for column in rows.column_names if column in _LEFT_OUT])
    for place, field in enumerate(kept.schema):
        if pa.types.is_list(field.type):
            kept = kept.set_column(place, field.name, pc.binary_join(kept[field.name], ", "))
    known = {**more, **model.columns}
    return DataTable(name, model.grain, {column: known[column] for column in kept.column_names}, kept)


def _counted(store: Warehouse, name: str, days: Mapping[Agreement, dt.date | None]) -> Iterator[pa.Table]:
    for agreement, as_of in days.items():
        with asking(store, agreement, as_of or agreement.first_date) as question:
            rows = question.table(name)
        if as_of is None:
            rows = rows.slice(0, 0)
        rows = rows.sort_by([(column, "ascending") for column in _keys(name)])
        yield rows.add_column(0, _AGREEMENT_ID, pa.array([agreement.id] * rows.num_rows, pa.string()))


def _keys(name: str) -> Sequence[str]:
    """The columns that tell a model's rows apart: it promises so."""
    (unique,) = (one.about for one in models.models()[name].promises if one.rule == "unique")
    return unique.split(", ")


def _agreements(days: Mapping[Agreement, dt.date | None]) -> pa.Table:
    rows = [
        {
            "agreement_id": one.id,
            "title": one.title.say("da"),
            "series": one.series,
            "municipality_code": one.municipality.code,
            "first_date": one.first_date,
            "last_date": one.last_date,
            "as_of": as_of,
        }
        for one, as_of in days.items()
    ]
    return pa.Table.from_pylist(rows, AGREEMENT)


def _figures(store: Warehouse, days: Mapping[Agreement, dt.date | None]) -> pa.Table:
    rows = [
        {"agreement_id": one.id, "figure_id": figure, "part": part, **_value(value)}
        for one, as_of in days.items()
        if as_of is not None
        for figure, part, value in leaves(all_figures(store, one, as_of))
        if part and value is not None
    ]
    return pa.Table.from_pylist(rows, FIGURE)


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, int | float | Decimal):
        return {"number": float(value), "word": None}
    return {"number": None, "word": str(value)}
