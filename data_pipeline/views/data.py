"""The sentences about the data behind the figures, as pure functions of their report."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.reports import DataReport
from data_pipeline.views import amounts, terms
from data_pipeline.views import headline as marks
from data_pipeline.views.headline import Headline, Headlines, Strip
from data_pipeline.views.table import Column, Kind, Table, Translator, to_cell


def title(report: DataReport) -> Message:
    """The title of Datagrundlag: how much of what was received counts."""
    received, refused, waiting = (_sum(report, name) for name in ("received", "refused", "waiting"))
    files = sum(file.status == "refused" for load in report.loads for file in load.files)
    if not received:
        return message("No row is read yet")
    if refused:
        return message(
            "{count} row of {received} is refused",
            "{count} rows of {received} are refused",
            count=refused,
            received=received,
        )
    if files:
        return message(
            "{count} file is refused, the rest is read", "{count} files are refused, the rest is read", count=files
        )
    if waiting:
        return message(
            "Every row is read, {count} waits for its client",
            "Every row is read, {count} wait for their client",
            count=waiting,
        )
    return message("Every row of {received} is read", received=received)


def missing(report: DataReport) -> Message:
    """The sentence beside the bar of complete client files."""
    lacking = report.clients - report.complete
    if not report.clients:
        return message("no client is guided yet")
    if not lacking:
        return message("nothing is missing")
    return message("{count} lacks something", "{count} lack something", count=lacking)


def headlines(report: DataReport) -> Headlines:
    """How many client files hold everything the agreement asks for."""
    label = message(CATALOGUE["completeness"].label)
    told = message("{label}: {complete} of {clients}", label=label, complete=report.complete, clients=report.clients)
    lacking = report.clients - report.complete
    row = Headline(
        figure="completeness",
        clause=report.clause,
        number=amounts.number(Decimal(report.complete), 0) if report.clients else "–",
        of=message("of {count}", count=report.clients) if report.clients else "",
        strip=Strip(marks.parts_of(report.clients, ("actual", report.complete), ("unknown", lacking)), told),
        verdict=message("Not measured") if report.share is None else amounts.ratio(report.share),
        sentence=missing(report),
    )
    return Headlines(message("The client files"), "", (row,))


def _sum(report: DataReport, name: str) -> int:
    return sum(getattr(file, name) for load in report.loads for file in load.files if file.status == "loaded")


def tables(report: DataReport, said: str) -> list[Table]:
    """The loads file by file, what is missing, and the refused rows for those who may see them."""
    _ = Translator(said)
    loads = Table(
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
    missing = Table(
        _("Missing in the client files"),
        (Column(_("Field")), Column(_("Clients"), Kind.COUNT)),
        tuple((_(terms.FIELDS[name]), to_cell(report.debt[name], said)) for name in fields),
    )
    debtors = Table(
        _("Kunde-ID of each"),
        (Column(_("Field")), Column(_("Client"))),
        tuple((_(terms.FIELDS[name]), client) for name in fields for client in report.debtors.get(name, ())),
    )
    refused = Table(
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
