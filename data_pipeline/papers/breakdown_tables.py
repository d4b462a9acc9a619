"""The tables of breakdowns, small cells as the screen shows them (R18); and of the data behind the figures."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import AnnualReport, DataReport, OperatorReport, RoadReport, Sector, SectorsReport, Total
from data_pipeline.reports.annual_reports import Industry
from data_pipeline.views import terms
from data_pipeline.views.table import NOT_MEASURED, Cell, Column, Kind, Sheet, Speaker, columns, shown

_HIDES = N_("Suppressed: fewer than five companies, two that hold nearly all, or what would give such a number away.")


def focus_sectors(report: SectorsReport, said: str, sector: str = "") -> list[Sheet]:
    """The sectors side by side, or one sector quarter by quarter."""
    _ = Speaker(said)
    note = _(
        "Suppressed: fewer than five parties, fewer than five more or less than at another quarter end or before the "
        "newest load, or what could be worked out from numbers shown."
    )
    if report.is_empty:
        return []
    if sector in report.names:
        rows = tuple((quarter.day, *_sector(quarter.of(sector), said)) for quarter in report.course)
        head = Column(_("By the end of"), Kind.DATE)
        return [Sheet(report.names[sector].say(said), (head, *_sector_columns(said)), rows, (note,))]
    lines: list[tuple[Cell, ...]] = [(report.names[one.id].say(said), *_sector(one, said)) for one in report.sectors]
    lines.append((_("Without a focus sector"), *_sector(report.outside, said)))
    if report.total:
        lines.append((_("In all"), *_sector(report.total, said)))
    as_of = message("As of {day}.", day=report.day).say(said)
    head = Column(_("Focus sector"))
    return [Sheet(_("Focus sectors"), (head, *_sector_columns(said)), tuple(lines), (as_of, note))]


def road(report: RoadReport, said: str) -> list[Sheet]:
    """The road step by step, the channels, and the referrals."""
    _ = Speaker(said)
    if report.is_empty:
        return []
    as_of = message("As of {day}.", day=report.day).say(said)
    steps = Sheet(
        _("The client's road"),
        (Column(_("Step")), Column(_("Entrepreneurs"), Kind.COUNT), Column(_("Companies"), Kind.COUNT)),
        tuple(
            (
                _(CATALOGUE[f"road.{one.step}.company"].label),
                shown(one.entrepreneur, said),
                shown(one.company, said),
            )
            for one in report.steps
        ),
        (as_of, _("Each step counts the parties that took it and all before it, in any order in time.")),
    )
    channels = Sheet(
        _("How they came in"),
        (Column(_("Channel")), Column(_("Parties"), Kind.COUNT)),
        tuple((_(terms.CHANNELS[name]), shown(count, said)) for name, count in report.channels),
        (as_of, _("A party counts once for each channel it has used.")),
    )
    referrals = Sheet(
        _("Referred to problem solvers"),
        (
            Column(_("Referred by")),
            Column(_("Local solvers"), Kind.COUNT),
            Column(_("Specialised solvers"), Kind.COUNT),
        ),
        tuple(
            (_(terms.OPERATORS[one.level]), shown(one.local, said), shown(one.specialised, said))
            for one in report.referrals
        ),
        (as_of, _("Parties with at least one referral of the kind.")),
    )
    return [steps, channels, referrals]


def annual_reports(report: AnnualReport, said: str) -> list[Sheet]:
    """The yearly profile, and each operator's companies by industry."""
    _ = Speaker(said)
    if report.is_empty:
        return []
    as_of = message("As of {day}.", day=report.day).say(said)
    profiles = Sheet(
        _("The yearly profile"),
        (Column(_("Profile")), *(Column(_operator(one, said), Kind.COUNT) for one in report.operators)),
        (
            *(
                (_(terms.PROFILES[name]), *(shown(dict(one.profiles)[name], said) for one in report.operators))
                for name, _count in report.operators[0].profiles
            ),
            (_("In all"), *(one.guided for one in report.operators)),
        ),
        (as_of, _("Parties, by their age at the first guidance in the period.")),
    )
    return [profiles, *(_industries(one, as_of, said) for one in report.operators if one.industries)]


def data(report: DataReport, said: str) -> list[Sheet]:
    """The loads file by file, what is missing, and the refused rows for those who may see them."""
    _ = Speaker(said)
    loads = Sheet(
        _("Loads"),
        (
            Column(_("Load"), Kind.COUNT),
            Column(_("Time"), Kind.DATE),
            Column(_("Loaded by")),
            Column(_("File")),
            Column(_("Kind")),
            Column(_("Status")),
            *(Column(_(terms.COUNTED[name]), Kind.COUNT) for name in terms.COUNTED),
        ),
        tuple(
            (
                load.number,
                load.loaded_at,
                load.author,
                file.file,
                _(terms.KINDS[file.kind]) if file.kind in terms.KINDS else None,
                _(terms.FILE_STATUS[file.status]),
                *(getattr(file, name) for name in terms.COUNTED),
            )
            for load in report.loads
            for file in load.files
        ),
    )
    fields = [name for name in terms.FIELDS if name in report.debt]
    missing = Sheet(
        _("Missing in the client files"),
        (Column(_("Field")), Column(_("Clients"), Kind.COUNT)),
        tuple((_(terms.FIELDS[name]), shown(report.debt[name], said)) for name in fields),
    )
    debtors = Sheet(
        _("Kunde-ID of each"),
        (Column(_("Field")), Column(_("Client"))),
        tuple((_(terms.FIELDS[name]), client) for name in fields for client in report.debtors.get(name, ())),
    )
    refused = Sheet(
        _("Refused rows"),
        (
            Column(_("Load"), Kind.COUNT),
            Column(_("File")),
            Column(_("Line"), Kind.COUNT),
            Column(_("Column")),
            Column(_("Reason")),
        ),
        tuple((one.load, one.file, one.line, one.heading, one.reason.say(said)) for one in report.refused),
        (
            message(
                "The newest {shown} of {count} faults. All of them: {command}",
                shown=len(report.refused),
                count=report.refused_count,
                command="python -m data_pipeline refused",
            ).say(said),
        )
        if report.refused_count > len(report.refused)
        else (),
    )
    return [loads, *(sheet for sheet in (missing, debtors, refused) if sheet.rows)]


def _sector_columns(said: str) -> tuple[Column, ...]:
    _ = Speaker(said)
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


def _sector(one: Sector | Total, said: str) -> tuple[Cell, ...]:
    lost = one.lost if isinstance(one.lost, Hidden) else -one.lost + 0
    return (
        *(shown(getattr(one, name), said) for name in terms.SECTOR_COUNTS),
        _known(one.share, said),
        one.low,
        one.high,
        shown(one.answered, said),
        *(_known(value if one.measured != 0 else None, said) for value in (one.net, one.created, lost)),
        shown(one.measured, said),
    )


def _known(value: object, said: str) -> Cell:
    """A cell that says so where nothing is measured."""
    return language.translate(NOT_MEASURED, said) if value is None else shown(value, said)


def _operator(one: OperatorReport, said: str) -> str:
    level = language.translate(terms.GUIDED_BY[one.level], said)
    return f"{one.operator}, {level.lower()}" if one.operator else level


def _industries(one: OperatorReport, as_of: str, said: str) -> Sheet:
    _ = Speaker(said)
    local = one.level == "local"
    head = (
        [Column(_("Survival"), Kind.SHARE), Column(_("Share that exports"), Kind.SHARE)]
        if local
        else [Column(_("Revenue"), Kind.MONEY), Column(_("Export"), Kind.MONEY)]
    )
    return Sheet(
        message("{operator}: companies by industry", operator=one.operator).say(said),
        (
            Column(_("Industry")),
            Column(_("Companies"), Kind.COUNT),
            *head,
            Column(_("Full-time equivalents"), Kind.NUMBER),
        ),
        (
            *((_(terms.INDUSTRIES[row.group]), *_industry(row, local, said)) for row in one.industries),
            (_("In all"), one.companies, None, None, None),
        ),
        (
            as_of,
            message(_HIDES).say(said),
        ),
    )


def _industry(row: Industry, local: bool, said: str) -> tuple[Cell, ...]:
    middle: Sequence[object] = (row.surviving, row.exporting) if local else (row.revenue, row.export)
    return (
        shown(row.companies, said),
        *(_known(value, said) for value in (*middle, row.full_time)),
    )
