"""Words, numbers and dates in the reader's language, bound to the session."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from typing import Any

from data_pipeline import language
from data_pipeline.language import Message
from data_pipeline.views.chart import Text, translated
from ui import address, page_run


def chosen() -> str:
    """The reader's language: `da` or `en`."""
    return page_run.once(address.language)


def _(msgid: str) -> str:
    """The text of `msgid` in the reader's language."""
    return language.translate(msgid, chosen())


def say(sentence: Message) -> str:
    """A sentence in the reader's language."""
    return sentence.say(chosen())


def plain(text: Text) -> str:
    """A text of a view in the reader's language."""
    return translated(text, chosen())


def listed(texts: Iterable[Text]) -> str:
    """Texts of a view one after the other, as HTML."""
    return " · ".join(safe(plain(text)) for text in texts)


def spoken(function: Callable[..., str], *values: Any) -> str:
    """What a function of `data_pipeline.language` writes in the reader's language: `spoken(language.share, 0.84)`."""
    return function(*values, chosen())


def safe(text: str | Message) -> str:
    """Text for HTML: nothing in it is read as markup."""
    return html.escape(say(text) if isinstance(text, Message) else text)


def sentence_case(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]
