"""Words, numbers and dates in the reader's language: English message ids in code, Danish by default.

Every `.po` file under `locale/<language>/` is read when first needed, so a change of words needs no compiling.
Everything shown or written anywhere (screen, command line, papers) gets its numbers and dates from here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("da", "en")
DEFAULT_LANGUAGE = "da"
LOCALES = {"da": "da_DK", "en": "en_GB"}
HERE = ZoneInfo("Europe/Copenhagen")  # the parties' clock
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

Number = int | float | Decimal


def N_(msgid: str) -> str:
    """The same text, marked for the catalogue (translated later, when the language is known)."""
    return msgid


@lru_cache
def _catalogue(language: str) -> Mapping[str | tuple[str, str], str | tuple[str, ...]]:
    folder = Path(__file__).parent / "locale" / language
    entries: dict[Any, Any] = {}  # as Babel hands them over: pairs are tuples
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    entries[message.id] = message.string
    return entries


def is_translated(msgid: str | tuple[str, str], language: str) -> bool:
    """Whether the catalogue of `language` has the message (English needs none)."""
    return language == "en" or bool(_catalogue(language).get(msgid))


def translate(msgid: str, language: str) -> str:
    """The text of `msgid` in `language`; the id itself where there is none."""
    found = _catalogue(language).get(msgid, msgid)
    return found if isinstance(found, str) else found[0]


def translate_plural(singular: str, plural: str, count: int, language: str) -> str:
    """The text for `count` things in `language` (Danish and English share the rule: one, or not one)."""
    found = _catalogue(language).get((singular, plural), (singular, plural))
    forms = found if isinstance(found, tuple) else (found, found)
    return forms[0] if count == 1 else forms[-1]


@dataclass(frozen=True)
class Message:
    """A sentence with gaps, spoken when the reader's language is known.

    `values` fills `{gaps}`: numbers and dates are written as the language writes them, what can be said (a `Message`,
    an agreement's words) or a tuple of it is spoken in its turn. Never a value from a row.
    """

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The sentence in `language`."""
        if self.plural is None:
            text = translate(self.msgid, language)
        else:
            text = translate_plural(self.msgid, self.plural, int(self.values["count"]), language)
        return text.format(**{name: spoken(value, language) for name, value in self.values.items()})


def message(msgid: str, plural: str | None = None, /, **values: Any) -> Message:
    """A `Message`, shorter to write: `message("{count} rows", count=3)`."""
    return Message(msgid, values, plural)


class _Written(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        text: str = self.values["write"](*self.values["given"], language)
        return text


def written_by(write: Callable[..., str], *given: Any) -> Message:
    """A `Message` that says what `write(*given, language)` does, once the language is known."""
    return _Written("", {"write": write, "given": given})


def spoken(value: Any, language: str) -> str:
    """Any value as the language writes it in a sentence."""
    if (say := getattr(value, "say", None)) is not None:  # a message, or an agreement's words
        said: str = say(language)
        return said
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return str(value)
    if isinstance(value, dt.datetime):
        return date_time(value, language)
    if isinstance(value, dt.date):
        return date(value, language)
    if isinstance(value, int | float | Decimal):
        return number(value, language, None if isinstance(value, int) else 2)
    if isinstance(value, list | tuple):
        return listing([spoken(one, language) for one in value], language)
    return str(value)


def rounded(value: Number, decimals: int) -> Decimal:
    """`value` with `decimals` decimals, half away from zero (as money is rounded everywhere here)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0  # + 0: no minus before a zero


def number(value: Number, language: str, decimals: int | None = 0) -> str:
    """`1.234,5` or `1,234.5`; `decimals` is exact (None: as an integer stands). Minus is U+2212."""
    digits = decimals or 0
    return _written(rounded(value, digits), digits, language)


@lru_cache(maxsize=4096)  # a page writes hundreds of numbers, most of them again at each run
def _written(shown: Decimal, digits: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = str(format_decimal(abs(shown), pattern, locale=LOCALES[language]))
    return f"{MINUS}{text}" if shown < 0 else text


def money(value: Number, language: str) -> str:
    """`61.450,00 kr.` or `DKK 61,450.00`, with a no-break space."""
    if language == "da":
        return f"{number(value, language, 2)}{NO_BREAK_SPACE}kr."
    return f"DKK{NO_BREAK_SPACE}{number(value, language, 2)}"


def share(value: Number, language: str) -> str:
    """A ratio 0–1 as `84 %` or `84%`: `under 1 %` is more than nothing, `over 99 %` less than all."""
    ratio = Decimal(repr(float(value)))
    shown = number(ratio * 100, language)
    bound = ""
    if ratio > 0 and shown == "0":
        bound, shown = f"under{NO_BREAK_SPACE}", "1"
    elif ratio < 1 and shown == "100":
        bound, shown = f"over{NO_BREAK_SPACE}", "99"
    return f"{bound}{_percent(shown, language)}"


def share_range(low: Number, high: Number, language: str) -> str:
    """Two ratios as `74–91 %` or `74–91%`, each to the nearest percent."""
    first, last = (number(Decimal(repr(float(value))) * 100, language) for value in (low, high))
    return f"{first}–{_percent(last, language)}"


def _percent(shown: str, language: str) -> str:
    return f"{shown}{NO_BREAK_SPACE}%" if language == "da" else f"{shown}%"


def date(value: dt.date, language: str) -> str:
    """`30. juni 2014` or `30 June 2014`."""
    return format_date(value, "d. MMMM y" if language == "da" else "d MMMM y", locale=LOCALES[language])


def weekday(value: dt.date, language: str) -> str:
    """`mandag den 30. juni 2014` or `Monday 30 June 2014`."""
    return format_date(value, "EEEE 'den' d. MMMM y" if language == "da" else "EEEE d MMMM y", locale=LOCALES[language])


def short_date(value: dt.date, language: str) -> str:
    """`30.06.2014` or `30/06/2014`."""
    return format_date(value, "dd.MM.y" if language == "da" else "dd/MM/y", locale=LOCALES[language])


def local(value: dt.datetime) -> dt.datetime:
    """The moment by the parties' clock, without a time zone; one that has none already is taken as it is."""
    return value.astimezone(HERE).replace(tzinfo=None) if value.tzinfo else value


def date_time(value: dt.datetime, language: str) -> str:
    """`14. juli 2014 kl. 08.12` or `14 July 2014, 08:12`, by the parties' clock."""
    value = local(value)
    if language == "da":
        return format_datetime(value, "d. MMMM y 'kl.' HH.mm", locale=LOCALES[language])
    return format_datetime(value, "d MMMM y, HH:mm", locale=LOCALES[language])


def month(value: dt.date, language: str) -> str:
    """The month in three letters, without a point: `jan`, `maj`, `okt`."""
    return format_date(value, "LLL", locale=LOCALES[language]).rstrip(".")[:3]


def listing(parts: list[str], language: str) -> str:
    """`a, b og c` or `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'og' if language == 'da' else 'and'} {parts[-1]}"


# Zero-width characters, marks of direction, soft hyphens and byte-order marks take no room on any screen; ranges of a
# regular expression's class.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text as headings and listed values are compared: case, blanks, last `*`, `nr.`, æ ø å do not tell."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).casefold()
    plain = " ".join(plain.split()).rstrip("* ")
    return plain.replace("nr.", "nr").translate(_LETTERS)
