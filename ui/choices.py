"""What the reader chose in the sidebar: agreement, as-of date and language, kept in the URL.

The URL holds ids and ISO dates, the reader sees titles and written dates. Streamlit writes an option's shown text to
the URL, so each choice has a hidden twin that is bound to the URL; only what differs from the default stands there.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data_pipeline import language
from data_pipeline.reports import AgreementChoice
from ui import words
from ui.words import _

LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}
NEWEST = ""  # as-of: the newest date there is


@dataclass(frozen=True)
class Asked:
    """What a page asks its report for."""

    agreement: str
    title: str
    as_of: dt.date


def language_from_url() -> None:
    """Nothing; reads the language from the URL before the first word is written."""
    with st.sidebar.container(key="url_language"):
        _bound(words.KEY, language.LANGUAGES)
    words.begin()


def sidebar(agreements: Sequence[AgreementChoice]) -> Asked | None:
    """What the reader asks for, None when there is nothing to choose among."""
    with st.sidebar.container(key="choices"):
        asked = _data_choices(agreements) if agreements else None
        st.session_state[_shown(words.KEY)] = words.chosen()
        st.segmented_control(
            _("Language"),
            language.LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            key=_shown(words.KEY),
            on_change=_take,
            args=(words.KEY,),
            width="stretch",
            required=True,
        )
    return asked


def _data_choices(agreements: Sequence[AgreementChoice]) -> Asked:
    by_id = {one.id: one for one in agreements}
    with st.container(key="url_data"):
        agreement = by_id[_bound("agreement", list(by_id))]
        newest, *earlier = agreement.as_of
        days = {NEWEST: newest} | {day.isoformat(): day for day in earlier}
        as_of = _bound("as_of", list(days))
    # Streamlit tells options apart by their words.
    titles = Counter(one.title for one in agreements)
    names = {one.id: one.title if titles[one.title] == 1 else f"{one.title} ({one.id})" for one in agreements}
    _choice(_("Agreement"), "agreement", names, agreement.id)
    dates = {key: words.spoken(language.date, day) for key, day in days.items()}
    _choice(_("Status as of"), "as_of", dates, as_of)
    return Asked(agreement.id, agreement.title, days[as_of])


def of_page(key: str, options: Sequence[str]) -> str:
    """A page's own choice as the URL names it, the first option where it names none; read before the page speaks."""
    with st.container(key=f"url_{key}"):
        return _bound(key, options)


def pills(label: str, key: str, titles: dict[str, str], value: str) -> None:
    """The same choice for the reader: one pill an option."""
    st.session_state[_shown(key)] = value
    st.pills(
        label,
        list(titles),
        format_func=titles.__getitem__,
        key=_shown(key),
        on_change=_take,
        args=(key,),
        label_visibility="collapsed",
        required=True,
    )


def _bound(key: str, options: Sequence[str]) -> str:
    """The option that the URL names, the first one where it names none; anything else there is dropped."""
    return st.selectbox(key, options, key=key, bind="query-params", label_visibility="collapsed")


def _choice(label: str, key: str, titles: dict[str, str], value: str) -> None:
    st.session_state[_shown(key)] = value
    st.selectbox(label, list(titles), format_func=titles.__getitem__, key=_shown(key), on_change=_take, args=(key,))


def _shown(key: str) -> str:
    return f"{key}_shown"


def _take(key: str) -> None:
    value = st.session_state[_shown(key)]
    if value is not None:
        st.session_state[key] = value
