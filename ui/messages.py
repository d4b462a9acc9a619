"""What the page says when it has no figures: what happened, and what to do."""

from __future__ import annotations

from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message
from data_pipeline.loading.desk import Desk
from data_pipeline.settings import COMMAND, Settings
from ui import faults, html, menu, words
from ui.entry import session
from ui.words import _, safe

LOAD = f"{COMMAND} load --samples"


def nothing_loaded() -> None:
    """Nothing has been loaded yet: says how it is done, and leads who may to the place."""
    desk = Desk(Settings.read(), session.person())
    where = f"<p>{menu.link('data', _('Load files'))}</p>" if desk.may_load else ""
    _say(
        _("Nothing is loaded yet"),
        f"<p>{safe(_('Load the exports from the CRM, and the figures stand here.'))}</p>{where}<pre>{safe(LOAD)}</pre>"
        f"<p>{safe(_('The page follows by itself as soon as a load is done.'))}</p>",
    )


def nothing(finding: str, advice: str) -> None:
    """A report without rows: what is missing, and what to choose instead."""
    html.append(
        f'<div class="message" role="status"><p><strong>{safe(finding)}</strong></p><p>{safe(advice)}</p></div>'
    )


def for_parties(told: Correctable) -> None:
    """Whom the page is for, and where the released meetings stand: to somebody who signs for no party."""
    _say(_("For the agreement's parties"), f"{_lines(told)}<p>{menu.link('meeting')}</p>")


def own_fault_told(number: str) -> Message:
    """What is said of a fault of ours: what happened is in the log under a number, and nothing of it here."""
    return message(
        "Something went wrong in Væksttavlen itself. Whoever runs it finds it in the log: {number}.", number=number
    )


def own_fault(number: str) -> None:
    """A fault of ours, in place of the page."""
    _say(_("The figures can not be shown"), f"<p>{safe(own_fault_told(number))}</p>", "alert")


def fault(found: Correctable) -> None:
    """A fault the reader or the owner can mend, in plain words."""
    _say(_("The figures can not be shown"), _lines(found), "alert")


def _lines(told: Correctable) -> str:
    return "".join(f"<p>{safe(line)}</p>" for line in faults.told(told, words.chosen()).splitlines())


def _say(title: str, body: str, role: str = "status") -> None:
    """Put a message (HTML) in place of the page, under its title."""
    html.append(f'<header class="head"><h1>{safe(title)}</h1></header><div class="message" role="{role}">{body}</div>')
