"""What figures mean, as a page and its files explain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.views.chart import Text


@dataclass(frozen=True)
class Definition:
    """What something on a page means, with its clauses and the rule book's number."""

    label: Text
    meaning: Text
    clauses: Sequence[str]
    rule: str


def of(figures: Iterable[tuple[str, str]]) -> list[Definition]:
    """The definitions of `(figure id, clause)`, in order."""
    entries = ((CATALOGUE[name], clause) for name, clause in figures)
    return [Definition(message(one.label), message(one.meaning), (clause,), one.rule) for one, clause in entries]
