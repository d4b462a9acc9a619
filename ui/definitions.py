"""Sådan tælles det: the meaning of every figure on a page, from the catalogue, with its clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_pipeline.figures import CATALOGUE
from ui import html
from ui.words import _, safe


@dataclass(frozen=True)
class Entry:
    """What something on a page means, in the reader's words, with its clauses and the rule book's number."""

    label: str
    meaning: str
    clauses: Sequence[str]
    rule: str


def link(clause: str) -> str:
    """The clause as a link to its definition on the same page, as HTML; nothing where nothing is agreed."""
    if not clause:
        return ""
    return f'<a class="clause" href="#{anchor(clause)}">{safe(clause)}</a>'


def anchor(clause: str) -> str:
    """The clause as a name in the page."""
    return "how-" + "".join(letter if letter.isalnum() else "-" for letter in clause).strip("-").lower()


def of(figures: Iterable[tuple[str, str]]) -> list[Entry]:
    """The definitions of `(figure id, clause)` in order, shown under one heading."""
    asked = ((CATALOGUE[name], clause) for name, clause in figures)
    return entries([Entry(_(figure.label), _(figure.meaning), (clause,), figure.rule) for figure, clause in asked])


def entries(listed: list[Entry]) -> list[Entry]:
    """The same definitions, shown under one heading; a clause's link leads to the first that names it."""
    seen: set[str] = set()
    items = []
    for one in listed:
        fresh = [anchor(clause) for clause in one.clauses if anchor(clause) not in seen]
        seen.update(fresh)
        target = f' id="{fresh[0]}"' if fresh else ""
        more = "".join(f'<span id="{name}"></span>' for name in fresh[1:])
        told = " · ".join((", ".join(one.clauses), one.rule))
        items.append(
            f"<div{target}><dt>{more}{safe(one.label)}</dt><dd>{safe(one.meaning)} <span>{safe(told)}</span></dd></div>"
        )
    html.append(f'<section class="how"><h2>{safe(_("How it is counted"))}</h2><dl>{"".join(items)}</dl></section>')
    return listed
