"""Headline rows as values: one number against what was agreed, with a small mark and a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline import language
from data_pipeline.language import N_, message
from data_pipeline.reports import Satisfaction, Target
from data_pipeline.views import amounts
from data_pipeline.views.chart import LEAST_FORECAST, Text

END = 1.25  # the axis ends at 125 % of the target, so 80 % satisfied stands under the targets

ROW_END = 1.5  # of the rows of B1
CROWDED = 0.17  # of the axis: nearer to the target than this the word "expected" would touch "target"
DESCRIPTION = N_("{label}: {actual} of {target}")


@dataclass(frozen=True)
class Part:
    """A part of a strip from `start` to `end`, shares 0–1 of its width.

    `kind`: an area (`actual`, `mid`, `cut`, `track`, `forecast` hatched, `unknown` in outline), a line along
    (`interval`, `spread`) or across (`target`, `expected`, `zero`, `gap`), or the `dot` of a share. `goes_on`: beyond
    the axis.
    """

    kind: str
    start: float
    end: float = 0
    goes_on: bool = False


@dataclass(frozen=True)
class Strip:
    """A small mark without an axis of its own: its parts back to front, and in words what they show."""

    parts: tuple[Part, ...]
    told: Text


@dataclass(frozen=True)
class Headline:
    """A number, `of` what, its mark, and what is to be said of it: `verdict` in a word, with a shape by `status`.

    `is_long`: an amount with its unit, which needs the room of two.
    """

    figure: str
    clause: str
    number: Text
    of: Text
    strip: Strip | None
    verdict: Text
    sentence: Text
    status: str = ""
    is_long: bool = False


@dataclass(frozen=True)
class Headlines:
    """Rows under a title; `target`: the word over the line that stands under each other; `legend`: mark and word."""

    title: Text
    target: Text
    rows: tuple[Headline, ...]
    legend: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Fact:
    """A number beside the headline: its name, the value, with a shape by `status`, and what is to be said of it."""

    term: Text
    value: Text
    aside: Text
    status: str = ""


@dataclass(frozen=True)
class Aside:
    """Paragraphs beside the figures, under a title: what counts and what does not."""

    title: Text
    paragraphs: tuple[Text, ...]


def along(value: float, whole: float, end: float = END) -> float:
    """Where a value lies on an axis of `end` times the whole: 0–1."""
    return min(max(value / whole / end, 0), 1) if whole else 0


def against(value: float, whole: float, told: Text, *more: Part) -> Strip:
    """What is reached of a whole, with `more` over it, and the whole as a line across."""
    reached = Part("actual", 0, along(value, whole), goes_on=bool(whole) and value / whole > END)
    return Strip((Part("track", 0, 1 / END), reached, *more, Part("target", 1 / END)), told)


def parts_of(whole: int, *parts: tuple[str, int]) -> tuple[Part, ...]:
    """Counts as areas beside each other over the whole width, by their kinds; the whole unknown where it is zero."""
    if not whole:
        return (Part("unknown", 0, 1),)
    found, start = [], 0
    for kind, count in parts:
        if count:
            found.append(Part(kind, start / whole, (start + count) / whole))
        start += count
    return tuple(found)


def of_target(target: Target, label: Text, end: float = END) -> Strip:
    """What is reached of a target, expected today, foreseen with its 80 % interval, and agreed."""
    foreseen = target.forecast

    def at(value: float) -> float:
        return along(value, target.target, end)

    parts = [Part("track", 0, at(target.target))]
    told = [message(DESCRIPTION, label=label, actual=target.actual, target=target.target)]
    if foreseen and target.target >= LEAST_FORECAST:
        parts.append(Part("forecast", at(target.actual), at(foreseen.median)))
    parts.append(Part("actual", 0, at(target.actual), target.actual / target.target > end))
    if target.status != "none":
        parts.append(Part("expected", at(target.expected)))
        told.append(message("expected today {expected}", expected=int(language.rounded(target.expected, 0))))
    if foreseen and foreseen.low < foreseen.high:
        parts.append(Part("interval", at(foreseen.low), at(foreseen.high), foreseen.high / target.target > end))
        told.append(
            message(
                "forecast {median}, 80% interval {low}–{high}",
                median=foreseen.median,
                low=foreseen.low,
                high=foreseen.high,
            )
        )
    return Strip((*parts, Part("target", at(target.target))), amounts.joined(told))


def of_share(found: Satisfaction, label: Text) -> Strip:
    """The share of satisfied voices with its 95 % interval and the goal on 0–100 %; unknown where there is none."""
    goal = Part("target", found.goal)
    if found.share is None or found.low is None or found.high is None:
        return Strip((Part("unknown", 0, 1), goal), message("{label}: not measured", label=label))
    told = message(
        "{label}: {share} of {count} answers, 95% interval {interval}, goal more than {goal}",
        label=label,
        share=amounts.ratio(found.share),
        count=found.answered,
        interval=amounts.interval(found.low, found.high),
        goal=amounts.ratio(found.goal),
    )
    return Strip((Part("track", 0, 1), goal, Part("spread", found.low, found.high), Part("dot", found.share)), told)
