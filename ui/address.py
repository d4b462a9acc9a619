"""Addresses within the house: a page and what the reader chose, which stands in the URL and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from data_pipeline.language import LANGUAGES
from ui import page_run

FIRST = "overview"  # the page at the root
LANGUAGE = "lang"
SLICE = "slice"
SLICE_OF_SECTOR = "sector"  # the kind of slice that has a page of its own
OF = "of"  # on Hvorfor: whether the figure is the whole's or the slice's
KEPT = ("agreement", "as_of", SLICE, LANGUAGE, "embed")  # what the reader chose follows along to other pages
LONGEST = 300  # letters of a choice; what is longer is none of ours


def asked() -> Mapping[str, str]:
    """What the URL says: a page asks a hundred times, and the session is slow."""
    return page_run.once(_url)


def chosen(name: str, options: Sequence[str]) -> str:
    """The option that the URL names, the first one where it names none or anything else; then it is taken out there."""
    given = asked().get(name)
    if given in options[1:]:
        return str(given)
    if given is not None:
        st.query_params.pop(name, None)
        page_run.forget(_url)
    return options[0]


def here(page: str, choices: Mapping[str, str] | None = None) -> str:
    """The address of a page, relative, with `choices` besides what follows along."""
    kept = {name: value for name, value in asked().items() if name in KEPT}
    return of(page, kept | dict(choices or {}))


def of_sector(sector: str) -> str:
    """The address of a focus sector in depth: the page of all of them with the sector as slice."""
    return here("focus_sectors", {SLICE: f"{SLICE_OF_SECTOR}.{sector}"})


def of_agreement(agreement: str) -> str:
    """The address of an agreement beside its years and neighbours."""
    return here("compare", {"agreement": agreement})


def current(choices: Mapping[str, str]) -> str:
    """The address of the page one is on, relative, with nothing but `choices`."""
    return "?" + of("", choices).removeprefix("?")


def of(page: str, choices: Mapping[str, str]) -> str:
    """The address of a page, relative, with nothing but `choices`; an empty one is the default and is left out."""
    path = "./" if page == FIRST else page
    query = urlencode({name: value for name, value in choices.items() if value}, safe=",")
    return f"{path}?{query}" if query else path


def base() -> str:
    """The path that this server stands under, as `/vaeksttavlen`; empty at the root."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def language() -> str:
    """The reader's language: `da` or `en`."""
    return chosen(LANGUAGE, LANGUAGES)


def _url() -> Mapping[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if len(value) <= LONGEST}
