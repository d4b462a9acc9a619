"""Sådan tælles det: the meaning of every figure on a page, from the catalogue, with its clause."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data_pipeline.figures import CATALOGUE
from ui.words import _, safe


def link(clause: str) -> str:
    """The clause as a link to its definition on the same page, as HTML."""
    return f'<a class="clause" href="#{anchor(clause)}">{safe(clause)}</a>'


def anchor(clause: str) -> str:
    """The clause as a name in the page."""
    return "how-" + "".join(letter if letter.isalnum() else "-" for letter in clause).strip("-").lower()


def of(figures: Iterable[tuple[str, str]]) -> None:
    """The definitions of `(figure id, clause)` in order, under one heading."""
    seen: set[str] = set()
    items = []
    for name, clause in figures:
        figure = CATALOGUE[name]
        target = "" if anchor(clause) in seen else f' id="{anchor(clause)}"'
        seen.add(anchor(clause))
        items.append(
            f"<div{target}><dt>{safe(_(figure.label))}</dt>"
            f"<dd>{safe(_(figure.meaning))} <span>{safe(clause)} · {safe(figure.rule)}</span></dd></div>"
        )
    st.html(f'<section class="how"><h2>{safe(_("How it is counted"))}</h2><dl>{"".join(items)}</dl></section>')
