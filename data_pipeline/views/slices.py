"""A slice beside the whole (R19): one table a page, and its title in a sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE, UNIT, FigureId
from data_pipeline.language import N_, Message, message
from data_pipeline.reports.slices import PENDING, Line, SliceReport
from data_pipeline.views import amounts, terms
from data_pipeline.views.table import Cell, Column, Kind, Shown, Table, Translator, marked

AGAINST_REST = {
    "very_low": N_("far lower"),
    "low": N_("lower"),
    "inside": N_("no certain difference"),
    "high": N_("higher"),
    "very_high": N_("far higher"),
}
# Only what chance hardly explains is named in a title: of twenty shares on a page one is lower or higher by chance.
_FAR = {
    "very_low": N_("{slice}: {figure} far below the rest"),
    "very_high": N_("{slice}: {figure} far above the rest"),
}
NO_TARGET = message("A slice has no target, pace or budget of its own.")
_KINDS = {UNIT.kroner: Kind.MONEY, UNIT.jobs: Kind.NUMBER}


def title(report: SliceReport) -> Message:
    """What a slice's table says: the share that differs most from the rest, where one does far beyond chance."""
    name = amounts.joined([terms.slice_name(report.slice, report.sectors)])
    far = next((line for line in report.lines if line.against_rest in _FAR), None)
    if far is not None:
        label = message(CATALOGUE[far.figure].label)
        return message(_FAR[str(far.against_rest)], slice=name, figure=label)
    if any(line.against_rest for line in report.lines):
        return message("{slice}: nothing stands out from the rest", slice=name)
    return message("{slice} beside the whole agreement", slice=name)


def table(report: SliceReport, language: str) -> Table:
    """The page's figures: of the slice, of the whole, the slice's part of it, and shares against the rest."""
    _ = Translator(language)
    has_shares = any(line.part_of is not None for line in report.lines)
    has_sums = any(line.part_of is None for line in report.lines)
    segments = next((tuple(line.segments) for line in report.lines if line.segments), ())
    columns = (
        Column(_("Figure")),
        Column(_("Slice"), Kind.COUNT),
        *(Column(_(terms.SEGMENTS[segment]), Kind.COUNT) for segment in segments),
        Column(_("Whole agreement"), Kind.COUNT),
        *([Column(_("Of the whole"), Kind.SHARE)] if has_sums else []),
        *([Column(_("Against the rest"))] if has_shares else []),
    )
    rows = []
    for number, line in enumerate(report.lines):
        unit = _(CATALOGUE[line.figure].unit) if isinstance(line.whole, Decimal) else ""
        word = _(AGAINST_REST[line.against_rest]) if line.against_rest else None
        rows.append(
            (
                Shown(_label(line, _), aside=unit),
                marked(_own(line, _), report, "lines", number, "part"),
                *(_of_segment(line, segment) for segment in segments),
                _cell(line.whole, line.whole_of, line, _),
                *([_of_the_whole(line)] if has_sums else []),
                *([word] if has_shares else []),
            )
        )
    notes = [NO_TARGET.say(language)]
    if has_shares:
        notes.append(_("Against the rest: beside the whole agreement without the slice, by Fisher's exact test."))
    return Table(title(report).say(language), columns, tuple(rows), tuple(notes))


def _label(line: Line, _: Translator) -> str:
    return _(terms.AWAITING) if line.figure == PENDING else _(CATALOGUE[line.figure].label)


def _cell(value: int | Decimal, of: int | None, line: Line, _: Translator) -> Cell:
    """The number in its unit; of a share the per cent with its numbers, these alone where it is of none."""
    if line.part_of is None:
        kind = Kind.COUNT if line.figure == PENDING else _KINDS.get(CATALOGUE[line.figure].unit, Kind.COUNT)
        return Shown(value, kind=kind)
    numbers = message("{actual} of {target}", actual=value, target=of).say(_.language)
    return Shown(value / of, aside=numbers, kind=Kind.SHARE) if of else numbers


def _own(line: Line, _: Translator) -> Cell:
    """The slice's number, which leads to its rows where it has rows of its own."""
    cell = _cell(line.part, line.part_of, line, _)
    has_rows = line.figure != PENDING and not line.segments
    return replace(cell, figure=line.figure, of_slice=True) if isinstance(cell, Shown) and has_rows else cell


def _of_segment(line: Line, segment: str) -> Cell:
    """The slice's part in a segment, which leads to its rows."""
    figure = str(FigureId.parse(line.figure)._replace(segment=segment))
    return Shown(line.segments[segment], figure=figure if line.segments[segment] else "", of_slice=True)


def _of_the_whole(line: Line) -> Decimal | None:
    """The slice's part of a sum that only grows; none of a share, nor of a net."""
    if line.part_of is not None or line.whole <= 0 or line.figure == "jobs.net":
        return None
    return Decimal(line.part) / Decimal(line.whole)
