"""Everything somebody of the role `meeting` can be shown of an installation, and what is true behind it.

One walk takes every report as of every date one may choose (their languages, hover texts, slides and files are written
from these same values). `Seen` keeps for each cell of each quarter end the most that any of them tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from data_pipeline import figures, reports
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports.view import View
from data_pipeline.settings import Settings
from data_pipeline.views import terms

ANYBODY = Person("somebody at the meeting", Role.OBSERVER)
LEVELS = ("local", "focused", "specialised")
ANSWERS = ("dissatisfied", "neutral", "satisfied", "very_satisfied")
SECTOR_COUNTS = ("guided", "screened", "programmes", "answered", "measured", "not_measured")
CHANNELS = ("outreach", "in_person", "phone", "mail", "unknown")
INDUSTRIES = (
    "agriculture", "manufacturing", "construction", "trade", "information", "finance", "property", "services", "public",
    "culture", "unknown",
)  # fmt: skip
FIELDS = tuple(terms.FIELDS)
NO_COMPANIES = ("party_count", "surviving_count", "alive_count", "exporting_count", "export_known_count")
ANNUAL_SHARES = {
    "surviving": ("surviving_count", "alive_count"),
    "exporting": ("exporting_count", "export_known_count"),
}
ANNUAL_AMOUNTS = {"full_time": "full_time", "revenue": "revenue_dkk", "export": "export_dkk"}
# What is counted here only ever grows from one quarter end to the next, and by what is registered late.
GROWING = (
    "guided", "screened", "programmes", "answered", "measured", "level", "road", "channel", "referral", "profile",
    "companies",
)  # fmt: skip

Cell = tuple[str, ...]
Held = Mapping[str, Decimal]


@dataclass(frozen=True)
class Shown:
    """What is shown of a count: itself, that it is 1–4, or (neither) nothing."""

    value: int | None = None
    is_few: bool = False

    def __or__(self, other: Shown) -> Shown:
        return Shown(self.value if self.value is not None else other.value, self.is_few or other.is_few)


@dataclass
class Quarter:
    """One quarter end in one snapshot. Names of cells are (what, of which group).

    `truth`: every count; `shown`: what is told of it; `sums`: cells whose sum is a headline, with it; `falling`: the
    second is part of the first; `ratios`: a share known exactly of (part, rest); `held`: what each party holds of an
    amount; `amounts`: the cells whose amount is shown; `totals`: measures whose amount over all groups is a headline.
    """

    truth: dict[Cell, int] = field(default_factory=dict)
    shown: dict[Cell, Shown] = field(default_factory=dict)
    sums: list[tuple[tuple[Cell, ...], int]] = field(default_factory=list)
    parts: list[tuple[Cell, tuple[Cell, ...]]] = field(default_factory=list)
    falling: list[tuple[Cell, Cell]] = field(default_factory=list)
    ratios: dict[tuple[Cell, Cell], Fraction] = field(default_factory=dict)
    held: dict[Cell, Held] = field(default_factory=dict)
    amounts: dict[Cell, Decimal] = field(default_factory=dict)
    totals: set[str] = field(default_factory=set)

    def tell(self, cell: Cell, value: Any) -> None:
        """Takes what a report says of a count."""
        told = Shown(is_few=True) if value is Hidden.FEW else Shown(None if isinstance(value, Hidden) else value)
        self.shown[cell] = self.shown.get(cell, Shown()) | told


Snapshot = dict[dt.date, Quarter]


def walk(settings: Settings, agreement: str, *, every_date: bool = False) -> Snapshot:
    """The newest snapshot as somebody at the meeting can see it, by quarter end.

    As of quarter ends and the newest day; with `every_date` as of every date one may choose.
    """
    board = reports.open_board(settings)
    (choice,) = [one for one in board.agreements("da") if one.id == agreement]
    found: Snapshot = {}
    for as_of in sorted(choice.as_of):
        view = board.view(agreement, as_of, by=ANYBODY)
        if not every_date and as_of not in view.quarter_ends() and as_of != choice.as_of[0]:
            continue
        for day in view.quarter_ends():
            if day not in found:
                found[day] = _truth(view, day)
        for name, take in TAKEN.items():
            take(found, board.answer(name, agreement, as_of, by=ANYBODY))
    return found


def _truth(view: View, day: dt.date) -> Quarter:
    """All that is true on a day, and the headlines that a reader knows of it."""
    now = Quarter()
    with view.asking(day) as question:
        sectors = figures.PARTS["sectors"](question, view.agreement, day)["sectors"]
        whole = figures.PARTS["satisfaction"](question, view.agreement, day)["satisfaction"]
        road = figures.PARTS["road"](question, view.agreement, day)["road"]
        tables = {
            name: question.rows(name)
            for name in (
                "answer_distribution", "channel_count", "referral_count", "annual_profile", "annual_industry",
                "annual_party", "job_party", "party_sector", "activity", "client_file",
            )
        }  # fmt: skip
        parties = {row["party_key"]: row["party_id"] for row in question.rows("dim_client")}
    for name in SECTOR_COUNTS:
        for row in sectors:
            now.truth[name, row["id"]] = row[name]
        now.sums.append((tuple((name, row["id"]) for row in sectors), sum(row[name] for row in sectors)))
    for row in sectors:
        _voices(now, "sector", ("answered", row["id"]), row)
    for kind, value in (("satisfied", whole["satisfied"]), ("unsatisfied", whole["answered"] - whole["satisfied"])):
        now.sums.append((tuple((f"sector_{kind}", row["id"]) for row in sectors), value))
    for level in LEVELS:
        one = whole["levels"][level]
        now.truth["level", level] = one["answered"]
        _voices(now, "level", ("level", level), one)
    _distributions(now, tables["answer_distribution"], whole)
    for segment in ("entrepreneur", "company"):
        names = [("road", segment, row["step"]) for row in road]
        now.truth |= {name: row[segment] for name, row in zip(names, road, strict=True)}
        now.sums.append(((names[0],), road[0][segment]))
        for first, second in pairwise(names):
            stopped = ("stopped", *first[1:])
            now.truth[stopped] = now.truth[first] - now.truth[second]
            now.parts.append((first, (second, stopped)))
    now.truth |= {("channel", name): 0 for name in CHANNELS}
    now.truth |= {("channel", row["channel"]): row["party_count"] for row in tables["channel_count"]}
    now.truth |= {
        ("referral", row["level"], row["solver_type"]): row["party_count"] for row in tables["referral_count"]
    }
    lacking = [field for row in tables["client_file"] for field in row["missing_fields"]]
    now.truth |= {("debt", field): lacking.count(field) for field in FIELDS}
    guided = {(row["measure"], row["segment"]): row["actual"] for row in tables["activity"]}
    _annual_truth(now, tables, guided, parties)
    sector_of = {row["party_key"]: row["sector_id"] for row in tables["party_sector"]}
    for row in sectors:
        changes = {
            parties[one["party_key"]]: one["change"]
            for one in tables["job_party"]
            if one["change"] is not None and sector_of.get(one["party_key"], "none") == row["id"]
        }
        now.held["net", row["id"]] = changes
        now.held["created", row["id"]] = {key: value for key, value in changes.items() if value > 0}
        now.held["lost", row["id"]] = {key: -value for key, value in changes.items() if value < 0}
    now.totals |= {"net", "created", "lost"}
    return now


def _voices(now: Quarter, of: str, whole: Cell, row: Mapping[str, int]) -> None:
    yes, no = (f"{of}_satisfied", whole[1]), (f"{of}_unsatisfied", whole[1])
    now.truth |= {yes: row["satisfied"], no: row["answered"] - row["satisfied"]}
    now.parts.append((whole, (yes, no)))


def _distributions(now: Quarter, rows: list[dict[str, Any]], whole: Mapping[str, Any]) -> None:
    for row in rows:
        scope = row["scope"]
        names = {kind: (f"spread_{kind}", scope) for kind in ANSWERS}
        now.truth |= {name: row[f"{kind}_count"] for kind, name in names.items()}
        low, high = (names["dissatisfied"], names["neutral"]), (names["satisfied"], names["very_satisfied"])
        if scope == "all":
            now.sums += [(low, whole["answered"] - whole["satisfied"]), (high, whole["satisfied"])]
        else:
            now.parts += [(("level_unsatisfied", scope), low), (("level_satisfied", scope), high)]


def _annual_truth(
    now: Quarter, tables: Mapping[str, Any], guided: Mapping[tuple[str, str], int], parties: Mapping[int, str]
) -> None:
    for level in ("local", "specialised"):
        profile = {
            row["profile"]: row["party_count"] for row in tables["annual_profile"] if row["operator_level"] == level
        }
        for name in ("before_start", "entrepreneur", "established"):
            now.truth["profile", level, name] = profile.get(name, 0)
        young = tuple(("profile", level, name) for name in ("before_start", "entrepreneur"))
        now.sums.append((young, guided[f"guided.{level}", "entrepreneur"]))
        now.sums.append(((("profile", level, "established"),), guided[f"guided.{level}", "company"]))
        rows = {group: dict.fromkeys(NO_COMPANIES, 0) for group in INDUSTRIES}
        rows |= {row["industry_group"]: row for row in tables["annual_industry"] if row["operator_level"] == level}
        names = tuple(("companies", level, group) for group in rows)
        now.truth |= {name: row["party_count"] for name, row in zip(names, rows.values(), strict=True)}
        now.sums.append((names, sum(row["party_count"] for row in rows.values())))
        for group, row in rows.items():
            for name, (part, known) in ANNUAL_SHARES.items():
                pieces = [(f"{name}_{kind}", level, group) for kind in ("yes", "no", "unknown")]
                values = (row[part], row[known] - row[part], row["party_count"] - row[known])
                now.truth |= dict(zip(pieces, values, strict=True))
                now.parts.append((("companies", level, group), tuple(pieces)))
            for name, column in ANNUAL_AMOUNTS.items():
                now.held[name, level, group] = {
                    parties[one["party_key"]]: one[column]
                    for one in tables["annual_party"]
                    if one["operator_level"] == level and one["industry_group"] == group and one["has_cvr"]
                    and one[column] is not None
                    and (name != "export" or one[column] > 0)
                }  # fmt: skip


def _sectors(found: Snapshot, report: Any) -> None:
    for quarter in report.course:
        now = found[quarter.day]
        for sector in quarter.sectors:
            for name in SECTOR_COUNTS:
                now.tell((name, sector.id), getattr(sector, name))
            _tell_voices(now, "sector", ("answered", sector.id), sector)
            for name in ("created", "lost", "net"):
                _tell_amount(now, (name, sector.id), getattr(sector, name))


def _levels(found: Snapshot, report: Any) -> None:
    for level in report.levels:
        now = found[report.day]
        if level.scope != "all":
            now.tell(("level", level.scope), level.answered)
            _tell_voices(now, "level", ("level", level.scope), level)
        if isinstance(level.spread, Mapping):
            for kind, value in level.spread.items():
                if kind in ANSWERS:
                    now.tell((f"spread_{kind}", level.scope), value)


def _road(found: Snapshot, report: Any) -> None:
    for step in report.steps:
        for segment in ("entrepreneur", "company"):
            found[report.day].tell(("road", segment, step.step), getattr(step, segment))
    if report.steps:
        channels = dict(report.channels)
        for channel in CHANNELS:
            found[report.day].tell(("channel", channel), channels.get(channel, 0))
    for row in report.referrals:
        for solver in ("local", "specialised"):
            if ("referral", row.level, solver) in found[report.day].truth:
                found[report.day].tell(("referral", row.level, solver), getattr(row, solver))


def _annual(found: Snapshot, report: Any) -> None:
    for operator in report.operators:
        now, level = found[report.day], operator.level
        for profile, count in operator.profiles:
            now.tell(("profile", level, profile), count)
        for group in set(INDUSTRIES) - {row.group for row in operator.industries}:
            now.tell(("companies", level, group), 0)
        for row in operator.industries:
            now.tell(("companies", level, row.group), row.companies)
            for name in ANNUAL_SHARES:
                yes, no = ((f"{name}_{kind}", level, row.group) for kind in ("yes", "no"))
                share = getattr(row, name)
                if share is None:
                    now.tell(yes, 0)
                    now.tell(no, 0)
                elif not isinstance(share, Hidden):
                    assert row.companies != 0
                    most = now.truth["companies", level, row.group]
                    now.ratios[yes, no] = Fraction(share).limit_denominator(most)
            for name in ANNUAL_AMOUNTS:
                value = getattr(row, name)
                if value is not None:
                    _tell_amount(now, (name, level, row.group), value)


def _tell_voices(now: Quarter, of: str, whole: Cell, row: Any) -> None:
    """A share with its interval tells how many answered: no two numbers of answers have both in common."""
    group, share = whole[1], row.share
    if share is None:
        now.tell((f"{of}_satisfied", group), 0)
        now.tell((f"{of}_unsatisfied", group), 0)
    elif not isinstance(share, Hidden):
        yes, no = (f"{of}_satisfied", group), (f"{of}_unsatisfied", group)
        assert row.low is not None
        now.tell(yes, now.truth[yes])
        now.tell(no, now.truth[no])
        now.tell(whole, now.truth[whole])


def _tell_amount(now: Quarter, cell: Cell, value: Any) -> None:
    if not isinstance(value, Hidden):
        assert value == sum(now.held[cell].values(), Decimal(0)), cell
        now.amounts[cell] = value


def _data(found: Snapshot, report: Any) -> None:
    if report.debt_day:
        for field in FIELDS:
            found[report.debt_day].tell(("debt", field), report.debt.get(field, 0))


# The reports that break figures down, and how each is taken in; the others show headlines (`test_reports` holds them).
TAKEN = {"focus_sectors": _sectors, "satisfaction": _levels, "road": _road, "annual_reports": _annual, "data": _data}


def name_of(snapshot: int, day: dt.date, cell: Cell) -> Hashable:
    """An unknown's name in the system over several snapshots."""
    return (snapshot, day, *cell)
