"""Fokusområder side by side: each sector's shares beside the whole and against the rest, and which stand out (R19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data_pipeline.figures import CATALOGUE, NO_SECTOR, Slice
from data_pipeline.language import N_, Message, message
from data_pipeline.reports import SectorsReport
from data_pipeline.reports.sector_comparison import WHOLE, Compared, ComparisonReport, Measure
from data_pipeline.views import amounts, focus_sectors, terms
from data_pipeline.views.chart import Lead, Text, translated
from data_pipeline.views.table import Cell, Kind, Shown, Table, Translator, columns, marked

HIGH, LOW = ("high", "very_high"), ("low", "very_low")
FAR = ("very_low", "very_high")
AGAINST_REST: Mapping[str, str] = {
    "very_low": N_("Far below the rest"),
    "low": N_("Below the rest"),
    "inside": N_("Like the rest"),
    "high": N_("Above the rest"),
    "very_high": N_("Far above the rest"),
}
# The columns side by side: heading, what the numbers are of, the sector's figure behind them, and its parties.
_COLUMNS: Mapping[str, tuple[str, str, str, str]] = {
    "screened": (N_("Share screened"), N_("of the guided"), "screened", N_("The {count} screened")),
    "programme": (
        CATALOGUE["road.programme.company"].label,
        N_("of the guided"),
        "programmes",
        N_("The {count} in a programme"),
    ),
    "satisfied": (terms.SATISFIED, "", "answered", N_("The {count} answers")),
    "net": (N_("Full-time, net"), N_("per measured company"), "net", ""),
}
JOBS = "net"


@dataclass(frozen=True)
class Held:
    """A number of a sector in its column. `value`, `interval`: on the column's axis; `word`: one of `AGAINST_REST`,
    empty where there is no test; `beside`: what it is in times the whole, and would be by its share of it.
    """

    written: Text
    of: Text
    beside: Text
    value: float | None
    interval: tuple[float, float] | None
    word: str
    lead: Lead | None
    marked: bool


@dataclass(frozen=True)
class Scale:
    """A column: its heading, what it is of, where the whole lies, the `goal` if it has one; `is_share`: 0–1."""

    title: Text
    unit: Text
    whole: float | None
    goal: float | None
    is_share: bool


@dataclass(frozen=True)
class Side:
    """A row: a sector that leads to its own page (`sector`), or the whole. `verdicts`: word and how many of the shares;
    `reasons`: each share that differs, in words; `leads`: who they are.
    """

    name: Text
    under: Text
    sector: str
    held: tuple[Held, ...]
    verdicts: tuple[tuple[str, Text], ...] = ()
    reasons: tuple[Text, ...] = ()
    leads: tuple[tuple[Text, Lead], ...] = ()


@dataclass(frozen=True)
class Sides:
    """The sectors under each other, the whole last, in columns that share an axis each."""

    columns: tuple[Scale, ...]
    rows: tuple[Side, ...]


def title(report: ComparisonReport, plain: SectorsReport) -> Message:
    """The share of a sector that chance hardly explains, the far lower first; where there is none, the plain title."""
    far = [
        (one, measure, held.against_rest)
        for one in report.sectors
        for measure, held in one.measures.items()
        if measure in _COLUMNS and held.against_rest in FAR and one.id != NO_SECTOR
    ]
    if not far:
        return focus_sectors.title(plain)
    # What lies far below is what a meeting has to talk of.
    sector, measure, word = min(far, key=lambda one: one[2] != "very_low")
    told = (
        N_("{slice}: {figure} far below the rest") if word == "very_low" else N_("{slice}: {figure} far above the rest")
    )
    label = amounts.Lower(message(_COLUMNS[measure][0]))
    return message(told, slice=focus_sectors.name(sector.name) if sector.name else "", figure=label)


def how_tested() -> tuple[Message, ...]:
    """What above and below mean, and what jobs are not held against (R19)."""
    return (
        message("Against the rest: beside the whole agreement without the slice, by Fisher's exact test."),
        message(
            "One share in twenty is above or below by chance alone, one in five hundred far so; jobs have no test."
        ),
        message("By share: what the sector would have if it were like the whole."),
    )


def sector_name(sector: Compared) -> Text:
    """A sector's name, or what those in none of them are called."""
    return sector.name or message("Without a focus sector")


def sides(report: ComparisonReport) -> Sides:
    """Every sector, those in none of them, and the whole."""
    columns = tuple(_scale(name, report) for name in _COLUMNS)
    return Sides(columns, (*(_sector(report, one) for one in report.sectors), _whole(report)))


def written(measure: Measure, name: str) -> Text:
    """What there is of it: per cent, full-time equivalents per company, or kroner per guided."""
    if measure.rate is None:
        return message("not measured")
    return amounts.ratio(measure.rate) if measure.is_share else amounts.number(Decimal(repr(measure.rate)), 1)


def of(measure: Measure, name: str) -> Text:
    """Its numbers: 20 of 64, or 99.0 at 36."""
    if name == JOBS:
        return message("{amount} at {count}", amount=amounts.number(Decimal(measure.part), 1), count=measure.base)
    return message("{actual} of {target}", actual=measure.part, target=measure.base)


def beside(measure: Measure) -> Text:
    """In times the whole, and by the sector's share of the whole; nothing where there is none of either."""
    texts: list[Text] = []
    if measure.times is not None:
        texts.append(times(measure.times))
    if measure.by_share is not None and measure.base:
        texts.append(message("by share {count}", count=amounts.number(Decimal(repr(measure.by_share)), 1)))
    return amounts.joined(texts, " · ")


def times(value: float) -> Message:
    """2.7 times."""
    return message("{count} times", count=amounts.number(Decimal(repr(value)), 1))


def _scale(name: str, report: ComparisonReport) -> Scale:
    heading, unit, _figure, _who = _COLUMNS[name]
    goal = report.goal if name == "satisfied" else None
    measure = report.whole.measures[name]
    below = message(unit) if goal is None else message("goal over {goal}", goal=amounts.ratio(goal))
    return Scale(message(heading), below, measure.whole_rate, goal, measure.is_share)


def _sector(report: ComparisonReport, sector: Compared) -> Side:
    shares = [held.against_rest for name, held in sector.measures.items() if name in _COLUMNS and held.is_share]
    found = tuple(
        (word, message(told, count=count, shares=len(shares)))
        for words, told in ((HIGH, N_("Above in {count} of {shares}")), (LOW, N_("Below in {count} of {shares}")))
        for count in [sum(one in words for one in shares)]
        if count
        for word in [words[1] if any(one == words[1] for one in shares) else words[0]]
    )
    apart = {name: held for name, held in sector.measures.items() if name in _COLUMNS and _is_apart(held)}
    return Side(
        name=sector_name(sector),
        under=message(
            "{count} guided · {share}",
            count=sector.guided_count,
            share=amounts.ratio(sector.guided_count / (report.whole.guided_count or 1)),
        ),
        sector=sector.id,
        held=tuple(_held(report, sector, name) for name in _COLUMNS),
        verdicts=found or (("inside", message(AGAINST_REST["inside"])),),
        reasons=tuple(_reason(name, held) for name, held in apart.items()),
        leads=tuple(_who(sector.id, name, held) for name, held in apart.items() if held.part or name == "satisfied"),
    )


def _whole(report: ComparisonReport) -> Side:
    whole = report.whole
    return Side(
        name=message("Whole agreement"),
        under=message("{count} guided", count=whole.guided_count),
        sector="",
        held=tuple(
            Held(written(held, name), of(held, name), "", held.rate, held.interval, "", None, marked=False)
            for name, held in whole.measures.items()
            if name in _COLUMNS
        ),
        reasons=(message("The dashed lines."),),
    )


def _held(report: ComparisonReport, sector: Compared, name: str) -> Held:
    found = sector.measures[name]
    return Held(
        written=written(found, name),
        of=of(found, name) if found.base else "",
        beside=beside(found),
        value=found.rate,
        interval=found.interval,
        word=found.against_rest or "",
        lead=_lead(sector.id, name) if found.base else None,
        marked=report.marks.has("sectors", report.place(sector.id), "measures", name),
    )


def _is_apart(held: Measure) -> bool:
    return held.against_rest in (*HIGH, *LOW)


def _reason(name: str, held: Measure) -> Message:
    """Screened 31 % against 8 %."""
    return message(
        "{label} {share} against {rest}",
        label=message(_COLUMNS[name][0]),
        share=amounts.ratio(held.rate or 0),
        rest=amounts.ratio(held.rest_rate or 0),
    )


def _who(sector: str, name: str, held: Measure) -> tuple[Text, Lead]:
    count = held.base if name == "satisfied" else held.part
    return message(_COLUMNS[name][3], count=count), _lead(sector, name)


def _lead(sector: str, name: str) -> Lead:
    return Lead(f"sector.{sector}.{_COLUMNS[name][2]}")


def names(report: ComparisonReport) -> Mapping[str, Text]:
    """What one may look at, by the slice: all side by side first, then each in depth, those in none of them last."""
    found = {str(Slice("sector", one.id)): sector_name(one) for one in report.sectors}
    return {"": message("Side by side"), **found}


def tables(report: ComparisonReport, language: str) -> list[Table]:
    """A row a sector and measure: its number of its base, what it would be by share, and how it is against the rest."""
    _ = Translator(language)
    rows: list[tuple[Cell, ...]] = []
    for place, one in enumerate((*report.sectors, report.whole)):
        for name, (label, _unit, _figure, _who) in _COLUMNS.items():
            held = one.measures[name]
            low, high = held.interval or (None, None)
            own = marked(Shown(held.part), report, "sectors", place, "measures", name)
            word = _(AGAINST_REST[held.against_rest]) if held.against_rest else None
            sector = _("Whole agreement") if one.id == WHOLE else translated(sector_name(one), language)
            rows.append((sector, _(label), own, held.base, low, high, held.by_share, held.times, word))
    head = columns(
        _("Focus sector"),
        _("Figure"),
        Kind.NUMBER,
        _("Count"),
        Kind.COUNT,
        _("Of"),
        Kind.SHARE,
        _("Lowest"),
        _("Highest"),
    )
    more = columns(Kind.NUMBER, _("By share"), _("In times the whole"), Kind.TEXT, _("Against the rest"))
    return [Table(_("Focus sectors beside the whole"), (*head, *more), tuple(rows))]
