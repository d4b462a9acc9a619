"""Amounts and shares in sentences: written as the language writes them, when it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from data_pipeline import language as written
from data_pipeline.agreements import Words
from data_pipeline.language import DEFAULT_LANGUAGE, Message

JOBS_DECIMALS = 1  # tenths of a full-time equivalent


class _Money(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return written.money(self.values["value"], language)


class _Share(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return written.share(self.values["value"], language)


class _Interval(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return written.share_range(self.values["low"], self.values["high"], language)


class _MonthName(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return written.month(self.values["day"], language)


class _DayOfYear(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        day: dt.date = self.values["day"]
        return written.date(day, language).removesuffix(f" {day.year}")


class _ShortDay(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        day: dt.date = self.values["day"]
        point = "." if language == "da" else ""
        return f"{day.day}{point} {written.month(day, language)}"


class _Joined(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        texts = (text if isinstance(text, str) else text.say(language) for text in self.values["texts"])
        return str(self.values["between"]).join(texts)


class _Number(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        return written.number(self.values["value"], language, self.values["decimals"])


class _Words(Message):
    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        said: str = self.values["words"].say(language)
        return said


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


def words(agreed: Words) -> Message:
    """A name of the agreement's in a sentence."""
    return _Words("", {"words": agreed})


def money(value: Decimal) -> Message:
    """Kroner with øre."""
    return _Money("", {"value": value})


def share(part: Decimal, whole: Decimal) -> Message:
    """`part` of `whole` in per cent; `whole` is not 0."""
    return _Share("", {"value": part / whole})


def day_of_year(day: dt.date) -> Message:
    """A day without its year: `30. juni`."""
    return _DayOfYear("", {"day": day})


def short_day(day: dt.date) -> Message:
    """A day as an axis has room for it: `30. jun`."""
    return _ShortDay("", {"day": day})


def ratio(value: float) -> Message:
    """A share 0–1 in per cent."""
    return _Share("", {"value": value})


def interval(low: float, high: float) -> Message:
    """Two shares 0–1 in per cent: `74–91 %`."""
    return _Interval("", {"low": low, "high": high})


def month(day: dt.date) -> Message:
    """The short name of a day's month."""
    return _MonthName("", {"day": day})


def joined(texts: Iterable[Message | Words | str], between: str = ", ") -> Message:
    """Sentences one after the other."""
    return _Joined("", {"texts": tuple(texts), "between": between})


def number(value: Decimal, decimals: int) -> Message:
    """A number with so many decimals."""
    return _Number("", {"value": value, "decimals": decimals})
