"""Amounts and shares in sentences: written as the language writes them, when it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from data_pipeline import language as written
from data_pipeline.agreements import Words
from data_pipeline.language import DEFAULT_LANGUAGE, Message, written_by

JOBS_DECIMALS = 1  # tenths of a full-time equivalent


class Capital(Message):
    """A sentence that begins with a capital, whatever word its gap begins with."""

    def __init__(self, inner: Message) -> None:
        super().__init__(inner.msgid, inner.values, inner.plural)

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        text = super().say(language)
        return text[:1].upper() + text[1:]


class Lower(Capital):
    """A label in the middle of a sentence."""

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return super().say(language).lower()


def money(value: Decimal) -> Message:
    """Kroner with øre."""
    return written_by(written.money, value)


def share(part: Decimal, whole: Decimal) -> Message:
    """`part` of `whole` in per cent; `whole` is not 0."""
    return written_by(written.share, part / whole)


def day_of_year(day: dt.date) -> Message:
    """A day without its year: `30. juni`."""
    return written_by(_day_of_year, day)


def short_day(day: dt.date) -> Message:
    """A day as an axis has room for it: `30. jun`."""
    return written_by(_short_day, day)


def ratio(value: float) -> Message:
    """A share 0–1 in per cent."""
    return written_by(written.share, value)


def interval(low: float, high: float) -> Message:
    """Two shares 0–1 in per cent: `74–91 %`."""
    return written_by(written.share_range, low, high)


def month(day: dt.date) -> Message:
    """The short name of a day's month."""
    return written_by(written.month, day)


def joined(texts: Iterable[Message | Words | str], between: str = ", ") -> Message:
    """Sentences one after the other."""
    return written_by(_joined, tuple(texts), between)


def number(value: Decimal, decimals: int) -> Message:
    """A number with so many decimals."""
    return written_by(_number, value, decimals)


def _day_of_year(day: dt.date, language: str) -> str:
    return written.date(day, language).removesuffix(f" {day.year}")


def _short_day(day: dt.date, language: str) -> str:
    point = "." if language == "da" else ""
    return f"{day.day}{point} {written.month(day, language)}"


def _joined(texts: tuple[Message | Words | str, ...], between: str, language: str) -> str:
    return between.join(text if isinstance(text, str) else text.say(language) for text in texts)


def _number(value: Decimal, decimals: int, language: str) -> str:
    return written.number(value, language, decimals)
