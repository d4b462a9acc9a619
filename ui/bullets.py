"""Bullets of targets, shares and amounts: every row's x is a share of its target, so targets stand under each other."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.language import N_, message
from data_pipeline.reports import Fee, Jobs, Satisfaction, Target
from ui import words
from ui.marks import HEADLINE, Bullet, Size
from ui.theme import tokens

HEADLINE_END = 1.25  # the axis ends at 125 % of the target, so 80 % satisfied stands under the targets
ROW_END = 1.5
SMALL_TARGET = 10  # below it a forecast bar says more than is known: the interval alone

_DESCRIPTION = N_("{label}: {actual} of {target}")


def target(asked: Target, label: str, end: float = HEADLINE_END, size: Size = HEADLINE) -> str:
    """A target's bullet as HTML: actual, expected today, forecast with its 80 % interval, target."""
    drawing = Bullet(tokens(), size)

    def at(value: float) -> float:
        return min(value / asked.target / end, 1)

    drawing.track(at(asked.target))
    foreseen = asked.forecast
    if foreseen and asked.target >= SMALL_TARGET:
        drawing.forecast(at(asked.actual), at(foreseen.median))
    drawing.actual(at(asked.actual), beyond=asked.actual / asked.target > end)
    if asked.status != "none":
        drawing.expected(at(asked.expected))
    if foreseen and foreseen.low < foreseen.high:
        drawing.interval(at(foreseen.low), at(foreseen.high), beyond=foreseen.high / asked.target > end)
    drawing.target(at(asked.target))
    return drawing.picture(alt_of_target(asked, label))


def alt_of_target(asked: Target, label: str) -> str:
    """What a target's bullet shows, in words and numbers."""
    told = [message(_DESCRIPTION, label=label, actual=asked.actual, target=asked.target)]
    if asked.status != "none":
        told.append(message("expected today {expected}", expected=_whole(asked.expected)))
    if asked.forecast and asked.forecast.low < asked.forecast.high:
        told.append(
            message(
                "forecast {median}, 80% interval {low}–{high}",
                median=asked.forecast.median,
                low=asked.forecast.low,
                high=asked.forecast.high,
            )
        )
    return ", ".join(words.say(one) for one in told)


def share(asked: Satisfaction, label: str) -> str:
    """The share of satisfied voices as HTML: dot, 95 % interval and goal on 0–100 %; a dashed outline for none."""
    drawing = Bullet(tokens(), HEADLINE)
    if asked.share is None or asked.low is None or asked.high is None:
        drawing.unknown(1)
        drawing.target(asked.goal)
        return drawing.picture(words.say(message("{label}: not measured", label=label)))
    drawing.track(1)
    drawing.target(asked.goal)
    drawing.share(asked.share, asked.low, asked.high)
    told = message(
        "{label}: {share} of {count} answers, 95% interval {interval}, goal more than {goal}",
        label=label,
        share=words.spoken(language.share, asked.share),
        count=asked.answered,
        interval=words.spoken(language.share_range, asked.low, asked.high),
        goal=words.spoken(language.share, asked.goal),
    )
    return drawing.picture(words.say(told))


def jobs(asked: Jobs, label: str) -> str:
    """Full-time equivalents against their goal as HTML: no pace is agreed, so none is drawn."""
    measured = asked.net if asked.measure == "net" else asked.created
    told = message(_DESCRIPTION, label=label, actual=_whole(measured), target=asked.goal)
    return _part(float(measured), asked.goal, words.say(told))


def fees(asked: Fee, label: str) -> str:
    """Fees payable against their budget as HTML."""
    told = message(
        _DESCRIPTION,
        label=label,
        actual=words.spoken(language.money, asked.amount),
        target=words.spoken(language.money, asked.budget),
    )
    return _part(float(asked.amount), float(asked.budget), words.say(told))


def _part(value: float, whole: float, alt: str) -> str:
    drawing = Bullet(tokens(), HEADLINE)
    drawing.track(1 / HEADLINE_END)
    if whole:
        drawing.actual(min(max(value, 0) / whole / HEADLINE_END, 1), beyond=value / whole > HEADLINE_END)
    drawing.target(1 / HEADLINE_END)
    return drawing.picture(alt)


def _whole(value: float | Decimal) -> int:
    return int(language.rounded(value, 0))
