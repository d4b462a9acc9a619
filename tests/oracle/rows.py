"""The rows of the seven kinds as loaded, and which version of each stands after a history of deliveries (§4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Client:
    """One row of `kunder`. `cpr_pseudonym` may be any text here: only likeness counts."""

    client_id: str
    client_type: str = "company"
    cpr_pseudonym: str | None = None
    cvr: str | None = None
    has_name: bool = True
    has_address: bool = True
    postcode: str | None = "8800"
    municipality_code: str = "791"
    has_phone: bool = True
    has_education: bool = True
    has_contact: bool = True
    has_contact_education: bool = True
    industry_code: str | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    is_ambitious: bool | None = None
    growth_level: str | None = None
    focus_area: str | None = None
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """What makes two rows versions of one another."""
        return self.client_id


@dataclass(frozen=True, kw_only=True)
class Guidance:
    """One row of `vejledninger`."""

    guidance_id: str
    client_id: str
    guidance_date: dt.date
    level: str = "local"
    operator: str | None = None
    channel: str | None = None
    work_hours: Decimal | None = None
    hourly_rate_dkk: Decimal | None = None
    has_content: bool = True
    registered_date: dt.date | None = None
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """What makes two rows versions of one another."""
        return self.guidance_id


@dataclass(frozen=True, kw_only=True)
class Screening:
    """One row of `visitationer`."""

    screening_id: str
    client_id: str
    screening_date: dt.date
    tool: str = "growth_wheel"
    screened_to: str = "specialised"
    work_hours: Decimal | None = None
    hourly_rate_dkk: Decimal | None = None
    first_contact_date: dt.date | None = None
    is_otherwise_agreed: bool | None = None
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """What makes two rows versions of one another."""
        return self.screening_id


@dataclass(frozen=True, kw_only=True)
class Referral:
    """One row of `henvisninger`."""

    referral_id: str
    client_id: str
    referral_date: dt.date
    level: str = "local"
    solver_type: str = "local"
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """What makes two rows versions of one another."""
        return self.referral_id


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One row of `vækstforløb`."""

    programme_id: str
    client_id: str
    growth_level: str = "A"
    start_date: dt.date
    end_date: dt.date | None = None
    cofinancing_dkk: Decimal | None = None
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """What makes two rows versions of one another."""
        return self.programme_id


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One row of `tilfredshed`. `score`: 1–5, 0 = "Ved ikke", None = blank."""

    answer_id: str
    client_id: str
    level: str | None = None
    sent_date: dt.date
    answered_date: dt.date | None = None
    score: int | None = None
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """What makes two rows versions of one another."""
        return self.answer_id


@dataclass(frozen=True, kw_only=True)
class Employment:
    """One row of `beskæftigelse`. `full_time_low` and `_high` are a band; then the exact figure is missing."""

    cvr: str
    measured_date: dt.date
    full_time_equivalents: Decimal | None = None
    revenue_dkk: Decimal | None = None
    export_dkk: Decimal | None = None
    data_source: str | None = None
    full_time_low: Decimal | None = None
    full_time_high: Decimal | None = None
    register_industry_code: str | None = None
    register_start_date: dt.date | None = None
    register_end_date: dt.date | None = None
    changed_at: dt.datetime | None = None

    @property
    def key(self) -> tuple[str, dt.date, str]:
        """What makes two rows versions of one another: CVR, date and Kilde, matched as headings are."""
        return self.cvr, self.measured_date, as_heading(self.data_source)


Row = Client | Guidance | Screening | Referral | Programme | Answer | Employment

TABLES: Mapping[str, type] = {
    "client": Client,
    "guidance": Guidance,
    "screening": Screening,
    "referral": Referral,
    "programme": Programme,
    "answer": Answer,
    "employment": Employment,
}


def as_heading(text: str | None) -> str:
    """Text as headings are matched (§4): case, blanks, a trailing star, the dot of "nr." and æ/ae, ø/oe, å/aa are one.

    A missing text gives "".
    """
    if text is None:
        return ""
    words = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    words = words.removesuffix("*").strip().casefold().replace("nr.", "nr")
    return words.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


@dataclass(frozen=True)
class Delivery:
    """One load. `rows`: table -> its rows in file order; a table that is absent had no file in the load.

    `full`: the files are the complete content of their kinds. `refused`: (table, id) of rows the reader refused but
    whose id it could read (of employment its CVR): the row was there, so a full load withdraws no older version.
    """

    rows: Mapping[str, tuple[Row, ...]]
    full: bool = False
    refused: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Standing:
    """The rows that count after a history: one version of each id, and events whose client is known."""

    client: tuple[Client, ...]
    guidance: tuple[Guidance, ...]
    screening: tuple[Screening, ...]
    referral: tuple[Referral, ...]
    programme: tuple[Programme, ...]
    answer: tuple[Answer, ...]
    employment: tuple[Employment, ...]
    waiting: tuple[Row, ...]


@dataclass(frozen=True)
class History:
    """Deliveries in the order they were loaded: snapshot N is the first N of them."""

    deliveries: tuple[Delivery, ...]

    def __iter__(self) -> Iterator[Delivery]:
        return iter(self.deliveries)

    def __len__(self) -> int:
        return len(self.deliveries)

    def standing(self) -> Standing:
        """The newest version of every row that is not withdrawn; events of unknown clients stand aside as waiting."""
        newest: dict[str, list[Any]] = {table: _newest(table, self.deliveries) for table in TABLES}
        known = {client.client_id for client in newest["client"]}
        waiting: list[Row] = []
        counted: dict[str, Any] = {}
        for table, rows in newest.items():
            belongs = table in ("client", "employment")
            counted[table] = tuple(row for row in rows if belongs or row.client_id in known)
            waiting += [row for row in rows if not belongs and row.client_id not in known]
        return Standing(**counted, waiting=tuple(waiting))


def _id_of(row: Row) -> str:
    """The id a refusal can name: of employment only the CVR."""
    return row.cvr if isinstance(row, Employment) else row.key


def _newest(table: str, deliveries: tuple[Delivery, ...]) -> list[Row]:
    """The standing version of each id of one table, walking through the loads one by one."""
    standing: dict = {}
    for delivery in deliveries:
        if table not in delivery.rows:
            continue
        versions: dict = {}
        for ordinal, row in enumerate(delivery.rows[table]):
            age = (row.changed_at or dt.datetime.min, ordinal)
            if row.key not in versions or age > versions[row.key][0]:
                versions[row.key] = (age, row)
        if delivery.full:
            refused = {row_id for kind, row_id in delivery.refused if kind == table}
            standing = {key: row for key, row in standing.items() if key in versions or _id_of(row) in refused}
        standing |= {key: row for key, (_, row) in versions.items()}
    return list(standing.values())
