"""“Hvorfor?”: from a figure to what it rests on, by a link that a keyboard, a new window and Back all know."""

from __future__ import annotations

import datetime as dt
import re

from data_pipeline import language
from data_pipeline.figures import FigureId
from data_pipeline.views.chart import Lead
from data_pipeline.views.headline import Strip
from ui import address as addresses
from ui import marks, words
from ui.marks import Size
from ui.words import _, safe

PAGE = "why"
FIGURE = "figure"


def link(figure: str) -> str:
    """A link to the figure's explanation, as HTML; its whole name is for those who hear it."""
    named = safe(f"{_('Why?')} {label(figure)}")
    return f'<a class="here why" href="{safe(address(figure))}" aria-label="{named}">{safe(_("Why?"))}</a>'


def number(text: str, figure: str, day: dt.date | None = None, *, of_slice: bool = False) -> str:
    """A number in a table (HTML) as a link to its explanation, as of another `day` where one is given."""
    plain = re.sub(r"<[^>]+>", " ", text).strip()
    about = ", ".join([label(figure), *([words.spoken(language.date, day)] if day else [])])
    named = f"{plain}, {safe(_('Why?'))} {safe(about)}"
    to = safe(address(figure, day, of_slice=of_slice))
    return f'<a class="here because" href="{to}" aria-label="{named}">{text}</a>'


def mark(picture: str, figure: str, day: dt.date | None = None) -> str:
    """A mark (HTML) that leads a mouse where its number does; others have the number to go by."""
    return f'{picture}<a class="here lead" tabindex="-1" aria-hidden="true" href="{safe(address(figure, day))}"></a>'


def strip(shown: Strip, figure: str, size: Size) -> str:
    """A view's small mark that leads where its number does."""
    return mark(marks.strip(shown, size), figure)


def lead(to: Lead) -> str:
    """Where a view's lead to a figure's rows goes."""
    return address(to.figure, to.day, of_slice=to.of_slice)


def label(figure: str) -> str:
    """The figure's name."""
    return _(FigureId.parse(figure).entry.label)


def address(figure: str, day: dt.date | None = None, *, of_slice: bool = False) -> str:
    """Where the explanation stands, as of `day` or the date the reader chose, of the whole or of the chosen slice."""
    asked = {"as_of": day.isoformat()} if day else {}
    return addresses.here(PAGE, {**asked, FIGURE: figure, **({addresses.OF: addresses.SLICE} if of_slice else {})})
