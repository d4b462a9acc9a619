"""The loads with their files, and the rows that were refused, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.ledger import Load, LoadFile
from data_pipeline.loading import watch
from data_pipeline.reports import DataReport
from data_pipeline.views import terms
from ui import heading, html, sheet, words
from ui.sheet import Line
from ui.words import _, safe, say

MOST_LOADS = 5  # shown file by file; the older ones as a line each
MOST_FILES = 20  # of a load; the rest under it
COUNTS = ("received", "accepted", "refused", "waiting")


def section(report: DataReport) -> None:
    """The newest loads with their files, the older ones as a line each."""
    with html.box("data_loads"):
        for number, load in enumerate(report.loads[:MOST_LOADS]):
            _load(load, is_first=number == 0)
        rule = _(
            "Received = accepted + refused. A waiting row is accepted, and counts as soon as its client is loaded."
        )
        html.append(f'<p class="note">{safe(rule)}</p>')
        older = report.loads[MOST_LOADS:]
        if older:
            with html.fold(say(message("{count} older load", "{count} older loads", count=len(older)))):
                _older(older)


def refused(report: DataReport) -> None:
    """The newest faults of refused rows: where they stand and what to do, never what stood there."""
    if not report.refused:
        return
    html.append(f'<h2 class="part">{safe(_("Refused rows"))}</h2>')
    lines = [
        Line(
            f"{safe(one.file)}<small>{safe(one.reason)}</small>",
            [safe(one.heading or "–"), _count(one.load), _count(one.line)],
        )
        for one in report.refused
    ]
    columns = [_("Column"), _("Load"), _("Line")]
    with html.box("data_refused"):
        sheet.table(_("Refused rows"), _("File and reason"), columns, lines, stacks=True, is_dense=True)
    if report.refused_count > len(report.refused):
        told = message(
            "The newest {shown} of {count} faults. All of them: {command}",
            shown=len(report.refused),
            count=report.refused_count,
            command="python -m data_pipeline refused",
        )
        html.append(f'<p class="note">{safe(told)}</p>')


def _load(load: Load, is_first: bool) -> None:
    when = load.loaded_at.astimezone(heading.HERE)
    told = [
        say(message("by {author}", author=load.author)),
        _(load.message) if load.message == watch.MESSAGE else load.message,
    ]
    title = safe(message("Load {number}, {at}", number=load.number, at=when))
    html.append(
        f'<h2 class="part{" first" if is_first else ""}">{title} '
        f'<span class="unit">{safe(" · ".join(part for part in told if part))}</span></h2>'
    )
    # Of very many files, those that ask for attention come first.
    files = sorted(load.files, key=_is_quiet) if len(load.files) > MOST_FILES else load.files
    _files(load, files[:MOST_FILES])
    rest = files[MOST_FILES:]
    if rest:
        with html.fold(say(message("{count} more file", "{count} more files", count=len(rest)))):
            _files(load, rest)


def _is_quiet(file: LoadFile) -> bool:
    return file.status != "refused" and not file.refused and not file.waiting


def _files(load: Load, files: Sequence[LoadFile]) -> None:
    columns = [_("Kind"), _("Status"), _("Received"), _("Accepted"), _("Refused"), _("Waiting")]
    lines = [
        Line(
            safe(file.file) + (f"<small>{safe(file.reason)}</small>" if file.reason else ""),
            [
                safe(_(terms.KINDS[file.kind]) if file.kind in terms.KINDS else "–"),
                f'<span class="{"cut" if file.status == "refused" else ""}">'
                f"{safe(_(terms.FILE_STATUS[file.status]))}</span>",
                *(_count(getattr(file, name)) for name in COUNTS),
            ],
        )
        for file in files
    ]
    title = say(message("Files of load {number}", number=load.number))
    sheet.table(title, _("File"), columns, lines, stacks=True, is_dense=True)


def _older(loads: Sequence[Load]) -> None:
    columns = [_("Files"), _("Received"), _("Accepted"), _("Refused"), _("Waiting")]
    lines = [
        Line(
            safe(message("Load {number}, {at}", number=load.number, at=load.loaded_at.astimezone(heading.HERE)))
            + f"<small>{safe(message('by {author}', author=load.author))}</small>",
            [
                _count(len(load.files)),
                *(
                    _count(sum(getattr(file, name) for file in load.files if file.status == "loaded"))
                    for name in COUNTS
                ),
            ],
        )
        for load in loads
    ]
    sheet.table(_("Older loads"), _("Load"), columns, lines, stacks=True, is_dense=True)


def _count(count: int) -> str:
    return safe(words.spoken(language.number, count))
