"""Agreements that say less and less: the example and Viborg's, each optional thing left out alone and all at once."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from data_pipeline.agreements import SEGMENTS
from data_pipeline.settings import ROOT

# Lists an agreement may leave empty, and keys a table may do without.
LISTS = ("targets", "fees", "sectors", "budget_lines", "obligations", "milestones", "objectives")
INNER_LISTS = (("follow_up", "dates"), ("working_days", "closing_days"), ("jobs", "employment_sources"))
KEYS = (
    ("targets", "note"),
    ("obligations", "times"),
    ("obligations", "due_date"),
    ("milestones", "goal"),
    ("milestones", "due_date"),
)

Agreed = dict[str, Any]


def texts() -> Mapping[str, str]:
    """The files' texts by the agreement's id."""
    return {name: toml(made | {"id": name}) for name, made in _made().items()}


def toml(agreed: Agreed) -> str:
    """The agreement as a file."""
    return "".join(f"{name} = {_value(value)}\n" for name, value in agreed.items())


def example(year: int = 2014) -> Agreed:
    """The example as a parties' own agreement, for the sample's municipality and year."""
    text = (ROOT / "agreements" / "_example.toml").read_text(encoding="utf-8").replace("2015-", f"{year}-")
    agreed = tomllib.loads(text)
    agreed["municipality"]["code"] = viborg()["municipality"]["code"]
    return agreed


def viborg() -> Agreed:
    """The sample's own agreement."""
    return tomllib.loads((ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8"))


def bare() -> Agreed:
    """The example with all left out that may be, and every number 0."""
    agreed = example()
    for table in LISTS:
        agreed[table] = []
    for table, name in INNER_LISTS:
        agreed[table][name] = []
    agreed["satisfaction"]["goal_percent"] = agreed["jobs"]["goal"] = 0
    return agreed


def _made() -> dict[str, Agreed]:
    made = {"example": example(), "bare": bare()}
    for table in LISTS:
        made[f"no-{table}"] = _without(lambda agreed, table=table: agreed.update({table: []}))
    for table, name in INNER_LISTS:
        made[f"no-{name}"] = _without(lambda agreed, table=table, name=name: agreed[table].update({name: []}))
    for table, name in KEYS:
        made[f"no-{table}-{name}"] = _without(
            lambda agreed, table=table, name=name: [one.pop(name, None) for one in agreed[table]]
        )
    ids = [one["id"] for one in viborg()["targets"]]
    for target in ids:
        made[f"no-{target}"] = _with_targets(one for one in ids if one != target)
    for segment in SEGMENTS:
        made[f"only-{segment}"] = _with_targets(one for one in ids if one.endswith(segment))
    made["only-total"] = _with_targets(["programme.total.company"])
    made["no-totals"] = _with_targets(one for one in ids if ".total." not in one)
    return {name.lower().replace(".", "-").replace("_", "-"): agreed for name, agreed in made.items()}


def _without(leave_out: Callable[[Agreed], object]) -> Agreed:
    agreed = viborg()
    leave_out(agreed)
    return agreed


def _with_targets(ids: Iterable[str]) -> Agreed:
    agreed, left = viborg(), set(ids)
    agreed["targets"] = [one for one in agreed["targets"] if one["id"] in left]
    return agreed


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
