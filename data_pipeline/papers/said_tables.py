"""What was said at a meeting as tables: decisions and actions, comments on figures, and who agrees with them."""

from __future__ import annotations

from collections.abc import Iterable

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, translate
from data_pipeline.ledger import Minute
from data_pipeline.papers.occasion import Occasion
from data_pipeline.papers.tables import Cell, Kind, Sheet, Speaker, columns

KINDS = {"decision": N_("Decision"), "action": N_("Action")}
STATUSES = {"open": N_("Open"), "done": N_("Done"), "dropped": N_("Dropped")}
VERDICTS = {"agreed": N_("agrees"), "disputed": N_("disputes it")}


def of(occasion: Occasion, said: str) -> list[Sheet]:
    """The tables in which something was said."""
    made = (decisions(occasion, said), carried(occasion, said), comments(occasion, said), marks(occasion, said))
    return [sheet for sheet in made if sheet.rows]


def decisions(occasion: Occasion, said: str) -> Sheet:
    """The meeting's decisions and actions, in the order they were written."""
    return _minutes(occasion, translate("Decisions and actions", said), occasion.minutes, said)


def carried(occasion: Occasion, said: str) -> Sheet:
    """Actions of earlier meetings that are still open."""
    return _minutes(occasion, translate("Open actions from earlier meetings", said), occasion.carried, said)


def comments(occasion: Occasion, said: str) -> Sheet:
    """The stories behind the figures."""
    _ = Speaker(said)
    return Sheet(
        _("Comments on figures"),
        columns(Kind.TEXT, _("Figure"), _("Comment"), _("Written by"), Kind.DATE, _("Written")),
        tuple((_figure(one.figure, said), one.text, one.author, one.written_at) for one in occasion.comments),
    )


def marks(occasion: Occasion, said: str) -> Sheet:
    """What each party says of each figure: its last word."""
    _ = Speaker(said)
    return Sheet(
        _("Agreed and disputed figures"),
        columns(Kind.TEXT, _("Figure"), _("Party"), _("Says"), _("Of the value"), _("Note"), Kind.DATE, _("Written")),
        tuple(
            (
                _figure(one.figure, said),
                party(occasion, one.party),
                _(VERDICTS.get(one.verdict, one.verdict)),
                one.value,
                one.note or None,
                one.written_at,
            )
            for one in occasion.marks
        ),
    )


def party(occasion: Occasion, name: str) -> str:
    """The party of that id by its name; the id where the agreement has none."""
    return next((one.name for one in occasion.meeting.agreement.parties if one.id == name), name)


def _minutes(occasion: Occasion, title: str, listed: Iterable[Minute], said: str) -> Sheet:
    _ = Speaker(said)
    head = columns(
        Kind.TEXT,
        _("Kind"),
        _("What"),
        _("Responsible"),
        Kind.DATE,
        _("No later than"),
        Kind.TEXT,
        _("Status"),
        _("Written by"),
        Kind.DATE,
        _("Written"),
    )
    return Sheet(title, head, tuple(_row(occasion, one, said) for one in listed))


def _row(occasion: Occasion, one: Minute, said: str) -> tuple[Cell, ...]:
    _ = Speaker(said)
    latest = occasion.status_of(one)
    word = latest.status if latest else "open"
    return (
        _(KINDS.get(one.kind, one.kind)),
        one.text,
        party(occasion, one.responsible) or None,
        one.due_date,
        _(STATUSES.get(word, word)) if one.kind == "action" else None,
        one.author,
        one.written_at,
    )


def _figure(name: str, said: str) -> str:
    return translate(CATALOGUE[name].label, said) if name in CATALOGUE else name
