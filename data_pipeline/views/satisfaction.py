"""The sentences about satisfaction, as pure functions of its report (R8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from data_pipeline import language
from data_pipeline.language import Message, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import (
    LevelShare,
    Satisfaction,
    SatisfactionReport,
)
from data_pipeline.views import amounts, terms
from data_pipeline.views import targets as findings
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, columns, to_cell

FEW_VOICES = 10  # below it a share in per cent says more than is known: the counts alone


def title(report: SatisfactionReport) -> Message:
    """The title of Tilfredshed: the share, and what it is against the goal."""
    whole = report.whole
    if report.is_empty:
        return message("Nobody has been asked yet")
    if not whole.answered:
        return message("Nobody has answered yet")
    if whole.answered < FEW_VOICES:
        return message(
            "{count} of {answered} is satisfied, too few to be sure",
            "{count} of {answered} are satisfied, too few to be sure",
            count=whole.satisfied,
            answered=whole.answered,
        )
    share = percent(whole.satisfied, whole.answered)
    if whole.certainty == "above":
        return message("{share} are satisfied, surely above the goal", share=share)
    if whole.certainty == "below":
        return message("{share} are satisfied, surely not above the goal", share=share)
    if whole.met:
        return message("{share} are satisfied, but the lead is not certain", share=share)
    missing = report.needed - whole.satisfied
    return message(
        "{share} are satisfied, one answer short of the goal",
        "{share} are satisfied, {missing} answers short of the goal",
        count=missing,
        share=share,
        missing=findings.counted(missing),
    )


def rule(report: SatisfactionReport) -> Message:
    """What the agreement's rule asks of the answers there are."""
    return message(
        "At least {needed} of {answered} must be satisfied", needed=report.needed, answered=report.whole.answered
    )


def certainty(report: SatisfactionReport, interval: str, goal: str) -> Message:
    """What the interval says about the goal."""
    if report.whole.certainty == "above":
        return message("all of {interval} is above {goal}", interval=interval, goal=goal)
    if report.whole.certainty == "below":
        return message("nothing of {interval} is above {goal}", interval=interval, goal=goal)
    return message("{interval} holds {goal}", interval=interval, goal=goal)


def percent(part: int, whole: int) -> Message:
    """A share of counts in per cent."""
    return amounts.share(Decimal(part), Decimal(whole))


def question(goal: str) -> Message:
    """What the page answers, with the agreement's own goal in words."""
    return message("Are {goal} satisfied?", goal=goal)


def tables(report: SatisfactionReport, said: str) -> list[Table]:
    """The whole, every month end, and the levels as of the latest quarter end."""
    _ = Translator(said)
    whole = report.whole
    voices = columns(Kind.COUNT, _("Satisfied"), _("Answers"), Kind.SHARE, _("Share"), _("Lowest"), _("Highest"))
    ends = (_("Lowest and highest: the ends of the 95% interval."),)
    now = Table(
        _("Against the goal"),
        (
            *voices,
            *columns(
                Kind.SHARE, _("Goal"), Kind.TEXT, _("Status"), Kind.COUNT, _("Asked"), Kind.SHARE, _("Response rate")
            ),
        ),
        (
            (
                *_voices(whole.satisfied, whole.answered, whole.share, whole.low, whole.high),
                whole.goal,
                _met(whole, said),
                whole.invited,
                whole.response_rate,
            ),
        ),
        ends,
    )
    months = Table(
        _("Satisfied by the end of each month"),
        (Column(_("By the end of"), Kind.DATE), *voices),
        tuple((one.day, *_voices(one.satisfied, one.answered, one.share, one.low, one.high)) for one in report.course),
        ends,
    )
    spread = [name for name in terms.ANSWERS if any(name in _spread(one) for one in report.levels)]
    levels = Table(
        _("Share by level"),
        (
            Column(_("Level")),
            *columns(Kind.COUNT, _("Answers"), Kind.SHARE, _("Share"), _("Lowest"), _("Highest")),
            *(Column(_(terms.ANSWERS[name]), Kind.COUNT) for name in spread),
        ),
        tuple(_level(one, spread, said) for one in report.levels),
        (_as_of(report.day, said), *ends) if report.day else ends,
    )
    return [now, months, levels] if report.levels else [now, months]


def _voices(
    satisfied: int, answered: int, share: float | None, low: float | None, high: float | None
) -> tuple[Cell, ...]:
    return satisfied, answered, share, low, high


def _met(whole: Satisfaction, said: str) -> str:
    _ = Translator(said)
    if whole.met is None:
        return _("Not measured")
    return _("Met") if whole.met else _("Not met")


def _spread(one: LevelShare) -> Mapping[str, int]:
    return one.spread if isinstance(one.spread, Mapping) else {}


def _level(one: LevelShare, names: Sequence[str], said: str) -> tuple[Cell, ...]:
    hidden = one.spread if isinstance(one.spread, Hidden) else None
    spread = _spread(one)
    return (
        language.translate(terms.SCOPES[one.scope], said),
        to_cell(one.answered, said),
        to_cell(one.share, said),
        one.low,
        one.high,
        *(to_cell(hidden or spread.get(name), said) for name in names),
    )


def _as_of(day: dt.date, said: str) -> str:
    return message("As of {day}.", day=day).say(said)
