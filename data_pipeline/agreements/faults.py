"""What is wrong with an agreement file: every fault at once, each one sentence with file, line and key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard, get_args

from pydantic import BaseModel, ValidationError

from data_pipeline.agreements.models import REQUIRED_ROLES, Agreement, nearest
from data_pipeline.agreements.places import Path, line_of
from data_pipeline.arithmetic.workdays import non_working_days, working_days_between
from data_pipeline.language import Message, message
from data_pipeline.municipalities import NAMES

# Lists of tables in which an id stands once.
WITH_IDS = (
    "parties",
    "targets",
    "fees",
    "budget_lines",
    "sectors",
    "obligations",
    "milestones",
    "objectives",
)
# The focus-sector figures call the clients outside every sector this.
RESERVED_SECTOR = "none"
# A municipality code of another length is told as that (models).
CODE_DIGITS = 3


@dataclass(frozen=True)
class Fault:
    """A key by its path and what is wrong with it: the sentence's end, after the key."""

    path: Path
    what: Message

    def at(self, file: str, lines: Mapping[Path, int]) -> Message:
        """The whole sentence."""
        where = {"file": file, "line": str(line_of(self.path, lines)), "key": key(self.path)}
        if not self.path:
            return message("{file}, line {line}: {what}.", **where, what=self.what)
        return message("{file}, line {line}: {key} {what}.", **where, what=self.what)


def key(path: Path) -> str:
    """`targets[3].clause`: entries of a list are counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def shape_faults(error: ValidationError) -> Iterator[Fault]:
    """What pydantic found, in our words."""
    for found in error.errors(include_url=False):
        yield Fault(tuple(found["loc"]), _said(found["type"], found))


def _said(kind: str, found: Any) -> Message:
    context = found.get("ctx", {})
    match kind:
        case "said":
            return context["said"]
        case "missing":
            return message("is missing")
        case "extra_forbidden":
            return _unknown_key(found["loc"])
        case "string_type":
            return message("must be text in quotes")
        case "string_too_short" | "string_pattern_mismatch" | "too_short":
            return message("must not be empty")
        case "int_type" | "int_from_float":
            return message("must be a whole number, without quotes")
        case "decimal_type" | "is_instance_of" | "finite_number":
            return message("must be a number, without quotes")
        case "decimal_max_places":
            return message("must have at most two decimals")
        case "greater_than_equal":
            return message("must be at least {least}", least=context["ge"])
        case "less_than_equal":
            return message("must be at most {most}", most=context["le"])
        case "date_type" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return message("must be a date as 2014-06-30, without quotes")
        case "bool_type":
            return message("must be true or false, without quotes")
        case "tuple_type":
            return message("must be a list in square brackets")
        case "model_type" | "model_attributes_type":
            return message("must be a table with keys of its own")
        case _:
            return message("cannot be understood: look it up in _example.toml")


def _unknown_key(path: Path) -> Message:
    known = known_keys(path[:-1])
    if (near := nearest(path[-1], known)) is not None:
        return message("is no known key; the nearest is {nearest}", nearest=near)
    return message("is no known key; known here are {known}", known=known)


def known_keys(path: Path) -> tuple[str, ...]:
    """The keys a table may have, by its path."""
    model: type[BaseModel] = Agreement
    for part in path:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation) or model
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := _model_in(inner)) is not None), None)


def contradictions(raw: Mapping[str, Any], expected_id: str) -> Iterator[Fault]:
    """Where parts of the file disagree with each other or with the file's name; wrong shapes are passed over."""
    if isinstance(given := raw.get("id"), str) and given != expected_id:
        yield Fault(("id",), message("must be {expected}, as the file is called", expected=expected_id))
    municipality = raw.get("municipality")
    code = municipality.get("code") if isinstance(municipality, dict) else None
    if isinstance(code, str) and len(code) == CODE_DIGITS and code not in NAMES:
        yield Fault(("municipality", "code"), message("is no Danish municipality's code"))
    yield from _date_faults(raw)
    yield from _duplicates(raw)
    yield from _party_faults(raw)
    for path, milestone in _entries(raw, "milestones"):
        if "goal" in milestone and "better" not in milestone:
            yield Fault((*path, "better"), message("is missing: a goal needs to say which way is good"))


def _date_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    period: Any = raw.get("period")
    if not isinstance(period, dict):
        return
    first, last = period.get("first_date"), period.get("last_date")
    if not _is_date(first) or not _is_date(last):
        return
    if last < first:
        yield Fault(("period", "last_date"), message("comes before first_date"))
        return
    working = raw.get("working_days")
    closing = working.get("closing_days") if isinstance(working, dict) else None
    closed = [day for day in closing if isinstance(day, str)] if isinstance(closing, tuple) else []
    # Pace is reckoned in working days (R15).
    if not working_days_between(first, last, non_working_days(closed, first, last)):
        yield Fault(("period", "last_date"), message("leaves no working day in the period"))
    follow_up = raw.get("follow_up")
    dates = follow_up.get("dates") if isinstance(follow_up, dict) else None
    for number, date in enumerate(dates if isinstance(dates, tuple) else ()):
        if _is_date(date) and not first <= date <= last:
            yield Fault(("follow_up", "dates", number), message("lies outside the agreement's period"))


def _is_date(value: object) -> TypeGuard[dt.date]:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _duplicates(raw: Mapping[str, Any]) -> Iterator[Fault]:
    for table in WITH_IDS:
        yield from _twice(((*path, "id"), entry.get("id")) for path, entry in _entries(raw, table))
    codes: list[tuple[Path, Any]] = []
    names: list[tuple[Path, Any]] = []
    for path, sector in _entries(raw, "sectors"):
        if sector.get("id") == RESERVED_SECTOR:
            yield Fault((*path, "id"), message("must not be {reserved}", reserved=RESERVED_SECTOR))
        codes += _listed((*path, "codes"), sector.get("codes"))
        name = sector.get("name")
        words = {str(word).casefold() for word in name.values()} if isinstance(name, dict) else set()
        names += [((*path, "name"), word) for word in sorted(words)]
    yield from _twice(codes)
    yield from _twice(names)
    for table, listed in (("working_days", "closing_days"), ("jobs", "employment_sources"), ("follow_up", "dates")):
        if isinstance(holder := raw.get(table), dict):
            yield from _twice(_listed((table, listed), holder.get(listed)))


def _party_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    parties = list(_entries(raw, "parties"))
    ids = tuple(str(party.get("id")) for _, party in parties)
    holders = [((*path, "roles"), role) for path, party in parties for _, role in _listed(path, party.get("roles"))]
    yield from _twice(holders)
    roles = {role for _, role in holders}
    for role in REQUIRED_ROLES:
        if parties and role not in roles:
            yield Fault(("parties",), message("give nobody the role {role}", role=role))
    for path, obligation in _entries(raw, "obligations"):
        for place, party in _listed((*path, "parties"), obligation.get("parties")):
            if isinstance(party, str) and party not in ids:
                near = nearest(party, ids)
                if near is None:
                    yield Fault(place, message("names “{party}”, who is no party here", party=party))
                else:
                    yield Fault(
                        place,
                        message(
                            "names “{party}”, who is no party here; the nearest is {nearest}", party=party, nearest=near
                        ),
                    )


def _entries(raw: Mapping[str, Any], table: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    listed = raw.get(table)
    for number, entry in enumerate(listed if isinstance(listed, tuple) else ()):
        if isinstance(entry, dict):
            yield (table, number), entry


def _listed(path: Path, values: object) -> list[tuple[Path, Any]]:
    if not isinstance(values, tuple):
        return []
    return [((*path, number), value) for number, value in enumerate(values) if not isinstance(value, dict | tuple)]


def _twice(values: Any) -> Iterator[Fault]:
    seen: set[Any] = set()
    for path, value in values:
        if value is not None and value in seen:
            yield Fault(path, message("says {value} a second time", value=str(value)))
        seen.add(value)
