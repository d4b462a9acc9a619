"""Sådan tælles det: the meaning of every figure on a page, with its clause."""

from __future__ import annotations

from collections.abc import Iterable

from data_pipeline.views import definitions
from data_pipeline.views.definitions import Definition
from ui import html
from ui.words import _, plain, safe


def link(clause: str) -> str:
    """The clause as a link to its definition on the same page, as HTML; nothing where nothing is agreed."""
    if not clause:
        return ""
    return f'<a class="clause" href="#{anchor(clause)}">{safe(clause)}</a>'


def anchor(clause: str) -> str:
    """The clause as a name in the page."""
    return "how-" + "".join(letter if letter.isalnum() else "-" for letter in clause).strip("-").lower()


def of(figures: Iterable[tuple[str, str]]) -> list[Definition]:
    """The definitions of `(figure id, clause)` in order, shown under one heading."""
    return entries(definitions.of(figures))


def entries(listed: list[Definition]) -> list[Definition]:
    """The same definitions, shown under one heading; a clause's link leads to the first that names it."""
    seen: set[str] = set()
    items = []
    for one in listed:
        fresh = [anchor(clause) for clause in one.clauses if anchor(clause) not in seen]
        seen.update(fresh)
        target = f' id="{fresh[0]}"' if fresh else ""
        more = "".join(f'<span id="{name}"></span>' for name in fresh[1:])
        source = " · ".join(part for part in (", ".join(one.clauses), one.rule) if part)
        items.append(
            f"<div{target}><dt>{more}{safe(plain(one.label))}</dt>"
            f"<dd>{safe(plain(one.meaning))} <span>{safe(source)}</span></dd></div>"
        )
    if items:
        html.append(f'<section class="how"><h2>{safe(_("How it is counted"))}</h2><dl>{"".join(items)}</dl></section>')
    return listed
