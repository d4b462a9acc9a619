"""The seven kinds of export: their headings, what a value may be, and how a row looks once it is read.

One place for each fact of the export format: the reader, the sample maker, the landing files and the staging SQL
all follow these tables. Headings are the CRM's own (Danish); column names are ours (docs/glossary.md pairs them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

LEVELS: Mapping[str, str] = {"Lokal": "local", "Fokuseret": "focused", "Specialiseret": "specialised"}
GROWTH_LEVELS: Mapping[str, str] = {"A": "A", "B": "B", "C": "C"}
SCORES: Mapping[str, int] = {
    "Meget utilfreds": 1,
    "Utilfreds": 2,
    "Hverken eller": 3,
    "Tilfreds": 4,
    "Meget tilfreds": 5,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "Ved ikke": 0,
}

# Room for any sum a municipality meets; a larger number is refused as unreadable.
HOURS = pa.decimal128(6, 2)
MONEY = pa.decimal128(14, 2)
FULL_TIME = pa.decimal128(12, 3)


@dataclass(frozen=True)
class Column:
    """One heading and what becomes of it.

    `form` names how a value is read: `id`, `text`, `label` (a text, left out where it names a person), `presence`,
    `date`, `moment`, `hours`, `money`, `full_time`, `choice`, `yes_no`, `cpr`, `cvr`, `municipality`, `industry`,
    `postcode`, `score`. `presence` and `cpr` values are never kept. `choices` maps the CRM's words (matched as headings
    are) to ours. `is_life_date`: a company's first or last day, where a date before 1905 stands for none.
    """

    name: str
    heading: str
    form: str
    type: pa.DataType
    required: bool = False
    choices: Mapping[str, str | int] = field(default_factory=dict)
    is_life_date: bool = False

    @property
    def is_date(self) -> bool:
        """Whether its values are days, with a time or without."""
        return self.form in {"date", "moment"}


@dataclass(frozen=True)
class Kind:
    """One kind of export. `name` is the agreement's word (DESIGN §4, in JSON), `table` ours."""

    name: str
    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def schema(self) -> pa.Schema:
        """The landing file's columns: the kind's own, then where the row stood and in which order it came."""
        own = [pa.field(column.name, column.type) for column in self.columns]
        if self.table == "employment":
            own += [
                pa.field("data_source_key", pa.string()),
                pa.field("full_time_low", FULL_TIME),
                pa.field("full_time_high", FULL_TIME),
                *REGISTER,
            ]
        return pa.schema(own + PLACE)

    def column(self, name: str) -> Column:
        """Return the column called `name`."""
        return next(column for column in self.columns if column.name == name)


# What the CVR register says of a company beside its figure: industry that day (six digits), first and last day. Only
# register documents fill these, no heading does; null otherwise. Landing files older than the columns lack them.
REGISTER = [
    pa.field("register_industry_code", pa.string()),
    pa.field("register_start_date", pa.date32()),
    pa.field("register_end_date", pa.date32()),
]

# Where a row stood. `source`: position of the file (or sheet) in its load, from 0. `line`: the physical line (or sheet
# row) on which it starts, from 1. `row_ordinal`: its place among all rows of its kind in the load, from 0.
PLACE = [pa.field("source", pa.int32()), pa.field("line", pa.int32()), pa.field("row_ordinal", pa.int64())]

# Rows that were refused, with the reason as a message id and its values as JSON: never a value of the row, except
# `row_id`, the CRM's own id where it could be read for certain.
REFUSED = pa.schema(
    [
        pa.field("kind", pa.string()),
        pa.field("source", pa.int32()),
        pa.field("line", pa.int32()),
        pa.field("heading", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("reason_values", pa.string()),
        pa.field("row_id", pa.string()),
    ]
)

# Rows that say what a version already landed says: not stored again. `landed_load` and `landed_ordinal` are the load
# and the `row_ordinal` of that version; `kind` is our name of it. Companies' figures are always stored: of two that
# disagree the newest load's word counts.
CONFIRMED = pa.schema(
    [
        pa.field("kind", pa.string()),
        pa.field("source", pa.int32()),
        pa.field("line", pa.int32()),
        pa.field("landed_load", pa.int32()),
        pa.field("landed_ordinal", pa.int64()),
    ]
)
STORED_AGAIN = frozenset({"employment"})


def _column(
    name: str,
    heading: str,
    form: str,
    required: bool = False,
    choices: Mapping | None = None,
    *,
    is_life_date: bool = False,
) -> Column:
    types = {
        "presence": pa.bool_(),
        "yes_no": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us"),
        "hours": HOURS,
        "money": MONEY,
        "full_time": FULL_TIME,
        "score": pa.int8(),
    }
    return Column(name, heading, form, types.get(form, pa.string()), required, choices or {}, is_life_date)


_CLIENT = _column("client_id", "Kunde-ID", "id", True)
_CHANGED = _column("changed_at", "Ændret", "moment")

CLIENT = Kind(
    "kunder",
    "client",
    (
        _CLIENT,
        _column(
            "client_type",
            "Kundetype",
            "choice",
            True,
            {"Før start": "before_start", "Iværksætter": "entrepreneur", "Virksomhed": "company"},
        ),
        _column("cpr_pseudonym", "CPR-nr.", "cpr"),
        _column("cvr", "CVR-nr.", "cvr"),
        _column("has_name", "Navn", "presence"),
        _column("has_address", "Adresse", "presence"),
        _column("postcode", "Postnr.", "postcode"),
        _column("municipality_code", "Kommune", "municipality", True),
        _column("has_phone", "Telefon", "presence"),
        _column("has_education", "Uddannelse", "presence"),
        _column("has_contact", "Kontaktperson", "presence"),
        _column("has_contact_education", "Kontaktpersons uddannelse", "presence"),
        _column("industry_code", "Branchekode", "industry"),
        _column("start_date", "Stiftelsesdato", "date", is_life_date=True),
        _column("end_date", "Ophørsdato", "date", is_life_date=True),
        _column("is_ambitious", "Vækstambition", "yes_no"),
        _column("growth_level", "Vækstpotentiale", "choice", False, GROWTH_LEVELS),
        _column("focus_area", "Fokusområde", "label"),
        _CHANGED,
    ),
    ("client_id",),
)

GUIDANCE = Kind(
    "vejledninger",
    "guidance",
    (
        _column("guidance_id", "Vejledning-ID", "id", True),
        _CLIENT,
        _column("guidance_date", "Dato", "date", True),
        _column("level", "Niveau", "choice", True, LEVELS),
        _column("operator", "Operatør", "label"),
        _column(
            "channel",
            "Kanal",
            "choice",
            False,
            {"Opsøgende": "outreach", "Personlig": "in_person", "Telefon": "phone", "Mail": "mail"},
        ),
        _column("work_hours", "Timer", "hours"),
        _column("hourly_rate_dkk", "Timesats", "money"),
        _column("has_content", "Hovedindhold", "presence"),
        _column("registered_date", "Registreret", "date"),
        _CHANGED,
    ),
    ("guidance_id",),
)

SCREENING = Kind(
    "visitationer",
    "screening",
    (
        _column("screening_id", "Visitation-ID", "id", True),
        _CLIENT,
        _column("screening_date", "Dato", "date", True),
        _column("tool", "Værktøj", "choice", True, {"Væksthjulet": "growth_wheel", "Andet": "other"}),
        _column(
            "screened_to",
            "Visiteret til",
            "choice",
            True,
            {"Specialiseret": "specialised", "Fokuseret": "focused", "Ingen": "none"},
        ),
        _column("work_hours", "Timer", "hours"),
        _column("hourly_rate_dkk", "Timesats", "money"),
        _column("first_contact_date", "Første kontakt", "date"),
        _column("is_otherwise_agreed", "Andet aftalt", "yes_no"),
        _CHANGED,
    ),
    ("screening_id",),
)

REFERRAL = Kind(
    "henvisninger",
    "referral",
    (
        _column("referral_id", "Henvisning-ID", "id", True),
        _CLIENT,
        _column("referral_date", "Dato", "date", True),
        _column("level", "Niveau", "choice", True, LEVELS),
        _column(
            "solver_type",
            "Problemløsertype",
            "choice",
            True,
            {"Lokal": "local", "Specialiseret": "specialised"},
        ),
        _CHANGED,
    ),
    ("referral_id",),
)

PROGRAMME = Kind(
    "vækstforløb",
    "programme",
    (
        _column("programme_id", "Forløb-ID", "id", True),
        _CLIENT,
        _column("growth_level", "Vækstniveau", "choice", True, GROWTH_LEVELS),
        _column("start_date", "Startdato", "date", True),
        _column("end_date", "Slutdato", "date"),
        _column("cofinancing_dkk", "Medfinansiering", "money"),
        _CHANGED,
    ),
    ("programme_id",),
)

ANSWER = Kind(
    "tilfredshed",
    "answer",
    (
        _column("answer_id", "Svar-ID", "id", True),
        _CLIENT,
        _column("level", "Niveau", "choice", False, LEVELS),
        _column("sent_date", "Udsendt", "date", True),
        _column("answered_date", "Besvaret", "date"),
        _column("score", "Tilfredshed", "score", False, SCORES),
        _CHANGED,
    ),
    ("answer_id",),
)

EMPLOYMENT = Kind(
    "beskæftigelse",
    "employment",
    (
        _column("cvr", "CVR-nr.", "cvr", True),
        _column("measured_date", "Opgjort", "date", True),
        _column("full_time_equivalents", "Årsværk", "full_time"),
        _column("revenue_dkk", "Omsætning", "money"),
        _column("export_dkk", "Eksport", "money"),
        _column("data_source", "Kilde", "text"),
        _CHANGED,
    ),
    ("cvr", "measured_date", "data_source_key"),
)

KINDS = (CLIENT, GUIDANCE, SCREENING, REFERRAL, PROGRAMME, ANSWER, EMPLOYMENT)
BY_TABLE: Mapping[str, Kind] = {kind.table: kind for kind in KINDS}
