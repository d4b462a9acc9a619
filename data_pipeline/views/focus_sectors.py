"""The sentences about focus sectors, as pure functions of their report: none of them tells a hidden number (R18)."""

from __future__ import annotations

from data_pipeline.agreements import Words
from data_pipeline.language import DEFAULT_LANGUAGE, Message, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import Sector, SectorsReport, Total
from data_pipeline.views import amounts, terms
from data_pipeline.views import targets as findings
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, columns, marked_row, to_cell
from data_pipeline.views.table import known as _known

LONG_NAME = 4  # words: a longer name of a sector is cut at its "and" in a title
_AND = {"da": " og ", "en": " and "}


class _Name(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        name: str = self.values["name"].say(language)
        return name.partition(_AND[language])[0] if len(name.split()) > LONG_NAME else name


def name(words: Words) -> Message:
    """A sector's name as a title has room for it."""
    return _Name("", {"name": words})


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
        return _one(report, next(one for one in report.sectors if one.id == chosen))
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
    who = name(report.names[sector.id])
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


def code(written: str) -> str:
    """A DB07 code, or the beginning of one, as it is written: 58.21.00."""
    return ".".join(written[at : at + 2] for at in range(0, len(written), 2))


def tables(report: SectorsReport, said: str, sector: str = "") -> list[Table]:
    """The sectors side by side, or one sector quarter by quarter."""
    _ = Translator(said)
    if report.is_empty:
        return []
    if sector in report.names:
        rows = tuple(
            (quarter.day, *_marked(report, place, quarter.of(sector), said))
            for place, quarter in enumerate(report.course)
        )
        head = Column(_("By the end of"), Kind.DATE)
        return [Table(report.names[sector].say(said), (head, *_sector_columns(said)), rows)]
    newest = len(report.course) - 1
    lines: list[tuple[Cell, ...]] = [
        (report.names[one.id].say(said), *_marked(report, newest, one, said)) for one in report.sectors
    ]
    lines.append((_("Without a focus sector"), *_marked(report, newest, report.outside, said)))
    if report.total:
        lines.append((_("In all"), *_sector(report.total, said)))
    as_of = message("As of {day}.", day=report.day).say(said)
    head = Column(_("Focus sector"))
    return [Table(_("Focus sectors"), (head, *_sector_columns(said)), tuple(lines), (as_of,))]


def _sector_columns(said: str) -> tuple[Column, ...]:
    _ = Translator(said)
    return columns(
        Kind.COUNT,
        *(_(title) for title in terms.SECTOR_COUNTS.values()),
        Kind.SHARE,
        _("Satisfied"),
        _("Lowest"),
        _("Highest"),
        Kind.COUNT,
        _("Answers"),
        Kind.NUMBER,
        _("Full-time equivalents, net"),
        _("Created"),
        _("Lost"),
        Kind.COUNT,
        _("Companies measured"),
    )


# The fields of a sector in the order of its cells.
_FIELDS = (*terms.SECTOR_COUNTS, "share", "low", "high", "answered", "net", "created", "lost", "measured")


def _marked(report: SectorsReport, place: int, sector: Sector, said: str) -> tuple[Cell, ...]:
    """A sector's cells on the day at that place of the course, those marked that others do not see."""
    number = report.course[place].sectors.index(sector)
    return marked_row(_sector(sector, said), _FIELDS, report, "course", place, "sectors", number)


def _sector(one: Sector | Total, said: str) -> tuple[Cell, ...]:
    lost = one.lost if isinstance(one.lost, Hidden) else -one.lost + 0
    return (
        *(to_cell(getattr(one, name), said) for name in terms.SECTOR_COUNTS),
        _known(one.share, said),
        one.low,
        one.high,
        to_cell(one.answered, said),
        *(_known(value if one.measured != 0 else None, said) for value in (one.net, one.created, lost)),
        to_cell(one.measured, said),
    )
