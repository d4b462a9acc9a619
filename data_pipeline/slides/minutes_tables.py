"""What was said at a meeting as tables: decisions and actions, comments on figures, and who agrees with them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import translate
from data_pipeline.ledger import FigureMark
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.slides.occasion import Occasion
from data_pipeline.views import terms
from data_pipeline.views.table import Cell, Kind, Shown, Table, Translator, columns


def of(occasion: Occasion, language: str) -> list[Table]:
    """The tables in which something was said."""
    made = (
        decisions(occasion, language),
        carried(occasion, language),
        comments(occasion, language),
        marks(occasion, language),
    )
    return [sheet for sheet in made if sheet.rows]


def decisions(occasion: Occasion, language: str) -> Table:
    """The meeting's decisions and actions, in the order they were written."""
    return _minutes(translate("Decisions and actions", language), occasion.minutes, language)


def carried(occasion: Occasion, language: str) -> Table:
    """What the meeting had to come back to."""
    return _minutes(translate("From last time", language), occasion.carried, language)


def comments(occasion: Occasion, language: str) -> Table:
    """The stories behind the figures."""
    _ = Translator(language)
    return Table(
        _("Comments on figures"),
        columns(Kind.TEXT, _("Figure"), _("Comment"), _("Written by"), Kind.DATE, _("Written")),
        tuple((_figure(one.figure, language), one.text, one.author, one.written_at) for one in occasion.comments),
    )


def marks(occasion: Occasion, language: str) -> Table:
    """What each party says of each figure: its last word."""
    _ = Translator(language)
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
                _figure(one.figure, language),
                minutes.party_name(occasion.meeting.agreement, one.party),
                _(minutes.VERDICTS.get(one.verdict, one.verdict)),
                seen(one),
                one.note or None,
                one.author,
                one.written_at,
            )
            for one in occasion.marks
        ),
    )


def _minutes(title: str, listed: Iterable[Carried], language: str) -> Table:
    _ = Translator(language)
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
    return Table(title, head, tuple(_row(one, language) for one in listed))


def _row(one: Carried, language: str) -> tuple[Cell, ...]:
    _ = Translator(language)
    minute = one.minute
    return (
        _(minutes.KINDS.get(minute.kind, minute.kind)),
        minute.text,
        one.responsible or None,
        one.due_date,
        _(minutes.STATUSES.get(one.status, one.status)) if one.status else None,
        one.note or None,
        minute.meeting,
        minute.author,
        minute.written_at,
    )


def seen(mark: FigureMark) -> Cell:
    """Return the value the party saw, which is kept as the figures' JSON writes it, as tables write it."""
    try:
        return Shown(Decimal(mark.value), kind=terms.kind_of(mark.figure))
    except InvalidOperation:  # nothing was measured
        return mark.value or None


def _figure(name: str, language: str) -> str:
    return translate(CATALOGUE[name].label, language) if name in CATALOGUE else name
