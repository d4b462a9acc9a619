"""Fokusområder: the agreement's sectors side by side, and one of them quarter by quarter (R13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.agreements import Words
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message, written_by
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports import Sector, SectorsReport, Total
from data_pipeline.views import amounts, terms
from data_pipeline.views import targets as findings
from data_pipeline.views.chart import Bar, Lead, Multiples, Panel, Text, counted
from data_pipeline.views.headline import Aside
from data_pipeline.views.table import (
    NOT_MEASURED,
    Cell,
    Column,
    Kind,
    RowKind,
    Shown,
    Table,
    Translator,
    columns,
    hidden_word,
    known,
    leading,
    marked_row,
    to_cell,
)

LONG_NAME = 4  # words: a longer name of a sector is cut at its "and" in a title
_AND = {"da": " og ", "en": " and "}


def name(words: Words) -> Message:
    """A sector's name as a title has room for it."""
    return written_by(_short, words)


def _short(words: Words, language: str) -> str:
    name = words.say(language)
    return name.partition(_AND[language])[0] if len(name.split()) > LONG_NAME else name


def question(report: SectorsReport) -> Message:
    """What the page answers, in the agreement's own number and clause."""
    if not report.names:
        return message("Which sectors does the agreement focus on?")
    return message(
        "How does the sector in {clause} do?",
        "How do the {number} sectors in {clause} do?",
        count=len(report.names),
        number=findings.counted(len(report.names)),
        clause=report.clause,
    )


def title(report: SectorsReport, chosen: str = "") -> Message:
    """The title of Fokusområder: who stands for most of the guided; of one sector: its guided and its jobs."""
    if not report.names:
        return message("The agreement names no focus sectors")
    if report.is_empty or report.total is None:
        return message("No quarter has ended yet")  # meetings frozen before their first one
    if chosen:
        return _one(report, report.course[-1].of(chosen))
    together = _together(report, report.total.guided)
    if together == 0:
        return message("Nobody is guided in the focus sectors yet")
    shown = {one.id: one.guided for one in report.sectors if not isinstance(one.guided, Hidden)}
    largest = max(shown, key=shown.__getitem__, default=None)
    if together is None or largest is None or not shown[largest]:
        return message("Numbers that could point at few are not shown")
    return message(
        "{sector} has {count} of the {together} guided",
        sector=name(report.names[largest]),
        count=shown[largest],
        together=together,
    )


def _together(report: SectorsReport, total: int) -> int | None:
    """The guided in all sectors; None where that would tell a hidden count."""
    known = [one.guided for one in report.sectors if not isinstance(one.guided, Hidden)]
    if len(known) == len(report.sectors):
        return sum(known)
    outside = report.outside.guided
    return None if isinstance(outside, Hidden) else total - outside


def _one(report: SectorsReport, sector: Sector) -> Message:
    who = name(report.names[sector.id]) if sector.id in report.names else message("Without a focus sector")
    if isinstance(sector.guided, Hidden):
        return message("{sector}: the number guided is not shown", sector=who)
    if sector.guided == 0:
        return message("{sector}: nobody is guided yet", sector=who)
    if isinstance(sector.net, Hidden) or sector.measured == 0:
        guided = report.total.guided if report.total else sector.guided
        return message("{sector}: {count} of {total} guided", sector=who, count=sector.guided, total=guided)
    return message(
        "{sector}: {count} guided, {net} full-time equivalents net",
        sector=who,
        count=sector.guided,
        net=amounts.number(sector.net, amounts.JOBS_DECIMALS),
    )


def quarters(report: SectorsReport, name: str) -> Multiples:
    """One sector measure by measure at the end of every quarter, and on the day itself."""
    days = tuple(message("{day}", day=quarter.day) for quarter in report.course)
    return _multiples(report, days, [(place, quarter.of(name)) for place, quarter in enumerate(report.course)])


def on_slide(report: SectorsReport, before: SectorsReport | None = None) -> Multiples:
    """The sectors under their short names and those outside them, in the measures that can be read across a room.

    Under them stands the whole; the guided stand beside those of the meeting `before`, as it showed them.
    """
    newest = len(report.course) - 1
    told = [*report.sectors, report.outside]
    names = tuple(name(report.names[one.id]) if one.id in report.names else message("Outside them") for one in told)
    cells = [(newest, one) for one in told]
    guided, _screened, programmes, _satisfied, net = _multiples(report, names, cells).panels
    if before is not None and not before.is_empty:
        last, then = len(before.course) - 1, {one.id: one for one in before.course[-1].sectors}
        bars = zip(told, guided.bars, strict=True)
        guided = replace(
            guided,
            bars=tuple(
                _beside(bar, _count(before, last, then[one.id], "guided")) if one.id in then else bar
                for one, bar in bars
            ),
        )
    whole = report.total
    if whole is None:
        return Multiples(names, (guided, programmes, net))
    jobs = message("net {count}", count=amounts.number(whole.net, amounts.JOBS_DECIMALS))
    if all(one.measured == 0 for one in told):
        jobs = message(NOT_MEASURED)
    return Multiples(
        (*names, message("In all")),
        (
            _with(guided, counted(whole.guided)),
            _with(programmes, counted(whole.programmes)),
            _with(net, Bar(None, jobs)),
        ),
    )


def _with(panel: Panel, whole: Bar) -> Panel:
    """The measure with its whole as a number without a bar, which would dwarf its parts."""
    return replace(panel, bars=(*panel.bars, replace(whole, value=None, lead=None)))


def _beside(now: Bar, before: Bar) -> Bar:
    """A count beside what it was; marked where either is."""
    return replace(
        now,
        written=message("{now}, was {then}", now=now.written, then=before.written),
        marked=now.marked or before.marked,
    )


def belonging(report: SectorsReport, name: str) -> Aside:
    """Who belongs to the sector: the rule, and the agreement file's list of codes (R13)."""
    rule = message(
        "A party belongs here when its focus sector in the CRM is “{sector}”, else when its industry code begins with "
        "one of these (DB07; the longest that fits decides):",
        sector=report.names[name],
    )
    return Aside(message("Who belongs to the sector"), (rule, " · ".join(map(code, report.codes[name]))))


def figures(report: SectorsReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    names = ("guided", "screened", "programmes", "satisfied", "answered", "created", "lost", "net")
    return [(f"sector.{name}", report.clause) for name in names]


def code(written: str) -> str:
    """A DB07 code, or the beginning of one, as it is written: 58.21.00."""
    return ".".join(written[at : at + 2] for at in range(0, len(written), 2))


def _multiples(report: SectorsReport, labels: tuple[Text, ...], cells: Sequence[tuple[int, Sector]]) -> Multiples:
    """`cells`: a sector for each label, with its day's place in the course."""
    counts = tuple(
        Panel(amounts.Capital(message(label)), tuple(_count(report, *cell, key) for cell in cells))
        for key, label in terms.SECTOR_COUNTS.items()
    )
    satisfied = Panel(
        message(terms.SATISFIED),
        tuple(_share(report, *cell) for cell in cells),
        message("goal over {goal}", goal=amounts.ratio(report.goal)),
        report.goal,
    )
    net = Panel(
        _full_time(),
        tuple(_net(report, *cell) for cell in cells),
        message("lost and created"),
    )
    legend = (
        ("target", message("Goal")),
        ("share", message("Share with 95% interval")),
        ("actual", message("Created")),
        ("cut", message("Lost")),
    )
    return Multiples(labels, (*counts, satisfied, net), legend=legend)


def _full_time() -> Message:
    return message(terms.ROW_HEADINGS["full_time_equivalents"])


def _count(report: SectorsReport, place: int, sector: Sector, field: str) -> Bar:
    lead = Lead(f"sector.{sector.id}.{field}", report.course[place].day)
    return counted(getattr(sector, field), lead, _is_marked(report, place, sector, field))


def _share(report: SectorsReport, place: int, sector: Sector) -> Bar:
    answered, marked = _answers(sector.answered), _is_marked(report, place, sector, "share")
    if sector.share is None:
        return Bar(None, message(NOT_MEASURED), aside=answered)
    if isinstance(sector.share, Hidden) or sector.low is None or sector.high is None:
        return Bar(None, message(hidden_word(Hidden.PROTECTED)))
    interval = amounts.interval(sector.low, sector.high)
    return Bar(
        Decimal(repr(sector.share)),
        message("{share} of {answers}", share=amounts.ratio(sector.share), answers=answered),
        low=sector.low,
        high=sector.high,
        aside=message(terms.CERTAINTY[sector.certainty], interval=interval),
        marked=marked,
    )


def _answers(count: Count) -> Text:
    if isinstance(count, Hidden):
        return message(hidden_word(count))
    return message("{count} answer", "{count} answers", count=count) if count else message("no answers")


def _net(report: SectorsReport, place: int, sector: Sector) -> Bar:
    """Created right of zero and lost left of it; one cell (R18)."""
    if isinstance(sector.net, Hidden) or isinstance(sector.created, Hidden) or isinstance(sector.lost, Hidden):
        return Bar(None, message(hidden_word(Hidden.PROTECTED)))
    if sector.measured == 0:
        return Bar(None, message(NOT_MEASURED), aside=message("no companies measured"))
    net, created, lost = (
        amounts.number(value, amounts.JOBS_DECIMALS) for value in (sector.net, sector.created, sector.lost)
    )
    return Bar(
        sector.created,
        message("net {count}", count=net),
        back=sector.lost or None,
        aside=message("{created} created, {lost} lost", created=created, lost=lost),
        marked=_is_marked(report, place, sector, "net"),
    )


def _is_marked(report: SectorsReport, place: int, sector: Sector, field: str) -> bool:
    number = report.course[place].sectors.index(sector)
    return report.marks.has("course", place, "sectors", number, field)


def tables(report: SectorsReport, language: str, sector: str = "") -> list[Table]:
    """The sectors side by side, or one sector quarter by quarter."""
    _ = Translator(language)
    if report.is_empty:
        return []
    if sector:
        rows = tuple(
            (quarter.day, *_marked(report, place, quarter.of(sector), language))
            for place, quarter in enumerate(report.course)
        )
        head = Column(_("By the end of"), Kind.DATE)
        title = report.names[sector].say(language) if sector in report.names else _("Without a focus sector")
        return [Table(title, (head, *_columns(language)), rows)]
    newest = len(report.course) - 1
    lines: list[tuple[Cell, ...]] = [
        (Shown(report.names[one.id].say(language), sector=one.id), *_marked(report, newest, one, language))
        for one in report.sectors
    ]
    none = Shown(_("Without a focus sector"), sector=report.outside.id)
    lines.append((none, *_marked(report, newest, report.outside, language)))
    if report.total:
        lines.append((_("In all"), *_sector(report.total, language)))
    as_of = message("As of {day}.", day=report.day).say(language)
    head, kinds = Column(_("Focus sector"), sort="name"), {len(lines) - 1: RowKind.SUM} if report.total else {}
    notes = (as_of, _("The sectors have no targets in the agreement."))
    return [Table(_("Focus sectors"), (head, *_columns(language)), tuple(lines), notes, kinds)]


def _columns(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return (
        *(
            replace(column, sort=name)
            for name, column in zip(
                terms.SECTOR_COUNTS,
                columns(Kind.COUNT, *(_(title) for title in terms.SECTOR_COUNTS.values())),
                strict=True,
            )
        ),
        Column(_(terms.SATISFIED), Kind.SHARE, sort="satisfied"),
        Column(_("Lowest"), Kind.SHARE, is_small=True),
        Column(_("Highest"), Kind.SHARE, is_small=True),
        Column(_("Answers"), Kind.COUNT, sort="answered"),
        Column(_("Full-time equivalents, net"), Kind.NUMBER, sort="net"),
        Column(_("Created"), Kind.NUMBER, is_small=True),
        Column(_("Lost"), Kind.NUMBER, is_small=True),
        Column(_(CATALOGUE["jobs.measured"].label), Kind.COUNT, sort="measured"),
    )


# The fields of a sector in the order of its cells.
_FIELDS = (*terms.SECTOR_COUNTS, "share", "low", "high", "answered", "net", "created", "lost", "measured")


def _marked(report: SectorsReport, place: int, sector: Sector, language: str) -> tuple[Cell, ...]:
    """A sector's cells on the day at that place of the course, those marked that others do not see."""
    quarter = report.course[place]
    cells = list(_sector(sector, language))
    for number, field in enumerate(terms.SECTOR_COUNTS):
        figure = f"sector.{sector.id}.{field}"
        cells[number] = leading(cells[number], getattr(sector, field), figure, quarter.day)
    return marked_row(cells, _FIELDS, report, "course", place, "sectors", quarter.sectors.index(sector))


def _sector(one: Sector | Total, language: str) -> tuple[Cell, ...]:
    lost = one.lost if isinstance(one.lost, Hidden) else -one.lost + 0
    return (
        *(to_cell(getattr(one, name), language) for name in terms.SECTOR_COUNTS),
        known(one.share, language),
        *(to_cell(one.share if isinstance(one.share, Hidden) else end, language) for end in (one.low, one.high)),
        to_cell(one.answered, language),
        *(known(value if one.measured != 0 else None, language) for value in (one.net, one.created, lost)),
        to_cell(one.measured, language),
    )
