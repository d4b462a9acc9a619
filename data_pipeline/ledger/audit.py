"""The audit trail: who did what and when, for administrators to read.

Entries are never changed or taken out; the ledger's database refuses it. Details say which page, load or meeting, never
what stood there: neither ids nor values of the CRM.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from data_pipeline.language import N_
from data_pipeline.ledger import AuditEntry, Ledger
from data_pipeline.privacy.rights import Person, Role, require

ACTIONS: Mapping[str, str] = {
    "load": N_("Loaded exports"),
    "undo": N_("Took a load back"),
    "freeze": N_("Froze a meeting"),
    "release": N_("Released a meeting"),
    "settle": N_("Settled fees"),
    "minute": N_("Wrote minutes"),
    "comment": N_("Wrote a comment"),
    "export": N_("Made a file"),
    "digest": N_("Wrote a digest"),
    "view_ids": N_("Saw a list of the CRM's ids"),
    "strategy": N_("Wrote a value of the strategy"),
    "forget": N_("Forgot a client"),
    "retention": N_("Deleted what was too old"),
    "rewrite": N_("Rewrote the stored files"),
    "gone": N_("Wrote off a machine that held files"),
    "turned_away": N_("Was refused entry"),
}
# What an entry may say beside who, when and what. A name that is not here is a mistake in the program.
DETAILS = frozenset(
    {"page", "report", "agreement", "as_of", "snapshot", "format", "language", "meeting", "load", "files", "about",
     "why", "fees", "settlement", "figure", "place"}
)  # fmt: skip


def label(entry: AuditEntry) -> str:
    """What was done, as a message id; the action itself where it is from a newer version."""
    return ACTIONS.get(entry.action, entry.action)


def record(book: Ledger, by: Person, action: str, **details: str | int) -> None:
    """Add an entry to the trail. Raises `ValueError` for an action or a detail that it does not know."""
    unknown = sorted(set(details) - DETAILS) + ([action] if action not in ACTIONS else [])
    if unknown:
        raise ValueError(f"the audit trail knows no {unknown[0]}")
    book.add_audit(AuditEntry(dt.datetime.now(dt.UTC), by.name, action, details))


def trail(book: Ledger, newest: int | None = None, *, by: Person) -> tuple[AuditEntry, ...]:
    """The entries, the newest first, at most `newest` of them. Raises `NotAllowed` for others than administrators."""
    require(by, Role.ADMINISTRATOR)
    return tuple(reversed(book.audit(newest)))
