"""Datagrundlag: what was loaded, refused and is missing, and what every figure means (R14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.erasure.originals import REFUSED
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message, translate, written_by
from data_pipeline.ledger import Load, LoadFile, standing
from data_pipeline.loading import watch
from data_pipeline.loading.watch import Inbox
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports import DataReport
from data_pipeline.settings import COMMAND
from data_pipeline.views import amounts, terms
from data_pipeline.views import headline as marks
from data_pipeline.views.chart import Multiples, Panel, counted
from data_pipeline.views.definitions import Definition
from data_pipeline.views.headline import Headline, Headlines, Strip
from data_pipeline.views.table import Cell, Column, Kind, Shown, Table, Translator, marked, to_cell

COMPLETENESS = "completeness"
MOST_LOADS = 5  # on a page file by file; the older ones as a row each
MOST_FILES = 20  # of a load on a page
MOST_HANDLED = 5  # files of the inbox; the folder itself holds them all


def title(report: DataReport) -> Message:
    """The title of Datagrundlag: how much of what was received counts."""
    received, refused, waiting = (_sum(report, name) for name in ("received", "refused", "waiting"))
    files = sum(file.status == "refused" for load in standing(report.loads) for file in load.files)
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
    label = message(CATALOGUE[COMPLETENESS].label)
    told = message("{label}: {complete} of {clients}", label=label, complete=report.complete, clients=report.clients)
    lacking = report.clients - report.complete
    row = Headline(
        figure=COMPLETENESS,
        clause=report.clause,
        number=amounts.number(Decimal(report.complete), 0) if report.clients else "–",
        of=message("of {count}", count=report.clients) if report.clients else "",
        strip=Strip(marks.parts_of(report.clients, ("actual", report.complete), ("unknown", lacking)), told),
        verdict=message("Not measured") if report.share is None else amounts.ratio(report.share),
        sentence=missing(report),
    )
    return Headlines(message("The client files"), "", (row,))


def _sum(report: DataReport, name: str) -> int:
    return sum(getattr(file, name) for load in standing(report.loads) for file in load.files if file.status == "loaded")


def definitions(report: DataReport) -> list[Definition]:
    """Every figure of the house, those that mean the same together; the page's own first."""
    together: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, clause in sorted(report.definitions, key=lambda one: one[0] != COMPLETENESS):
        figure = CATALOGUE[name]
        together.setdefault((figure.meaning, figure.rule), []).append((figure.label, clause))
    return [
        Definition(
            written_by(_labels, tuple(dict.fromkeys(label for label, _ in listed))),
            message(meaning),
            tuple(dict.fromkeys(clause for _, clause in listed)),
            rule,
        )
        for (meaning, rule), listed in together.items()
    ]


def _labels(labels: Sequence[str], language: str) -> str:
    return " · ".join(dict.fromkeys(translate(label, language) for label in labels))


def tables(report: DataReport, language: str) -> list[Table]:
    """The loads file by file, what is missing, and the refused rows for those who may see them."""
    _ = Translator(language)
    loads = Table(
        _("Loads"),
        (
            Column(_("Load"), Kind.COUNT),
            Column(_("Time"), Kind.DATE),
            Column(_("Loaded by")),
            *_file_columns(language),
        ),
        tuple(
            (load.number, load.loaded_at, load.author, *_file(file, language))
            for load in report.loads
            for file in load.files
        ),
    )
    others = (missing_fields(report, language), debtors(report, language), refused(report, language))
    return [loads, *(table for table in others if table.rows)]


def authors(report: DataReport) -> tuple[str, ...]:
    """Who loaded, the newest first."""
    return tuple(dict.fromkeys(load.author for load in report.loads))


def newest(report: DataReport, language: str) -> list[Table]:
    """The newest loads, each as a table of its files; what the columns mean under the first."""
    loads = [load for load in report.loads if load.files][:MOST_LOADS]
    first, *others = [_files_of(load, report.loads, language) for load in loads]
    rule = translate(
        "Received = accepted + refused. A waiting row is accepted, and counts as soon as its client is loaded.",
        language,
    )
    return [replace(first, notes=(rule,)), *others]


def _files_of(load: Load, loads: Sequence[Load], language: str) -> Table:
    """The files of a load, one of `loads`; of very many, those that ask for attention come first."""
    files = sorted(load.files, key=_is_quiet) if len(load.files) > MOST_FILES else load.files
    author = message("by {author}", author=load.author).say(language)
    return Table(
        message("Load {number}, {at}", number=load.number, at=load.loaded_at).say(language),
        _file_columns(language),
        tuple(_file(file, language) for file in files),
        unit=" · ".join(part for part in (_taken_back(load, loads, language), author, _said(load, language)) if part),
    )


def _taken_back(load: Load, loads: Sequence[Load], language: str) -> str:
    """Which load took this one back; nothing for a load that stands."""
    by = [one.number for one in loads if one.undoes == load.number]
    return message("taken back by load {load}", load=by[0]).say(language) if by else ""


def last(report: DataReport, language: str, *, may_undo: bool = False) -> Table:
    """The newest loads, a row each; for who `may_undo` those that stand lead to what taking them back would move."""
    notes = (
        translate(
            "A load that was taken back does not count; earlier meetings stand as they were. Load the files again to "
            "have them back.",
            language,
        ),
    )
    title = translate("The newest loads", language)
    found = _loads(title, report, report.loads[:MOST_LOADS], language, may_undo=may_undo)
    return replace(found, notes=notes if may_undo else ())


def older(report: DataReport, language: str, *, may_undo: bool = False) -> Table:
    """The loads before the newest, a row each."""
    loads = report.loads[MOST_LOADS:]
    title = message("{count} older load", "{count} older loads", count=len(loads)).say(language)
    return _loads(title, report, loads, language, may_undo=may_undo)


def _loads(title: str, report: DataReport, loads: Sequence[Load], language: str, *, may_undo: bool) -> Table:
    _ = Translator(language)
    stand = {load.number for load in standing(report.loads)}
    return Table(
        title,
        (
            Column(_("No.")),
            Column(_("Time"), Kind.DATE),
            Column(_("By")),
            Column(_("Message")),
            *(Column(_(name), Kind.COUNT) for name in ("Files", "Received", "Refused")),
            Column(_("Status")),
        ),
        tuple(
            (
                str(load.number),
                load.loaded_at,
                load.author,
                _said(load, language),
                *((len(load.files), *_counts(load)) if load.files else (None,) * 3),
                _state(load, report.loads, language, may_undo=may_undo and load.number in stand),
            )
            for load in loads
        ),
    )


def _said(load: Load, language: str) -> str:
    """Why it was loaded, or which load it took back and why."""
    remark = translate(load.message, language) if load.message == watch.MESSAGE else load.message
    back = "" if load.undoes is None else message("takes load {load} back", load=load.undoes).say(language)
    return " · ".join(part for part in (back, remark) if part)


def _counts(load: Load) -> tuple[int, int]:
    read = [file for file in load.files if file.status == "loaded"]
    return sum(file.received for file in read), sum(file.refused for file in read)


def _state(load: Load, loads: Sequence[Load], language: str, *, may_undo: bool) -> Cell:
    """What stands at the end of a load's row: that it was taken back, or the way to do so."""
    if back := _taken_back(load, loads, language):
        return back
    return Shown(translate("Undo", language), undoes=load.number) if may_undo else None


def debt(report: DataReport, most: int) -> Multiples:
    """How many clients lack each of the `most` fields that most of them lack."""
    shown = sorted(_fields(report), key=lambda name: _shown(report.debt[name]), reverse=True)[:most]
    bars = tuple(counted(report.debt[name], marked=report.marks.has("debt", name)) for name in shown)
    labels = tuple(message(terms.FIELDS[name]) for name in shown)
    return Multiples(labels, (Panel(message("Clients that lack it"), bars),))


def missing_fields(report: DataReport, language: str) -> Table:
    """How many clients lack each field."""
    _ = Translator(language)
    rows = tuple(
        (_(terms.FIELDS[name]), marked(to_cell(report.debt[name], language), report, "debt", name))
        for name in _fields(report)
    )
    notes = () if rows else (_("Nothing is missing"),)
    return Table(_("Missing in the client files"), (Column(_("Field")), Column(_("Clients"), Kind.COUNT)), rows, notes)


def debtors(report: DataReport, language: str) -> Table:
    """The clients that lack a field, a row for each field that each lacks."""
    _ = Translator(language)
    return Table(
        _("Kunde-ID of each"),
        (Column(_("Field")), Column(_("Client"))),
        tuple((_(terms.FIELDS[name]), id_) for name in _fields(report) for id_ in report.debtors.get(name, ())),
    )


def refused(report: DataReport, language: str) -> Table:
    """The newest faults of refused rows: where they stand and what to do, never what stood there."""
    _ = Translator(language)
    rest = message(
        "The newest {shown} of {count} faults. All of them: {command}",
        shown=len(report.refused),
        count=report.refused_count,
        command=f"{COMMAND} refused",
    )
    return Table(
        _("Refused rows"),
        (
            Column(_("File")),
            Column(_("Reason"), is_small=True),
            Column(_("Column")),
            Column(_("Load"), Kind.COUNT),
            Column(_("Line"), Kind.COUNT),
        ),
        tuple((one.file, one.reason.say(language), one.heading, one.load, one.line) for one in report.refused),
        (rest.say(language),) if report.refused_count > len(report.refused) else (),
    )


def inbox(found: Inbox, language: str) -> Table:
    """What waits in the inbox and what became of the newest files; of a refused one, which report tells why."""
    _ = Translator(language)
    waiting = message("{count} file waits", "{count} files wait", count=len(found.waiting))
    return Table(
        _("Inbox"),
        (
            Column(_("File")),
            Column(_("Time"), Kind.DATE, is_small=True),
            Column(_("Reason"), is_small=True),
            Column(_("Status")),
        ),
        tuple(
            (
                one.name,
                one.at,
                f"{one.folder}/{one.report.name}" if one.folder == REFUSED else None,
                _file_status("refused" if one.folder == REFUSED else "loaded", language),
            )
            for one in found.handled[:MOST_HANDLED]
        ),
        unit=(waiting if found.waiting else message("No file waits")).say(language),
    )


def _fields(report: DataReport) -> list[str]:
    return [name for name in terms.FIELDS if name in report.debt]


def _shown(count: Count) -> int:
    """For order alone: what is hidden comes last."""
    return 0 if isinstance(count, Hidden) else count


def _is_quiet(file: LoadFile) -> bool:
    return file.status != "refused" and not file.refused and not file.waiting


def _count_columns(language: str) -> tuple[Column, ...]:
    return tuple(Column(translate(title, language), Kind.COUNT) for title in terms.COUNTED.values())


def _file_columns(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return (
        Column(_("File")),
        Column(_("Reason"), is_small=True),
        Column(_("Kind")),
        Column(_("Status")),
        *_count_columns(language),
    )


def _file(file: LoadFile, language: str) -> tuple[Cell, ...]:
    return (
        file.file,
        file.reason.say(language) if file.reason else None,
        translate(terms.KINDS[file.kind], language) if file.kind in terms.KINDS else None,
        _file_status(file.status, language),
        *(getattr(file, name) for name in terms.COUNTED),
    )


def _file_status(status: str, language: str) -> Shown:
    return Shown(translate(terms.FILE_STATUS[status], language), status="cut" if status == "refused" else "")
