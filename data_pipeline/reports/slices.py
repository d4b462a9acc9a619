"""A slice beside the whole (R19): the figures of a page for the slice's parties, its shares held against the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from data_pipeline.agreements import Words
from data_pipeline.arithmetic import chance
from data_pipeline.figures import FEE_TOTAL, LEVELS, SEGMENTS, FigureId, Slice, all_guided, find_slice
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import AmountCell, Cell, CountCell, Marks, ShareCell, Sum, Table
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View

PENDING = "fee_total.pending"  # fees that await a timesheet, counted


@dataclass(frozen=True)
class Line:
    """A figure of the slice (`part`) and of the whole: a count, kroner or full-time equivalents.

    Of a share they are what is shared of `part_of` and `whole_of`; `against_rest` is one of the words of `chance`, None
    where the slice or the rest is empty. `segments`: the slice's part by segment, where each is a figure of its own.
    """

    figure: str
    part: int | Decimal
    whole: int | Decimal
    part_of: int | None = None
    whole_of: int | None = None
    against_rest: str | None = None
    segments: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SliceReport:
    """A page's figures of a slice beside the whole; `sectors` has the names of the agreement's sectors by id.

    `marks`: what others would not see (R18); they are shown no slice.
    """

    stamp: Stamp
    slice: Slice
    sectors: Mapping[str, Words]
    lines: tuple[Line, ...]
    marks: Marks = field(default_factory=Marks)


Number = int | Decimal
Found = Mapping[str, Any]  # parts of the figures' JSON
# A figure's number, and of how many where it is a share.
Values = Mapping[str, tuple[Number, int | None]]


def answer(view: View, page: str, slice: str) -> SliceReport:
    """The figures of a page (`PAGES`) for a slice, `sector.green`. Raises `Correctable` for one there is not."""
    part = replace(view, slice=find_slice(view.agreement, *slice.split(".", 1)))
    values, parts = PAGES[page]
    whole, own = (values(seen.figures(*parts)) for seen in (view, part))
    lines = tuple(_lines(whole, own))
    if page == "road":
        steps = {step["step"]: step for step in part.figures("road")["road"]}
        lines = tuple(replace(line, segments=_segments(line, steps)) for line in lines)
    return SliceReport(
        stamp=view.stamp,
        slice=part.slice,
        sectors={sector.id: sector.name for sector in view.agreement.sectors},
        lines=lines,
        marks=small_cells.marks(_tables(lines, view, part)),
    )


def _segments(line: Line, steps: Found) -> Mapping[str, int]:
    step = steps[FigureId.parse(line.figure).member]
    return {segment: step[segment] for segment in SEGMENTS}


def _lines(whole: Values, part: Values) -> Iterable[Line]:
    for figure, (number, of) in whole.items():
        own, own_of = part[figure]
        if of is None or own_of is None:
            yield Line(figure, own, number)
        else:
            word = chance.against_rest(int(own), own_of, int(number), of)
            yield Line(figure, own, number, own_of, of, word)


def _overview(found: Found) -> Values:
    measure = f"jobs.{found['jobs']['measure']}"
    return {
        **_guided(found),
        "satisfaction": _satisfaction(found)["satisfaction"],
        measure: _jobs(found)[measure],
        FEE_TOTAL: _fees(found)[FEE_TOTAL],
    }


def _focus_sectors(found: Found) -> Values:
    programmes = _targets_of(found, "programme.total")
    return {**_guided(found), **programmes, "satisfaction": _satisfaction(found)["satisfaction"], **_jobs(found)}


def _annual_reports(found: Found) -> Values:
    return _targets_of(found, "guided.local", "guided.specialised")


def _guided(found: Found) -> Values:
    """The headline of each segment: all who are guided."""
    targets = _targets(found)
    return {name: targets[name] for segment in SEGMENTS if (name := all_guided(segment, targets))}


def _targets_of(found: Found, *measures: str) -> Values:
    return {name: value for name, value in _targets(found).items() if FigureId.parse(name).measure in measures}


def _targets(found: Found) -> Values:
    return {one["id"]: (one["actual"], None) for one in found["targets"]}


def _fees(found: Found) -> Values:
    lines = [*found["fees"], {"id": FEE_TOTAL, **found["fee_total"]}]
    return {
        **{one["id"]: (Decimal(one["amount"]), None) for one in lines},
        PENDING: (found["fee_total"]["pending"], None),
    }


def _satisfaction(found: Found) -> Values:
    whole = found["satisfaction"]
    named = {"satisfaction": whole} | {f"satisfaction.{level}": whole["levels"][level] for level in LEVELS}
    return {name: (one["satisfied"], one["answered"]) for name, one in named.items()}


def _jobs(found: Found) -> Values:
    jobs = found["jobs"]
    amounts: dict[str, tuple[Number, int | None]] = {
        f"jobs.{name}": (Decimal(jobs[name]), None) for name in ("created", "lost", "net")
    }
    return amounts | {f"jobs.{name}": (jobs[name], None) for name in ("measured", "not_measured")}


def _deadlines(found: Found) -> Values:
    kept = {f"deadline.{one['id']}": (one["kept"], one["kept"] + one["missed"]) for one in found["deadlines"]}
    return {**kept, "completeness": (found["completeness"]["complete"], found["completeness"]["clients"])}


def _road(found: Found) -> Values:
    """The steps of both segments together, each of those who took the step before."""
    counts = [(one["step"], sum(one[segment] for segment in SEGMENTS)) for one in found["road"]]
    before = [None, *(count for _step, count in counts)]
    return {f"road.{step}.company": (count, of) for (step, count), of in zip(counts, before, strict=False)}


# What a page shows, and the parts of the figures' JSON that it stands in.
PAGES: Mapping[str, tuple[Callable[[Found], Values], tuple[str, ...]]] = {
    "overview": (_overview, ("targets", "satisfaction", "jobs", "fees")),
    "targets": (_targets, ("targets",)),
    "fees": (_fees, ("fees",)),
    "satisfaction": (_satisfaction, ("satisfaction",)),
    "jobs": (_jobs, ("jobs",)),
    "focus_sectors": (_focus_sectors, ("targets", "satisfaction", "jobs")),
    "road": (_road, ("road",)),
    "deadlines": (_deadlines, ("deadlines", "completeness")),
    "annual_reports": (_annual_reports, ("targets",)),
}


def _tables(lines: Iterable[Line], view: View, part: View) -> Iterable[Table]:
    """Each figure as slice and rest, which add up to the whole that is shown."""
    with view.asking() as question:
        rows = {name: question.rows(name) for name in ("fee_line", "job_party", "programme_in_window")}
    with part.asking() as question:
        own = frozenset(row["party_key"] for row in question.rows("party_in_scope"))
    for number, line in enumerate(lines):
        held, rest = (_cell(line, rows, own, is_rest=is_rest) for is_rest in (False, True))
        shown = replace(held, paths=(("lines", number, "part"),))
        yield Table({"slice": shown, "rest": rest}, (Sum(("slice", "rest")),))


def _cell(line: Line, rows: Mapping[str, list[dict[str, Any]]], own: frozenset[int], *, is_rest: bool) -> Cell:
    figure = FigureId.parse(line.figure)
    count = line.whole - line.part if is_rest else line.part

    def of(model: str) -> list[dict[str, Any]]:
        return [row for row in rows[model] if (row["party_key"] in own) is not is_rest]

    if line.part_of is not None and line.whole_of is not None and figure.family != "road":
        return ShareCell(int(count), line.whole_of - line.part_of if is_rest else line.part_of)
    if line.figure.startswith("fee") and line.figure != PENDING:
        return _held(
            (r["party_key"], r["amount_dkk"]) for r in of("fee_line") if line.figure in (r["fee_id"], FEE_TOTAL)
        )
    if isinstance(count, Decimal):
        sign = {"created": 1, "lost": -1}.get(figure.member, 0)
        changes = [(r["party_key"], r["change"]) for r in of("job_party") if r["change"] is not None]
        return _held((key, change) for key, change in changes if not sign or change * sign > 0)
    if figure.family == "programme":
        parties = {
            row["party_key"]
            for row in of("programme_in_window")
            if row["segment"] == figure.segment and figure.member in ("total", row["growth_level"])
        }
        return CountCell(count, parties=len(parties))
    return CountCell(count)


def _held(amounts: Iterable[tuple[int, Decimal]]) -> AmountCell:
    held: dict[str, Decimal] = {}
    for key, amount in amounts:
        held[str(key)] = held.get(str(key), Decimal(0)) + amount
    return AmountCell(held)
