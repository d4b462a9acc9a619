"""What `disclosure` shows of a drawn breakdown: a word for each row (R18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from data_pipeline import disclosure
from data_pipeline.disclosure import Hidden, Sum

Rows = Sequence[Mapping[str, str]]
WORDS = {Hidden.FEW: "1–4", Hidden.PROTECTED: "hidden", None: "-"}


def _word(cell: Any) -> str:
    return WORDS[cell] if cell is None or isinstance(cell, Hidden) else str(cell)


def _counts(rows: Rows) -> list[str]:
    return [_word(cell) for cell in disclosure.counts({row["cell"]: int(row["count"]) for row in rows}).values()]


def _shares(rows: Rows) -> list[str]:
    parts = {row["cell"]: (int(row["part"]), int(row["whole"])) for row in rows}
    return [
        str(Fraction(cell).limit_denominator(1000)) if isinstance(cell, float) else _word(cell)
        for cell in disclosure.shares(parts).values()
    ]


def _amounts(rows: Rows) -> list[str]:
    sums = {
        row["cell"]: Sum(
            Decimal(row["amount"]), int(row["parties"]), Decimal(row["two_largest"]), abs(Decimal(row["amount"]))
        )
        for row in rows
    }
    return [_word(cell) for cell in disclosure.amounts(sums).values()]


def _answers(rows: Rows) -> list[str]:
    found = []
    for row in rows:
        shown = disclosure.answers(
            *(int(row[name]) for name in ("dissatisfied", "neutral", "satisfied", "very_satisfied"))
        )
        found.append(_word(shown) if isinstance(shown, Hidden) else " + ".join(map(str, shown.values())))
    return found


CELLS: Mapping[str, Callable[[Rows], list[str]]] = {
    "counts": _counts,
    "shares": _shares,
    "amounts": _amounts,
    "answers": _answers,
}
