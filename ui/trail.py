"""The audit trail as administrators read it under Datagrundlag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data_pipeline.language import N_, message
from data_pipeline.ledger import AuditEntry, audit
from data_pipeline.privacy.rights import Role
from data_pipeline.settings import COMMAND
from data_pipeline.views.table import Column, Kind, Table
from ui import ask, menu, rows
from ui.entry import session
from ui.words import _, say

MOST = 200  # entries on screen; the command line lists them all
# What an entry says beside who, when and what, in the order it is told; what is not here is left to the command line.
_TOLD: Mapping[str, str] = {
    "page": N_("page {value}"),
    "report": N_("page {value}"),
    "meeting": N_("meeting {value}"),
    "agreement": N_("agreement {value}"),
    "about": N_("about {value}"),
    "figure": N_("figure {value}"),
    "as_of": N_("as of {value}"),
    "load": N_("load {value}"),
    "snapshot": N_("load {value}"),
    "files": N_("{value} files"),
    "format": N_("as {value}"),
    "why": N_("reason: {value}"),
}
REASONS = {
    "no role": N_("has no role here"),
    "too many groups": N_("is in too many groups"),
    "too many agreements": N_("has too many agreements"),
    "audience": N_("signed in to another program"),
}


def section() -> None:
    """The newest entries, for administrators; nothing for others."""
    if not session.person().may(Role.ADMINISTRATOR):
        return
    entries = audit.trail(ask.board().ledger, MOST, by=session.person())
    command = f"{COMMAND} audit"
    rest = say(message("The newest {shown}. All of them: {command}", shown=MOST, command=command))
    titles = (_("By"), _("What"), _("About"))
    listed = tuple((one.written_at, one.author, _(audit.label(one)), _about(one)) for one in entries)
    notes = (rest,) if len(entries) == MOST else ()
    columns = (Column(_("Time"), Kind.DATE), *map(Column, titles))
    rows.show("audit", Table(_("Who did what"), columns, listed, notes))


def _about(entry: AuditEntry) -> str:
    return " · ".join(
        say(message(template, value=_value(name, entry.details[name])))
        for name, template in _TOLD.items()
        if name in entry.details
    )


def _value(name: str, value: Any) -> str:
    if name == "why":
        return _(REASONS.get(value, value))
    return menu.name(value) if name in ("page", "report") and value in menu.names() else str(value)
