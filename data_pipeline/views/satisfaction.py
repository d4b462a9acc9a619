"""The sentences about satisfaction, as pure functions of its report (R8)."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline.language import Message, message
from data_pipeline.reports import SatisfactionReport
from data_pipeline.views import amounts
from data_pipeline.views import targets as findings

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
