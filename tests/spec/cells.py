"""What `disclosure` shows of a drawn breakdown: a word for each row (R18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from data_pipeline.privacy import courses
from data_pipeline.privacy.courses import Part
from data_pipeline.privacy.small_cells import Hidden

Rows = Sequence[Mapping[str, str]]
WORDS = {Hidden.FEW: "1–4", Hidden.PROTECTED: "hidden", None: "-"}


def _word(cell: Any) -> str:
    return WORDS[cell] if cell is None or isinstance(cell, Hidden) else str(cell)


def _steps(cell: str) -> list[str]:
    """A cell with one value for every quarter end: `7, 9, 12`."""
    return [one.strip() for one in cell.split(",")]


def _course(rows: Rows, name: str) -> list[dict[str, int]]:
    quarters = zip(*(_steps(row[name]) for row in rows), strict=True)
    return [{row["cell"]: int(count) for row, count in zip(rows, counts, strict=True)} for counts in quarters]


def _counts(rows: Rows) -> list[str]:
    earlier = [_course(rows, "before")] if "before" in rows[0] else []
    shown = courses.counts(_course(rows, "count"), earlier)
    return [", ".join(_word(one[row["cell"]]) for one in shown) for row in rows]


def _shares(rows: Rows) -> list[str]:
    parts = {row["cell"]: Part(int(row["part"]), int(row["whole"])) for row in rows}
    (shown,) = courses.shares([parts])
    return [
        str(Fraction(cell).limit_denominator(1000)) if isinstance(cell, float) else _word(cell)
        for cell in shown.values()
    ]


def _amounts(rows: Rows) -> list[str]:
    """Who holds what is drawn as `40, 30, 20`, one number for each party."""

    def held(row: Mapping[str, str], name: str) -> tuple[courses.Held, ...]:
        amounts = [] if row[name] == "-" else _steps(row[name])
        return ({f"{row['cell']}{number}": Decimal(amount) for number, amount in enumerate(amounts)},)

    names = [name for name in ("first", "amounts") if name in rows[0]]
    course = [{row["cell"]: held(row, name) for row in rows} for name in names]
    hidden = courses.hidden_amounts(course)[-1]
    return ["hidden" if row["cell"] in hidden else str(courses.sum_of(held(row, names[-1])[0])) for row in rows]


def _answers(rows: Rows) -> list[str]:
    found = []
    for row in rows:
        (shown,) = courses.answers(
            [{name: int(row[name]) for name in ("dissatisfied", "neutral", "satisfied", "very_satisfied")}]
        )
        found.append(_word(shown) if isinstance(shown, Hidden) else " + ".join(map(str, shown.values())))
    return found


CELLS: Mapping[str, Callable[[Rows], list[str]]] = {
    "counts": _counts,
    "shares": _shares,
    "amounts": _amounts,
    "answers": _answers,
}
