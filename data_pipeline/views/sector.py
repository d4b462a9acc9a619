"""One focus sector in depth: its figures beside the whole, its satisfaction and road, and who is behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE, FEE_TOTAL
from data_pipeline.language import Message, message
from data_pipeline.reports.deadlines import Case
from data_pipeline.reports.pieces import Deadline
from data_pipeline.reports.sector import SectorReport
from data_pipeline.reports.sector_comparison import Measure, Party
from data_pipeline.views import amounts, companies, levels, satisfaction, sector_comparison, terms
from data_pipeline.views.chart import Lead, Mark, Plot, Text, translated
from data_pipeline.views.levels import Spread
from data_pipeline.views.table import Cell, Column, Kind, Shown, Table, Translator, columns, format_cell, marked

MOST_COMPANIES = 8  # that moved most; the rest stand behind their figure
# The rows beside the whole: label, unit of the number, the figure behind it.
_ROWS: Mapping[str, tuple[str, Kind, str]] = {
    "screened": (CATALOGUE["sector.screened"].label, Kind.COUNT, "sector.{sector}.screened"),
    "specialised": (CATALOGUE["road.guided_specialised.company"].label, Kind.COUNT, ""),
    "programme": (CATALOGUE["road.programme.company"].label, Kind.COUNT, "sector.{sector}.programmes"),
    "satisfied": (CATALOGUE["sector.satisfied"].label, Kind.COUNT, "sector.{sector}.satisfied"),
    "net": (CATALOGUE["jobs.net"].label, Kind.NUMBER, "sector.{sector}.net"),
    "fees": (CATALOGUE[FEE_TOTAL].label, Kind.MONEY, FEE_TOTAL),
}


@dataclass(frozen=True)
class Beside:
    """A figure of the sector beside the whole. `times`, `interval`: on an axis of times the whole; `word`: R19's, empty
    where there is no test.
    """

    label: Text
    own: Text
    by_share: Text
    whole: Text
    times: float | None
    interval: tuple[float, float] | None
    told: Text
    word: str = ""
    lead: Lead | None = None
    marked: bool = False


@dataclass(frozen=True)
class RoadRow:
    """A step of the road: its parties, what they would be by the sector's share, and each segment with its rows."""

    label: Text
    count: int
    by_share: float
    segments: tuple[tuple[Text, Lead | None], ...]


def beside(report: SectorReport) -> tuple[Beside, ...]:
    """Every figure of the sector beside the whole and held against the rest."""
    sector = report.sector
    guided, whole = sector.guided, report.compared.whole
    first = Beside(
        label=message(CATALOGUE["sector.guided"].label),
        own=amounts.number(Decimal(sector.guided_count), 0),
        by_share="",
        whole=amounts.number(Decimal(whole.guided_count), 0),
        times=None,
        interval=None,
        told=message(
            "{share} of the whole: {entrepreneurs} of {all_entrepreneurs} entrepreneurs, "
            "{companies} of {all_companies} companies",
            share=amounts.ratio(sector.guided_count / (whole.guided_count or 1)),
            entrepreneurs=guided["entrepreneur"],
            all_entrepreneurs=whole.guided["entrepreneur"],
            companies=guided["company"],
            all_companies=whole.guided["company"],
        ),
        lead=Lead(f"sector.{report.id}.guided"),
    )
    return (first, *(_beside(report, name) for name in _ROWS))


def _beside(report: SectorReport, name: str) -> Beside:
    label, kind, figure = _ROWS[name]
    held = report.sector.measures[name]
    lead = Lead(figure.format(sector=report.id), of_slice=name == "fees") if figure else None
    return Beside(
        label=message(label),
        own=_number(held, held.part, held.base, kind, name),
        by_share=_decimal(held.by_share, kind) if held.base and held.by_share is not None else "",
        whole=_number(held, held.whole, held.whole_base, kind, name),
        times=held.times,
        interval=held.times_interval,
        told=_told(held),
        word=held.against_rest or "",
        lead=lead,
        marked=report.compared.marks.has("sectors", report.compared.place(report.id), "measures", name),
    )


def _number(held: Measure, value: int | Decimal, of: int, kind: Kind, name: str) -> Text:
    if name == "satisfied":
        return message("{actual} of {target}", actual=value, target=of)
    return _decimal(value, kind if kind is not Kind.COUNT else Kind.TEXT)


def _decimal(value: float | Decimal, kind: Kind) -> Text:
    decimals = {Kind.MONEY: 2, Kind.TEXT: 0}.get(kind, 1)
    return amounts.number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), decimals)


def _told(held: Measure) -> Text:
    if held.times is None:
        return ""
    if held.times_interval is None:
        return sector_comparison.times(held.times)
    low, high = (amounts.number(Decimal(repr(end)), 1) for end in held.times_interval)
    return message("{times} · {low}–{high}", times=sector_comparison.times(held.times), low=low, high=high)


def course(report: SectorReport) -> Plot:
    """The sector's satisfied by the end of each month; its marks lead to the sector's rows."""
    plot = satisfaction.course(report.satisfaction)
    return replace(plot, series=tuple(replace(one, marks=tuple(map(_of_slice, one.marks))) for one in plot.series))


def by_month(report: SectorReport, language: str) -> Table:
    """The same as a table."""
    return satisfaction.by_month(report.satisfaction, language, of_slice=True)


def _of_slice(mark: Mark) -> Mark:
    return replace(mark, lead=replace(mark.lead, of_slice=True)) if mark.lead else mark


def spreads(report: SectorReport) -> tuple[Spread, ...]:
    """How the answers of the sector and of the whole are spread."""
    own = levels.spreads(report.satisfaction)[0]
    return (
        replace(own, label=message("The sector")),
        levels.spread(report.answers, message("Whole agreement")),
    )


def road(report: SectorReport) -> tuple[RoadRow, ...]:
    """The sector's parties step by step, beside what its share of the whole would be."""
    first = report.road[0]
    return tuple(
        RoadRow(
            label=message(CATALOGUE[f"road.{one.step}.company"].label),
            count=one.count,
            by_share=one.whole / first.whole * first.count if first.whole else 0,
            segments=tuple(
                (
                    _SEGMENTS[segment](count),
                    Lead(f"road.{one.step}.{segment}", of_slice=True) if count else None,
                )
                for segment, count in one.parties.items()
            ),
        )
        for one in report.road
    )


_SEGMENTS: Mapping[str, Callable[[int], Message]] = {
    "entrepreneur": lambda count: message("{count} entrepreneur", "{count} entrepreneurs", count=count),
    "company": lambda count: message("{count} company", "{count} companies", count=count),
}


def movers(report: SectorReport, language: str) -> Table:
    """The companies that moved most, and how many went up, down or stood still."""
    measured = [one for one in report.companies if not one.reason]
    up, down = (sum(one.moved * sign > 0 for one in measured) for sign in (1, -1))
    told = message(
        "of {measured} measured: {up} up, {down} down, {same} unchanged",
        measured=len(measured),
        up=up,
        down=down,
        same=len(measured) - up - down,
    )
    _ = Translator(language)
    return Table(
        _("The companies that moved most"),
        (
            *columns(_("Client"), Kind.DATE, _("Baseline"), Kind.EXACT, _("From"), _("To")),
            Column(_("Change"), Kind.EXACT, is_signed=True),
        ),
        tuple(
            (
                one.client_id,
                _("started in the period") if one.is_started else one.baseline_date,
                one.baseline,
                Shown(one.current_figure, aside=format_cell(one.current_date_measured, Kind.DATE, language)),
                one.change,
            )
            for one in [one for one in measured if one.moved][:MOST_COMPANIES]
        ),
        unit=told.say(language),
    )


def more_companies(report: SectorReport) -> tuple[tuple[Text, Lead], ...]:
    """Where all the companies stand: those measured, and those not."""
    measured = sum(not one.reason for one in report.companies)
    left = len(report.companies) - measured
    found = [
        (message("All {count} measured companies", count=measured), Lead("jobs.net", of_slice=True), measured),
        (message("The {count} that are not measured", count=left), Lead("jobs.not_measured", of_slice=True), left),
    ]
    return tuple((text, lead) for text, lead, count in found if count)


def late(report: SectorReport, language: str) -> tuple[Table, ...]:
    """A table a deadline: each case that was late, how late, and whether it is done at all."""
    return tuple(
        _late(own, whole, [one for one in report.cases if one.deadline == own.id and not one.is_pending], language)
        for own, whole in report.deadlines
        if own.kept + own.missed
    )


def _late(own: Deadline, whole: Deadline, listed: Iterable[Case], language: str) -> Table:
    _ = Translator(language)
    told = message("{label}: {missed} of {decided} late", label=_label(own), missed=own.missed, decided=_decided(own))
    beside = message("whole agreement {missed} of {decided}", missed=whole.missed, decided=_decided(whole))
    return Table(
        told.say(language),
        columns(_("Client"), Kind.DATE, _("Date"), _("Due"), _("Done")),
        tuple((one.client_id, one.begun, one.due, one.done or Shown(_("Not done"), status="cut")) for one in listed),
        unit=beside.say(language),
    )


def _label(found: Deadline) -> Message:
    return message(CATALOGUE[f"deadline.{found.id}"].label)


def _decided(found: Deadline) -> int:
    return found.kept + found.missed


def awaiting(report: SectorReport, language: str) -> Table:
    """The sector's fees that await a timesheet, and who owes it."""
    _ = Translator(language)
    return Table(
        _(terms.AWAITING),
        (Column(_("Client")), Column(_("Fee")), Column(_("Day"), Kind.DATE), Column(_("Operator"))),
        tuple((one.client_id, report.fees[one.fee].say(language), one.day, one.operator) for one in report.awaiting),
    )


def programmes(report: SectorReport, language: str) -> Table:
    """The sector's growth programmes that start in the window."""
    _ = Translator(language)
    return Table(
        _("Growth programmes"),
        columns(Kind.TEXT, _("Client"), _("Level"), Kind.DATE, _("Date")),
        tuple((one.client_id, one.growth_level, one.start_date) for one in report.programmes),
    )


def parties(report: SectorReport, language: str) -> Table:
    """Every party of the sector by Kunde-ID with what it counts for."""
    _ = Translator(language)
    return Table(
        _("The sector's parties"),
        (
            Column(_("Client")),
            Column(_("Segment")),
            Column(_("Guided")),
            Column(_(CATALOGUE["sector.screened"].label)),
            Column(_("Growth programmes"), Kind.COUNT),
            Column(_(terms.SATISFIED)),
            Column(_("Change"), Kind.EXACT, is_signed=True),
            Column(_(terms.PAYABLE), Kind.MONEY),
            Column(_(terms.AWAITING), Kind.COUNT),
        ),
        tuple(_party(one, language) for one in report.parties),
    )


def _party(one: Party, language: str) -> tuple[Cell, ...]:
    _ = Translator(language)

    def answered(value: bool | None) -> str | None:
        return None if value is None else _("yes") if value else _("no")

    return (
        one.client_id,
        _(terms.SEGMENTS[one.segment]) if one.segment else None,
        _(terms.ROW_WORDS["specialised" if one.is_specialised else "local"]) if one.is_guided else None,
        answered(one.is_screened or None),
        one.programme_count or None,
        answered(one.is_satisfied),
        one.change,
        one.amount_dkk or None,
        one.pending_count or None,
    )


def tables(report: SectorReport, language: str) -> list[Table]:
    """What the page's files hold: the figures beside the whole, and every list."""
    return [
        _figures(report, language),
        *companies.tables(report.companies, language).values(),
        *late(report, language),
        awaiting(report, language),
        programmes(report, language),
        parties(report, language),
    ]


def _figures(report: SectorReport, language: str) -> Table:
    _ = Translator(language)
    place = report.compared.place(report.id)
    rows = []
    for name, (label, kind, _figure) in _ROWS.items():
        held = report.sector.measures[name]
        own = marked(Shown(held.part, kind=kind), report.compared, "sectors", place, "measures", name)
        word = _(sector_comparison.AGAINST_REST[held.against_rest]) if held.against_rest else None
        rows.append((_(label), own, held.base, held.by_share, Shown(held.whole, kind=kind), held.times, word))
    sector = sector_comparison.sector_name(report.sector)
    head = (
        Column(_("Figure")),
        *columns(Kind.COUNT, _("The sector"), _("Of")),
        Column(_("By share"), Kind.NUMBER),
        Column(_("Whole agreement"), Kind.COUNT),
        Column(_("In times the whole"), Kind.NUMBER),
        Column(_("Against the rest")),
    )
    return Table(translated(sector, language), head, tuple(rows))
