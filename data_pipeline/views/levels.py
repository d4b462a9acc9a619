"""Satisfaction by level: how answers are spread, and the share of each (R8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_pipeline.language import N_, message, number, translate, written_by
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports import LevelShare, SatisfactionReport
from data_pipeline.views import amounts, terms
from data_pipeline.views.chart import Share, Shares, Text
from data_pipeline.views.table import (
    NOT_MEASURED,
    Cell,
    Column,
    Kind,
    Shown,
    Table,
    Translator,
    columns,
    hidden_word,
    marked_row,
    to_cell,
)

ENDS = N_("Lowest and highest: the ends of the 95% interval.")


@dataclass(frozen=True)
class Spread:
    """How the answers of a level are spread, by kind of answer; no `parts` where they are hidden or there are none.

    `marked`: the kinds of answer that others than the parties do not see (R18).
    """

    label: Text
    count: Text
    parts: Mapping[str, int]
    told: Text
    marked: frozenset[str] = frozenset()


def shares(report: SatisfactionReport) -> Shares:
    """The share of every level."""
    return _shares(report, [_level_share(report, place) for place in range(len(report.levels))])


def whole_and_levels(report: SatisfactionReport) -> Shares:
    """The whole, and the levels."""
    whole = report.whole
    count = message("{satisfied} of {answered} answers", satisfied=whole.satisfied, answered=whole.answered)
    written = message("Not measured") if whole.share is None else amounts.ratio(whole.share)
    first = Share(message(terms.SCOPES["all"]), count, whole.share, whole.low, whole.high, written)
    others = (place for place, level in enumerate(report.levels) if level.scope != "all")
    return _shares(report, [first, *(_level_share(report, place) for place in others)])


def spreads(report: SatisfactionReport) -> tuple[Spread, ...]:
    """How the answers of every level are spread."""
    return tuple(
        spread(
            level,
            message(terms.SCOPES[level.scope]),
            frozenset(name for name in _spread(level) if report.marks.has("levels", place, "spread", name)),
        )
        for place, level in enumerate(report.levels)
    )


def spread(level: LevelShare, label: Text, marks: frozenset[str] = frozenset()) -> Spread:
    """How the answers of a level are spread, under a label."""
    told = (
        written_by(_counts, level.spread)
        if isinstance(level.spread, Mapping)
        else message(NOT_MEASURED if level.spread is None else hidden_word(level.spread))
    )
    return Spread(label, _answers(level.answered), _spread(level), told, marks)


def table(report: SatisfactionReport, language: str) -> Table:
    """A row a level: its share, and how many answered what."""
    _ = Translator(language)
    kinds = [name for name in terms.ANSWERS if any(name in _spread(one) for one in report.levels)]
    return Table(
        _("Share by level"),
        (
            Column(_("Level")),
            *columns(Kind.COUNT, _("Answers"), Kind.SHARE, _("Share"), _("Lowest"), _("Highest")),
            *(Column(_(terms.ANSWERS[name]), Kind.COUNT) for name in kinds),
        ),
        tuple(_marked(report, place, kinds, language) for place in range(len(report.levels))),
        (_as_of(report.day, language), _(ENDS)) if report.day else (_(ENDS),),
    )


def _shares(report: SatisfactionReport, rows: Sequence[Share]) -> Shares:
    return Shares(
        tuple(rows), report.whole.goal, message("goal: more than {goal}", goal=amounts.ratio(report.whole.goal))
    )


def _level_share(report: SatisfactionReport, place: int) -> Share:
    level, is_marked = report.levels[place], report.marks.has("levels", place, "share")
    label, count = message(terms.SCOPES[level.scope]), _answers(level.answered)
    if isinstance(level.share, Hidden):
        return Share(label, count, None, None, None, message(hidden_word(level.share)))
    written = message(NOT_MEASURED) if level.share is None else amounts.ratio(level.share)
    return Share(label, count, level.share, level.low, level.high, written, is_marked)


def _answers(count: Count) -> Text:
    """How many answers; nothing for none, and nothing where a word beside it says that they are hidden."""
    if isinstance(count, Hidden) or count == 0:
        return ""
    return message("{count} answer", "{count} answers", count=count)


def _counts(spread: Mapping[str, int], language: str) -> str:
    return ", ".join(
        f"{translate(terms.ANSWERS[name], language).lower()} {number(spread[name], language)}"
        for name in terms.ANSWERS
        if name in spread
    )


def _spread(one: LevelShare) -> Mapping[str, int]:
    return one.spread if isinstance(one.spread, Mapping) else {}


def _marked(report: SatisfactionReport, place: int, names: Sequence[str], language: str) -> tuple[Cell, ...]:
    """A level's cells, those marked that others do not see."""
    label, *numbers = _level(report.levels[place], names, language)
    of_share = marked_row(numbers, ("answered", "share", "low", "high"), report, "levels", place)
    spread = marked_row(of_share[4:], names, report, "levels", place, "spread")
    return (label, *of_share[:4], *spread)


def _level(one: LevelShare, names: Sequence[str], language: str) -> tuple[Cell, ...]:
    hidden = one.spread if isinstance(one.spread, Hidden) else None
    spread = _spread(one)
    figure = "satisfaction" if one.scope == "all" else f"satisfaction.{one.scope}"
    return (
        Shown(translate(terms.SCOPES[one.scope], language), figure=figure),
        to_cell(one.answered, language),
        to_cell(one.share, language),
        *(to_cell(one.share if isinstance(one.share, Hidden) else end, language) for end in (one.low, one.high)),
        *(to_cell(hidden or spread.get(name), language) for name in names),
    )


def _as_of(day: dt.date, language: str) -> str:
    return message("As of {day}.", day=day).say(language)
