"""Complete client files as a bar, what the others lack, and the inbox."""

from __future__ import annotations

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.loading.watch import Handled, Inbox
from data_pipeline.reports import DataReport
from data_pipeline.views import data as data_findings
from data_pipeline.views import terms
from ui import cells, definitions, heading, headlines, html, sheet, words
from ui.sheet import Line
from ui.words import _, safe, say

MOST_HANDLED = 5  # files of the inbox shown; the folder itself holds them all
MOST_DEBTORS = 200  # Kunde-IDs of a field on screen; the command line lists them all
COMPLETENESS = "completeness"


def headline(report: DataReport) -> None:
    """How many client files hold everything the agreement asks for."""
    headlines.show(data_findings.headlines(report))
    html.append('<div class="space"></div>')


def debt(report: DataReport) -> None:
    """What the client files lack, to be filled in before the meeting."""
    html.append(f'<div class="aside"><h2>{safe(_("Missing in the client files"))}</h2></div>')
    fields = list(terms.FIELDS)
    missing = sorted(report.debt.items(), key=lambda entry: fields.index(entry[0]))
    if not missing:
        html.append(f'<p class="note">{safe(_("Nothing is missing"))}</p>')
        return
    lines = [Line(safe(_(terms.FIELDS[field])), [cells.in_table(cells.count(count))]) for field, count in missing]
    sheet.table(_("Missing in the client files"), _("Field"), [_("Clients")], lines, is_dense=True)
    if report.debtors:
        with html.fold(_("Kunde-ID of each")):
            for field, ids in sorted(report.debtors.items(), key=lambda entry: fields.index(entry[0])):
                html.append(
                    f'<p class="note"><strong>{safe(_(terms.FIELDS[field]))}:</strong> {safe(_listed(ids))}</p>'
                )


def inbox(found: Inbox | None) -> None:
    """What waits in the inbox and what became of the newest files; nothing for those who may not see it."""
    if found is None:
        return
    told = (
        message("{count} file waits", "{count} files wait", count=len(found.waiting))
        if found.waiting
        else message("No file waits")
    )
    html.append(f'<div class="aside inbox"><h2>{safe(_("Inbox"))}</h2><p>{safe(told)}</p></div>')
    if found.handled:
        lines = [_handled(one) for one in found.handled[:MOST_HANDLED]]
        with html.box("data_inbox"):
            sheet.table(_("Inbox"), _("File"), [_("Status")], lines, is_dense=True)


def _handled(one: Handled) -> Line:
    """What became of a file and when; of a refused one, the report beside it that tells why."""
    is_refused = one.folder == "refused"
    told = [words.spoken(language.date_time, one.at.astimezone(heading.HERE))]
    if is_refused:
        told.append(say(message("why: {file}", file=f"{one.folder}/{one.report.name}")))
    status = safe(_(terms.FILE_STATUS["refused" if is_refused else "loaded"]))
    return Line(
        f"{safe(one.name)}<small>{'<br>'.join(map(safe, told))}</small>",
        [f'<span class="cut">{status}</span>' if is_refused else status],
    )


def meanings(report: DataReport) -> list[definitions.Definition]:
    """Every figure of the house, those that mean the same together; the page's own first."""
    ordered = sorted(report.definitions, key=lambda one: one[0] != COMPLETENESS)
    labels: dict[tuple[str, str], list[str]] = {}
    clauses: dict[tuple[str, str], list[str]] = {}
    for name, clause in ordered:
        figure = CATALOGUE[name]
        kind = (figure.meaning, figure.rule)
        labels.setdefault(kind, []).append(_(figure.label))
        clauses.setdefault(kind, []).append(clause)
    return [
        definitions.Definition(
            " · ".join(dict.fromkeys(labels[kind])), _(kind[0]), tuple(dict.fromkeys(clauses[kind])), kind[1]
        )
        for kind in labels
    ]


def _listed(ids: tuple[str, ...]) -> str:
    shown = ", ".join(ids[:MOST_DEBTORS])
    if len(ids) <= MOST_DEBTORS:
        return shown
    command = "python -m data_pipeline trace completeness"
    return f"{shown} … {say(message('All {count}: {command}', count=len(ids), command=command))}"
