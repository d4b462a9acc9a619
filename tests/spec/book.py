"""Writes `docs/rules.md` from the specs: `python -m tests.spec.book`.

Every spec is run with a drawing that only writes down what it is given; nothing is calculated here.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from data_pipeline.language import date
from tests.spec.drawing import YEAR_END, Drawing, table_of
from tests.spec.views import FOLLOWED, VIEWS

FOLDER = Path(__file__).parent
TARGET = FOLDER.parents[1] / "docs" / "rules.md"

TITLES = {
    "clients": "Clients",
    "guidances": "Guidances",
    "screenings": "Screenings",
    "referrals": "Referrals",
    "programmes": "Growth programmes",
    "answers": "Questionnaires",
    "employment": "Figures of companies",
}

OPENING = """\
# How it is counted

The rules by which the agreement's figures are made: first in words, then each with the rows that go in and the figures
that must come out. The drawn rows are tests; whoever counts in another way is told so. The page is written from them by
`python -m tests.spec.book`: change the specs in `tests/spec/`, never this page.
"""

DRAWN = """\
# The rules, drawn

`→` stands before what comes out. The agreement runs from 1 January to 31 December 2014, and the figures are those of
its last day unless another day is named. “–” is unknown; `K1–K80` is eighty rows. A column that is not drawn holds what
is usual: a client of the municipality, registered as a company with everything filled in; a local guidance; a screening
with Væksthjulet that leads to the specialised operator; an A programme. A client that is not drawn is such a one. A
figure that is not drawn is nothing. The [glossary](glossary.md) pairs the words with the agreement's own.
"""


class Written(Drawing):
    """A drawing as paragraphs of Markdown."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, Any]] = []

    def agree(self, words: str, **changed: Any) -> None:
        self._steps.append(("agree", words))

    def load(self, *, full: bool = False, refused: str = "", **tables: str) -> None:
        self._steps.append(("load", (full, refused, tables)))

    def shows(self, on: str = YEAR_END, **tables: str) -> None:
        self._steps.append(("shows", (on, tables)))

    def writes(self, entries: str) -> None:
        self._steps.append(("writes", entries))

    def follows(self, on: str = YEAR_END, *, strategy: str) -> None:
        self._steps.append(("shows", (on, {"strategy": strategy})))

    def reckons(self, **tables: str) -> None:
        self._steps.append(("hides", tables))

    def hides(self, **tables: str) -> None:
        self._steps.append(("hides", tables))

    def paragraphs(self) -> Iterator[str]:
        """What was drawn, in its order; showings of the same tables on several days become one table."""
        several = sum(kind == "load" for kind, _ in self._steps) > 1
        number = 0
        for kind, steps in groupby(self._steps, key=lambda step: step[0]):
            contents = [content for _, content in steps]
            if kind == "shows":
                yield from _shown(contents)
                continue
            for content in contents:
                if kind == "agree":
                    yield f"The agreement: {content}."
                elif kind == "writes":
                    yield "Entries"
                    yield _markdown(*table_of(content))
                elif kind == "hides":
                    for title, drawing in content.items():
                        yield f"→ {title.replace('_', ' ').capitalize()}"
                        yield _markdown(*table_of(drawing))
                else:
                    number += 1
                    yield from _loaded(number if several else 0, *content)


def _loaded(number: int, full: bool, refused: str, tables: dict[str, str]) -> Iterator[str]:
    load = f"Load {number} · " if number else ""
    if full:
        yield f"{load}complete for its kinds"
    if refused:
        yield f"{load}refused: {refused.replace(',', ', ')}"
    if not tables and not refused:
        yield f"{load}nothing"
    for name, drawing in tables.items():
        heading, rows = table_of(drawing)
        if number or heading != ["id"]:  # clients of whom nothing is said need no table
            yield f"{load}{TITLES[name]}"
            yield _markdown(heading, rows)


def _shown(days: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    names = list(dict.fromkeys(name for _, tables in days for name in tables))
    for name in names:
        drawn = [(day, *table_of(tables[name])) for day, tables in days if name in tables]
        heading = drawn[0][1]
        title = (FOLLOWED if name == "strategy" else VIEWS[name]).title
        if len(drawn) == 1 or any(other != heading for _, other, _ in drawn):
            for day, own_heading, rows in drawn:
                on = "" if day == YEAR_END and len(drawn) == 1 else f" on {_date(day)}"
                if rows:
                    yield f"→ {title}{on}"
                    yield _markdown(own_heading, rows)
                else:
                    yield f"→ {title}{on}: nothing"
            continue
        rows = [
            [_date(day), *row]
            for day, _, found in drawn
            for row in (found or [["nothing", *[""] * (len(heading) - 1)]])
        ]
        yield f"→ {title}"
        yield _markdown(["on", *heading], rows)


def _date(day: str) -> str:
    return date(dt.date.fromisoformat(day), "en")


def _markdown(heading: list[str], rows: list[list[str]]) -> str:
    words = [[cell.replace("_", " ") for cell in heading], ["---"] * len(heading)]
    words += [[_cell(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in words)


def _cell(cell: str) -> str:
    return "–" if cell == "-" else cell.replace("..", "–").replace("_", " ")


def rules() -> list[tuple[str, str, list[tuple[str, Callable[[Drawing], None]]]]]:
    """Every rule: its title, what it is about, and its specs with their sentences, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("test_*.py")):
        module = importlib.import_module(f"tests.spec.{path.stem}")
        specs = [
            (inspect.getdoc(function) or "", function)
            for name, function in vars(module).items()
            if name.startswith("test_") and list(inspect.signature(function).parameters) == ["drawn"]
        ]
        if specs:
            title, _, about = (inspect.getdoc(module) or "").partition("\n\n")
            found.append((title, " ".join(about.split()), specs))
    return found


def text() -> str:
    """The whole page."""
    book = rules()
    parts = [OPENING]
    for title, about, specs in book:
        parts.append(f"**[{title}](#{_anchor(title)})** {about}")
        parts.append("\n".join(f"{number}. {sentence}" for number, (sentence, _) in enumerate(specs, 1)))
    parts.append(DRAWN)
    for title, _, specs in book:
        parts.append(f"## {title}")
        rule = f"{title.partition(':')[0]}." if ":" in title else ""
        for number, (sentence, spec) in enumerate(specs, 1):
            drawing = Written()
            spec(drawing)
            parts.append(f"**{rule}{number} {sentence}**")
            parts += drawing.paragraphs()
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _anchor(title: str) -> str:
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
