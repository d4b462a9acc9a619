"""Charts of a meeting's slides as values: what is proposed, figures then and now, and a figure's course."""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.views.chart import Bullets, Lines, Multiples, Plot, Shares, Stacks, Text, Waterfall


@dataclass(frozen=True)
class Proposed:
    """A line that can be taken, changed or dropped: what is proposed, its occasion under it, who could do it by when.

    `mark`: a status of `STATUS_SHAPES`, `verdict` its word. `choice`: empty while it is up, else `adopted`, `changed`
    or `dropped`; `chosen` in words. `about`: as a line's.
    """

    text: Text
    mark: str
    verdict: Text
    occasion: Text
    responsible: Text
    due: Text
    choice: str
    chosen: Text
    about: str


@dataclass(frozen=True)
class Proposals(Lines):
    """What a meeting is asked to decide: `rows`, and the same as a list to be read aloud."""

    rows: tuple[Proposed, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where a figure stood on a day: as written, as a share of its target, and its verdict in shape and word."""

    written: Text
    along: float | None
    verdict: Text = ""
    shape: str = ""


@dataclass(frozen=True)
class Movement:
    """A figure (its id in the catalogue) then and now; no `then` where no meeting was before.

    `basis`: what it is held against; `has_turned`: its verdict is another; `dispute`: who says that it is wrong.
    """

    figure: str
    label: Text
    basis: Text
    then: Standing | None
    now: Standing
    has_turned: bool = False
    dispute: Text = ""


@dataclass(frozen=True)
class ThenNow:
    """Figures under each other, then → now on a share of each target, with one line for all targets.

    `then` and `now` are their days.
    """

    rows: tuple[Movement, ...]
    then: Text
    now: Text
    goal: Text
    end: float = 1.25


@dataclass(frozen=True)
class Moment:
    """A figure on a day of its course: `value` in the chart's unit, its interval where it has one; None unmeasured.

    `count`: of how many, `under` with the word for them.
    """

    label: Text
    count: Text
    under: Text
    value: float | None
    written: Text
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Course:
    """A figure over time against its goal, from `start` to `end` of one axis. `is_share`: written in per cent.

    `counted`: what the moments' counts are of.
    """

    moments: tuple[Moment, ...]
    goal: float
    goal_label: Text
    start: float
    end: float
    is_share: bool
    counted: Text


Chart = Bullets | Waterfall | Shares | Multiples | Stacks | Lines | ThenNow | Course | Plot
