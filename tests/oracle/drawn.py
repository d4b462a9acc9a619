"""Rows drawn as small tables of text, so that a spec can be read to the parties.

    clients('''
    id   type          cvr       start
    K1   entrepreneur  90000017  2012-05-01
    K2   company       -         -
    ''')

The first line names the columns, as in `exports/kinds.py` or shorter (`SHORT`); blanks part the cells, or `|` where a
cell holds blanks. `-` is missing. A column that is not drawn has the default of `rows.py`: a client of Viborg whose
presence columns are all filled in, a local guidance, a visitation with Væksthjulet to the specialised operator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_type_hints

from tests.oracle.rows import (
    TABLES,
    Answer,
    Client,
    Delivery,
    Employment,
    Guidance,
    History,
    Programme,
    Referral,
    Row,
    Screening,
)
from tests.oracle.terms import Terms

R = TypeVar("R", bound=Row)

# Shorter names of columns; those of one table only stand under its name.
SHORT: Mapping[str, Mapping[str, str]] = {
    "": {
        "client": "client_id",
        "hours": "work_hours",
        "rate": "hourly_rate_dkk",
        "changed": "changed_at",
        "start": "start_date",
        "end": "end_date",
        "source": "data_source",
        "content": "has_content",
        "growth": "growth_level",
    },
    "client": {
        "id": "client_id",
        "type": "client_type",
        "cpr": "cpr_pseudonym",
        "municipality": "municipality_code",
        "industry": "industry_code",
        "ambition": "is_ambitious",
        "focus": "focus_area",
        "name": "has_name",
        "address": "has_address",
        "phone": "has_phone",
        "education": "has_education",
        "contact": "has_contact",
        "contact_education": "has_contact_education",
    },
    "guidance": {"id": "guidance_id", "date": "guidance_date", "registered": "registered_date"},
    "screening": {
        "id": "screening_id",
        "date": "screening_date",
        "to": "screened_to",
        "contact": "first_contact_date",
        "agreed": "is_otherwise_agreed",
    },
    "referral": {"id": "referral_id", "date": "referral_date", "solver": "solver_type"},
    "programme": {"id": "programme_id", "date": "start_date", "cofinancing": "cofinancing_dkk"},
    "answer": {"id": "answer_id", "sent": "sent_date", "answered": "answered_date"},
    "employment": {
        "date": "measured_date",
        "full_time": "full_time_equivalents",
        "low": "full_time_low",
        "high": "full_time_high",
        "revenue": "revenue_dkk",
        "export": "export_dkk",
        "industry": "register_industry_code",
        "start": "register_start_date",
        "end": "register_end_date",
    },
}

YES_NO = {"yes": True, "no": False}
READ: Mapping[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: YES_NO.__getitem__,
    Decimal: Decimal,
    dt.date: dt.date.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
}


def clients(drawing: str) -> tuple[Client, ...]:
    """Rows of `kunder`."""
    return _rows(Client, "client", drawing)


def guidances(drawing: str) -> tuple[Guidance, ...]:
    """Rows of `vejledninger`."""
    return _rows(Guidance, "guidance", drawing)


def screenings(drawing: str) -> tuple[Screening, ...]:
    """Rows of `visitationer`."""
    return _rows(Screening, "screening", drawing)


def referrals(drawing: str) -> tuple[Referral, ...]:
    """Rows of `henvisninger`."""
    return _rows(Referral, "referral", drawing)


def programmes(drawing: str) -> tuple[Programme, ...]:
    """Rows of `vækstforløb`."""
    return _rows(Programme, "programme", drawing)


def answers(drawing: str) -> tuple[Answer, ...]:
    """Rows of `tilfredshed`."""
    return _rows(Answer, "answer", drawing)


def employment(drawing: str) -> tuple[Employment, ...]:
    """Rows of `beskæftigelse`."""
    return _rows(Employment, "employment", drawing)


def delivery(*tables: tuple[Row, ...], full: bool = False) -> Delivery:
    """One load of the drawn tables; several of one kind follow one another."""
    rows: dict[str, tuple[Row, ...]] = {}
    for name, kind in TABLES.items():
        for table in tables:
            if table and isinstance(table[0], kind):
                rows[name] = (*rows.get(name, ()), *table)
    return Delivery(rows, full)


def history(*tables: tuple[Row, ...]) -> History:
    """A history of one load of the drawn tables."""
    return History((delivery(*tables),))


def _rows(kind: type[R], table: str, drawing: str) -> tuple[R, ...]:
    lines = [line for line in drawing.splitlines() if line.strip()]
    heading, *body = [_cells(line, "|" if "|" in lines[0] else None) for line in lines]
    short = {**SHORT[""], **SHORT[table]}
    names = [short.get(name, name) for name in heading]
    return tuple(_row(kind, names, cells) for cells in body)


def _cells(line: str, separator: str | None) -> list[str]:
    return [cell.strip() for cell in line.strip().strip(separator or " ").split(separator)]


def _row(kind: type[R], names: list[str], cells: list[str]) -> R:
    assert len(cells) == len(names), f"{len(cells)} cells under {len(names)} headings: {cells}"
    types = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=True):
        assert name in types, f"{kind.__name__} has no column {name}"
        hint = next((part for part in get_args(types[name]) if part is not type(None)), types[name])
        values[name] = None if cell == "-" else READ[hint](cell)
    return kind(**values)


DRAWN_PARAMETERS: Mapping[str, Any] = {
    "id": "drawn",
    "first_date": dt.date(2014, 1, 1),
    "last_date": dt.date(2014, 12, 31),
    "municipality_code": "791",
    "entrepreneur_years": 3,
    "satisfaction_goal_percent": 80,
    "jobs_measure": "net",
    "employment_sources": ["CVR", "Register", "Indberettet"],
    "contact_working_days": 2,
    "registration_working_days": 2,
    "fees": [
        {"id": "fee.registration.entrepreneur", "cap_dkk": Decimal("500.00"), "fee_count": 200},
        {"id": "fee.screening.entrepreneur", "cap_dkk": Decimal("2500.00"), "fee_count": 12},
        {"id": "fee.screening.company", "cap_dkk": Decimal("2500.00"), "fee_count": 12},
    ],
    "sectors": [
        {
            "id": "animation",
            "position": 1,
            "names": ["Animation og nye medier", "Animation and new media"],
            "codes": ["5821", "59"],
        },
        {"id": "green", "position": 2, "names": ["Grøn teknologi", "Green technology"], "codes": ["38", "3511"]},
        {"id": "experiences", "position": 3, "names": ["Store oplevelser", "Big experiences"], "codes": ["90", "591"]},
    ],
}

DRAWN_TARGETS = (
    ("guided.local.entrepreneur", 200, "B1"),
    ("guided.local.company", 200, "B1"),
    ("guided.specialised.entrepreneur", 12, "B1"),
    ("guided.specialised.company", 12, "B1"),
    ("guided.total.entrepreneur", 200, "B1"),
    ("guided.total.company", 200, "B1"),
    ("programme.A.entrepreneur", 3, "B1"),
    ("programme.A.company", 5, "B1"),
    ("programme.B.entrepreneur", 3, "B1"),
    ("programme.B.company", 5, "B1"),
    ("programme.C.entrepreneur", 3, "B1"),
    ("programme.C.company", 5, "B1"),
    ("programme.total.entrepreneur", 9, "B1"),
    ("programme.total.company", 15, "B1"),
    ("guided.focused.entrepreneur", 0, "B1"),
    ("guided.focused.company", 0, "B1"),
)

CLOSING_DAYS = ("06-05", "12-24", "12-31")


def terms(**changed: Any) -> Terms:
    """An agreement like Viborg's of 2014, with other parameters, `targets` or `closing_days` where given."""
    own = {name: changed.pop(name) for name in ("targets", "jobs_goal", "closing_days") if name in changed}
    whole = Terms({**DRAWN_PARAMETERS, **changed}, DRAWN_TARGETS, 275, CLOSING_DAYS)
    return replace(whole, **own)
