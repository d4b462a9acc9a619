"""The tables a spec may hold drawn figures against: where their rows come from and what their columns are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data_pipeline import figures
from data_pipeline.agreements import Agreement
from data_pipeline.arithmetic import chance, pace
from data_pipeline.figures import Slice
from data_pipeline.storage.warehouse import Question, Warehouse
from tests.spec import compared

Row = dict[str, Any]


@dataclass(frozen=True)
class View:
    """A table to draw: its title in the rule book, what makes a row, all its columns, and rows that need no drawing."""

    title: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[Question, Warehouse, Agreement, dt.date], Iterable[Row]]
    is_quiet: Callable[[Row], bool] = lambda row: False


def _zeros(*names: str) -> Callable[[Row], bool]:
    return lambda row: not any(row[name] for name in names)


def _named(question: Question) -> dict[int, str]:
    """Parties by key, under the number that makes them, without its kind."""
    return {row["party_key"]: row["party_id"].partition(":")[2] for row in question.rows("dim_client")}


def _parties(question: Question, _: Warehouse, __: Agreement, ___: dt.date) -> Iterable[Row]:
    """The agreement's own clients: the party each is counted as, its start, first guidance and segment."""
    scope = {row["party_key"]: row for row in question.rows("party_in_scope")}
    guided = {row["party_key"]: row for row in question.rows("guided_party")}
    names = _named(question)
    for client in sorted(question.rows("dim_client"), key=lambda row: row["client_id"]):
        key = client["party_key"]
        if key in scope:
            yield {
                "client": client["client_id"],
                "party": names[key],
                "start": scope[key]["start_date"],
                "first": guided.get(key, {}).get("first_date"),
                "segment": guided.get(key, {}).get("segment"),
            }


def _activity(question: Question, *_: Any) -> Iterable[Row]:
    """B1's table: a row per measure, both segments beside each other."""
    table: dict[str, Row] = {}
    for row in question.rows("activity"):
        table.setdefault(row["measure"], {"measure": row["measure"]})[row["segment"]] = row["actual"]
    yield from table.values()


def _targets(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    for row in figures.some_figures(warehouse, agreement, day, "targets")["targets"]:
        forecast = row["forecast"] or {"median": None, "low": None, "high": None, "p_target": None}
        needed = pace.needed_per_month(row["actual"], row["target"], day, agreement.last_date)
        yield {**row, **forecast, "target_id": row["id"], "needed_per_month": needed}


def _programmes(question: Question, *_: Any) -> Iterable[Row]:
    for row in question.rows("programme_in_window"):
        yield {
            "programme": row["programme_id"],
            "growth": row["growth_level"],
            "segment": row["segment"],
            "cofinancing": row["cofinancing_dkk"],
        }


def _fees(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    found = figures.some_figures(warehouse, agreement, day, "fees")
    for row in [*found["fees"], {"id": "total", **found["fee_total"]}]:
        yield {**row, "fee": row["id"].removeprefix("fee.")}


def _fee_lines(question: Question, *_: Any) -> Iterable[Row]:
    names = _named(question)
    for row in question.rows("fee_line"):
        yield {
            "fee": row["fee_id"].removeprefix("fee."),
            "party": names[row["party_key"]],
            "screening": row["screening_id"] or None,
            "uncapped": row["uncapped_dkk"],
            "amount": row["amount_dkk"],
            "pending": row["is_pending"],
        }


def _satisfaction(question: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    found = figures.some_figures(warehouse, agreement, day, "satisfaction")["satisfaction"]
    yield {**found, "level": "all", "without_ambition": question.rows("left_out_count")[0]["without_ambition_count"]}
    for level, row in found["levels"].items():
        yield {**row, "level": level, "invited": None, "response_rate": None, "without_ambition": None}


def _voices(question: Question, *_: Any) -> Iterable[Row]:
    names = _named(question)
    for row in question.rows("voice"):
        if row["is_counted"] and row["scope"] == "all":
            yield {"party": names[row["party_key"]], "answer": row["answer_id"], "score": row["score"]}


def _jobs(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    found = figures.some_figures(warehouse, agreement, day, "jobs")["jobs"]
    yield {"net_low": None, "net_high": None, **found}


def _changes(question: Question, *_: Any) -> Iterable[Row]:
    for row in question.rows("job_party"):
        yield {
            "cvr": _named(question)[row["party_key"]],
            "baseline_date": row["baseline_date"],
            "baseline": row["baseline"],
            "current_date": row["current_date_measured"],
            "current": row["current_figure"],
            "change": row["change"],
            "change_low": row["change_low"],
            "change_high": row["change_high"],
        }


def _deadlines(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    for row in figures.some_figures(warehouse, agreement, day, "deadlines")["deadlines"]:
        yield {**row, "deadline": row["id"]}


def _cases(question: Question, *_: Any) -> Iterable[Row]:
    for row in sorted(question.rows("deadline_case"), key=lambda row: (row["deadline_id"], row["case_id"])):
        yield {
            "case": row["case_id"],
            "date": row["case_date"],
            "due": row["due_date"],
            "done": row["done_date"],
            "outcome": row["outcome"],
        }


def _road(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    yield from figures.some_figures(warehouse, agreement, day, "road")["road"]


def _sectors(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    for row in figures.some_figures(warehouse, agreement, day, "sectors")["sectors"]:
        yield {**row, "sector": row["id"]}


def _party_sectors(question: Question, *_: Any) -> Iterable[Row]:
    """Every party of the agreement, also those in no sector."""
    sectors = {row["party_key"]: row["sector_id"] for row in question.rows("party_sector")}
    names = _named(question)
    for row in question.rows("party_in_scope"):
        yield {"party": names[row["party_key"]], "sector": sectors.get(row["party_key"], "none")}


def _parts(agreement: Agreement) -> list[Slice]:
    return [Slice(kind, name) for kind, names in figures.slices(agreement).items() for name in names]


def _party_slices(question: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    """Every party of the agreement, with the slice of each kind whose figures count it."""
    names = _named(question)
    rows: dict[int, Row] = {row["party_key"]: {} for row in question.rows("party_in_scope")}
    for part in _parts(agreement):
        with figures.asking(warehouse, agreement, day, part) as asked:
            for row in asked.rows("party_in_scope"):
                assert part.kind not in rows[row["party_key"]], "a party is in one slice of each kind"
                rows[row["party_key"]][part.kind] = part.id
    for key, row in rows.items():
        yield {**row, "party": names[key]}


def _slices(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    """The whole and every slice, with something of each family of figures."""
    whole = figures.all_figures(warehouse, agreement, day)["satisfaction"]
    for part in (figures.WHOLE, *_parts(agreement)):
        found = figures.all_figures(warehouse, agreement, day, part)
        by_id = {one["id"]: one for one in (*found["targets"], *found["deadlines"])}
        local, voices = by_id["guided.local.company"], found["satisfaction"]
        yield {
            "slice": "whole" if part == figures.WHOLE else str(part),
            "guided_locally": local["actual"],
            "programmes_A": by_id["programme.A.company"]["actual"],
            "target": local["target"],
            "expected": local["expected"],
            "status": local["status"],
            "payable": found["fee_total"]["amount"],
            "budget": found["fee_total"]["budget"],
            "satisfied": voices["satisfied"],
            "answered": voices["answered"],
            "met": voices["met"],
            "against_rest": chance.against_rest(
                voices["satisfied"], voices["answered"], whole["satisfied"], whole["answered"]
            ),
            "created": found["jobs"]["created"],
            "goal": found["jobs"]["goal"],
            "not_measured": found["jobs"]["not_measured"],
            "contacted_in_time": by_id["first_contact"]["kept"],
            "files": found["completeness"]["clients"],
        }


def _completeness(_: Question, warehouse: Warehouse, agreement: Agreement, day: dt.date) -> Iterable[Row]:
    yield figures.some_figures(warehouse, agreement, day, "completeness")["completeness"]


def _files(question: Question, *_: Any) -> Iterable[Row]:
    for row in sorted(question.rows("client_file"), key=lambda row: row["client_id"]):
        yield {"client": row["client_id"], "missing": row["missing_fields"]}


def _profiles(question: Question, *_: Any) -> Iterable[Row]:
    for row in question.rows("annual_profile"):
        yield {"operator": row["operator_level"], "profile": row["profile"], "parties": row["party_count"]}


def _industries(question: Question, *_: Any) -> Iterable[Row]:
    for row in question.rows("annual_industry"):
        yield {
            "operator": row["operator_level"],
            "industry_group": row["industry_group"],
            "parties": row["party_count"],
            "alive": row["alive_count"],
            "surviving": row["surviving_count"],
            "export_known": row["export_known_count"],
            "exporting": row["exporting_count"],
            "full_time": row["full_time"],
            "revenue": row["revenue_dkk"],
            "export": row["export_dkk"],
        }


def _waiting(question: Question, *_: Any) -> Iterable[Row]:
    for row in question.rows("stg_waiting"):
        yield {"load": row["load"], "kind": row["kind"], "rows": row["waiting_count"]}


VIEWS: Mapping[str, View] = {
    "parties": View("Parties", ("client",), ("client", "party", "start", "first", "segment"), _parties),
    "activity": View(
        "Activity",
        ("measure",),
        ("measure", "entrepreneur", "company"),
        _activity,
        _zeros("entrepreneur", "company"),
    ),
    "targets": View(
        "Targets",
        ("target_id",),
        (
            "target_id",
            "actual",
            "target",
            "expected",
            "status",
            "median",
            "low",
            "high",
            "p_target",
            "needed_per_month",
        ),
        _targets,
    ),
    "programmes": View(
        "Programmes that count", ("programme",), ("programme", "growth", "segment", "cofinancing"), _programmes
    ),
    "fees": View(
        "Fees",
        ("fee",),
        ("fee", "count", "pending", "uncapped", "amount", "cut", "budget"),
        _fees,
        lambda row: not row["count"] or row["fee"] == "total",
    ),
    "fee_lines": View(
        "Each fee", ("party", "screening"), ("fee", "party", "screening", "uncapped", "amount", "pending"), _fee_lines
    ),
    "satisfaction": View(
        "Satisfaction",
        ("level",),
        (
            "level",
            "satisfied",
            "answered",
            "share",
            "met",
            "low",
            "high",
            "certainty",
            "invited",
            "response_rate",
            "without_ambition",
            "goal",
        ),
        _satisfaction,
        lambda row: row["level"] != "all",
    ),
    "voices": View("Voices", ("party",), ("party", "answer", "score"), _voices),
    "jobs": View(
        "Jobs",
        (),
        ("created", "lost", "net", "measured", "not_measured", "net_low", "net_high", "goal", "measure"),
        _jobs,
    ),
    "changes": View(
        "Each company",
        ("cvr",),
        (
            "cvr",
            "baseline_date",
            "baseline",
            "current_date",
            "current",
            "change",
            "change_low",
            "change_high",
        ),
        _changes,
    ),
    "deadlines": View(
        "Deadlines",
        ("deadline",),
        ("deadline", "kept", "missed", "pending", "share"),
        _deadlines,
        _zeros("kept", "missed", "pending"),
    ),
    "cases": View("Each case", ("case",), ("case", "date", "due", "done", "outcome"), _cases),
    "road": View("The road", ("step",), ("step", "entrepreneur", "company"), _road, _zeros("entrepreneur", "company")),
    "sectors": View(
        "Sectors",
        ("sector",),
        ("sector", "guided", "screened", "programmes", "satisfied", "answered", "share"),
        _sectors,
        _zeros("guided", "screened", "programmes", "answered"),
    ),
    "sector_jobs": View(
        "Jobs by sector",
        ("sector",),
        ("sector", "created", "lost", "net", "measured", "not_measured"),
        _sectors,
        _zeros("measured", "not_measured"),
    ),
    "party_sectors": View("Sector of each", ("party",), ("party", "sector"), _party_sectors),
    "party_slices": View("Slices of each", ("party",), ("party", "sector", "industry", "potential"), _party_slices),
    "slices": View(
        "Slices",
        ("slice",),
        (
            "slice",
            "guided_locally",
            "programmes_A",
            "target",
            "expected",
            "status",
            "payable",
            "budget",
            "satisfied",
            "answered",
            "met",
            "against_rest",
            "created",
            "goal",
            "not_measured",
            "contacted_in_time",
            "files",
        ),
        _slices,
        lambda row: row["slice"] != "whole" and not (row["guided_locally"] or row["answered"] or row["files"]),
    ),
    "completeness": View("Completeness", (), ("clients", "complete", "share"), _completeness),
    "files": View("What each file lacks", ("client",), ("client", "missing"), _files),
    "profiles": View("Profile", ("operator", "profile"), ("operator", "profile", "parties"), _profiles),
    "industries": View(
        "By industry",
        ("operator", "industry_group"),
        (
            "operator",
            "industry_group",
            "parties",
            "alive",
            "surviving",
            "export_known",
            "exporting",
            "full_time",
            "revenue",
            "export",
        ),
        _industries,
    ),
    "years": View(
        "Years",
        ("year", "read"),
        ("year", "read", "day", "days", "covered", "actual", "target", "expected", "status", "chance", "change"),
        lambda _, warehouse, agreement, day: compared.years(warehouse, agreement, day),
        lambda row: row["day"] is None,
    ),
    "neighbours": View(
        "Neighbours",
        ("agreement",),
        ("agreement", "day", "days", "covered", "actual", "target", "expected", "status", "chance", "satisfied"),
        lambda _, warehouse, agreement, day: compared.neighbours(warehouse, agreement, day),
        lambda row: row["day"] is None,
    ),
    "pooled": View(
        "Years that the coming year is reckoned from",
        ("year",),
        ("year", "day", "days", "guided", "fees"),
        lambda _, warehouse, agreement, day: compared.pooled(warehouse, agreement, day),
    ),
    "waiting": View("Waiting", ("load", "kind"), ("load", "kind", "rows"), _waiting),
}

FOLLOWED = View("Strategy", ("about",), ("about", "value", "author", "entries"), lambda *_: ())
