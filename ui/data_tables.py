"""Loads, refused rows, missing fields and the inbox, as tables."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from data_pipeline import language
from data_pipeline.language import N_, message
from data_pipeline.reports import DataReport
from data_pipeline.watch import Inbox
from ui import cells, data_findings, heading, sheet, words
from ui.sheet import Line
from ui.words import _, safe, say

STATUS = {"loaded": N_("loaded"), "unchanged": N_("unchanged"), "refused": N_("refused")}
FIELDS = {
    "cpr": N_("CPR number"),
    "cvr": N_("CVR number"),
    "name": N_("Name"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "education": N_("Education"),
    "industry": N_("Industry code"),
    "contact": N_("Contact person"),
    "contact_education": N_("Contact person's education"),
    "content": N_("Main content of a guidance"),
}
MOST_HANDLED = 5  # files of the inbox shown; the folder itself holds them all


def loads(report: DataReport) -> None:
    """Every load with its files, the newest first."""
    columns = [_("Kind"), _("Status"), _("Received"), _("Accepted"), _("Refused"), _("Waiting")]
    for load in report.loads:
        when = load.loaded_at.astimezone(heading.HERE)
        told = [say(message("by {author}", author=load.author)), load.message]
        st.html(
            f'<h2 class="part">{safe(message("Load {number}, {at}", number=load.number, at=when))} '
            f'<span class="unit">{safe(" · ".join(part for part in told if part))}</span></h2>'
        )
        lines = [
            Line(
                safe(file.file) + (f"<small>{safe(file.reason)}</small>" if file.reason else ""),
                [
                    safe(file.kind or "–"),
                    safe(_(STATUS[file.status])),
                    *(_count(number) for number in (file.received, file.accepted, file.refused, file.waiting)),
                ],
            )
            for file in load.files
        ]
        sheet.table(
            say(message("Files of load {number}", number=load.number)),
            _("File"),
            columns,
            lines,
            stacks=True,
            is_dense=True,
        )
    rule = _("Received = accepted + refused. A waiting row is accepted, and counts as soon as its client is loaded.")
    st.html(f'<p class="note">{safe(rule)}</p>')


def refused(report: DataReport) -> None:
    """Every fault of a refused row: where it stands and what to do, never what stood there."""
    if not report.refused:
        return
    st.html(f'<h2 class="part">{safe(_("Refused rows"))}</h2>')
    lines = [
        Line(
            f"{safe(one.file)}<small>{safe(one.reason)}</small>",
            [_count(one.load), _count(one.line), safe(one.heading or "–")],
        )
        for one in report.refused
    ]
    sheet.table(_("Refused rows"), _("File and reason"), [_("Load"), _("Line"), _("Column")], lines, is_dense=True)


def debt(report: DataReport) -> None:
    """What the client files lack, to be filled in before the meeting."""
    st.html(
        f'<div class="aside"><h2>{safe(_("Missing in the client files"))}</h2>'
        f"<p>{safe(data_findings.completeness(report))}</p></div>"
    )
    missing = sorted(report.debt.items(), key=lambda entry: list(FIELDS).index(entry[0]))
    if missing:
        lines = [Line(safe(_(FIELDS[field])), [cells.count(count)]) for field, count in missing]
        sheet.table(_("Missing in the client files"), _("Field"), [_("Clients")], lines, is_dense=True)
    if report.debtors:
        with st.expander(_("Kunde-ID of each")):
            for field, ids in sorted(report.debtors.items(), key=lambda entry: list(FIELDS).index(entry[0])):
                st.html(f'<p class="note"><strong>{safe(_(FIELDS[field]))}:</strong> {safe(", ".join(ids))}</p>')


def inbox(found: Inbox) -> None:
    """What waits in the inbox and what became of the newest files."""
    told = (
        message("{count} file waits", "{count} files wait", count=len(found.waiting))
        if found.waiting
        else message("No file waits")
    )
    st.html(f'<div class="aside inbox"><h2>{safe(_("Inbox"))}</h2><p>{safe(told)}</p></div>')
    if found.handled:
        lines = [
            Line(safe(one.name), [safe(_(STATUS["refused" if one.folder == "refused" else "loaded"])), _when(one.at)])
            for one in found.handled[:MOST_HANDLED]
        ]
        sheet.table(_("Inbox"), _("File"), [_("Status"), _("Time")], lines, is_dense=True)


def shown_figures(report: DataReport) -> list[tuple[str, str]]:
    """The figures of the page with their clauses, for the definitions."""
    return [("completeness", report.clause)]


def _count(count: int) -> str:
    return safe(words.spoken(language.number, count))


def _when(at: dt.datetime) -> str:
    return safe(words.spoken(language.short_date, at.astimezone(heading.HERE)))
