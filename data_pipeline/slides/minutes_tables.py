"""What was said at a meeting as tables: decisions and actions, comments on figures, and who agrees with them."""

from __future__ import annotations

from collections.abc import Iterable

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import translate
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.slides.occasion import Occasion
from data_pipeline.views.table import Cell, Kind, Table, Translator, columns


def of(occasion: Occasion, said: str) -> list[Table]:
    """The tables in which something was said."""
    made = (decisions(occasion, said), carried(occasion, said), comments(occasion, said), marks(occasion, said))
    return [sheet for sheet in made if sheet.rows]


def decisions(occasion: Occasion, said: str) -> Table:
    """The meeting's decisions and actions, in the order they were written."""
    return _minutes(translate("Decisions and actions", said), occasion.minutes, said)


def carried(occasion: Occasion, said: str) -> Table:
    """What the meeting had to come back to."""
    return _minutes(translate("From last time", said), occasion.carried, said)


def comments(occasion: Occasion, said: str) -> Table:
    """The stories behind the figures."""
    _ = Translator(said)
    return Table(
        _("Comments on figures"),
        columns(Kind.TEXT, _("Figure"), _("Comment"), _("Written by"), Kind.DATE, _("Written")),
        tuple((_figure(one.figure, said), one.text, one.author, one.written_at) for one in occasion.comments),
    )


def marks(occasion: Occasion, said: str) -> Table:
    """What each party says of each figure: its last word."""
    _ = Translator(said)
    return Table(
        _("Agreed and disputed figures"),
        columns(
            Kind.TEXT,
            _("Figure"),
            _("Party to the agreement"),
            _("Says"),
            _("Of the value"),
            _("Note"),
            _("Written by"),
            Kind.DATE,
            _("Written"),
        ),
        tuple(
            (
                _figure(one.figure, said),
                minutes.party_name(occasion.meeting.agreement, one.party),
                _(minutes.VERDICTS.get(one.verdict, one.verdict)),
                one.value,
                one.note or None,
                one.author,
                one.written_at,
            )
            for one in occasion.marks
        ),
    )


def _minutes(title: str, listed: Iterable[Carried], said: str) -> Table:
    _ = Translator(said)
    head = columns(
        Kind.TEXT,
        _("Kind"),
        _("What"),
        _("Responsible"),
        Kind.DATE,
        _("No later than"),
        Kind.TEXT,
        _("Status"),
        _("Note"),
        _("Meeting"),
        _("Written by"),
        Kind.DATE,
        _("Written"),
    )
    return Table(title, head, tuple(_row(one, said) for one in listed))


def _row(one: Carried, said: str) -> tuple[Cell, ...]:
    _ = Translator(said)
    minute = one.minute
    return (
        _(minutes.KINDS.get(minute.kind, minute.kind)),
        minute.text,
        one.responsible or None,
        minute.due_date,
        _(minutes.STATUSES.get(one.status, one.status)) if one.status else None,
        one.note or None,
        minute.meeting,
        minute.author,
        minute.written_at,
    )


def _figure(name: str, said: str) -> str:
    return translate(CATALOGUE[name].label, said) if name in CATALOGUE else name
