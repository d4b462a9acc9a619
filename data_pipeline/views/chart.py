"""A chart as a value, before it is drawn on a screen, a slide or a page: its numbers, and its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data_pipeline import language as words
from data_pipeline.agreements import Words
from data_pipeline.language import Message, message, written_by
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.views import amounts
from data_pipeline.views.table import FEW, hidden_word

Text = Message | Words | str


LEAST_FORECAST = 10  # a target under this has no forecast bar, only its interval (the look)


STATUS_SHAPES = {"met": "▲", "on_track": "●", "behind": "▼", "missed": "▼", "pending": "□", "": ""}
STATUS_SHAPES |= {"overdue": "▼", "disputed": "≠", "unmeasured": "⬚"}


def translated(text: Text, language: str) -> str:
    """The text in the reader's language; what people wrote stays as they wrote it."""
    return text if isinstance(text, str) else text.say(language)


@dataclass(frozen=True)
class Bullet:
    """A target's row. `low`, `median`, `high`: the forecast; `status` `none` where nothing is held against pace."""

    label: Text
    value: Text
    actual: int
    target: int
    expected: float | None
    low: int | None
    median: int | None
    high: int | None
    status: str
    verdict: Text

    @property
    def foreseen(self) -> int | None:
        """Where a bar of the forecast ends; None for a small target, which has its interval alone, and when reached."""
        if self.median is None or self.target < LEAST_FORECAST or self.median <= self.actual:
            return None
        return self.median


@dataclass(frozen=True)
class Bullets:
    """Targets under each other: x is the share of the target, up to `end`."""

    rows: tuple[Bullet, ...]
    end: float = 1.25


@dataclass(frozen=True)
class Step:
    """A column of a waterfall. `kind`: `start`, `cut` (taken from it), `result`, `outline` (what it is held against).

    `written`: the amount as it stands over the column, whole; `inside`: what stands in an outline.
    """

    label: Text
    kind: str
    amount: Decimal
    written: Text
    inside: Text = ""


@dataclass(frozen=True)
class Waterfall:
    """From a start over a cut to a result, beside what it is held against: one zero for all."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Share:
    """A share 0–1 with its 95 % interval; None where it is not measured or may not be shown, and `written` says so.

    `marked`: others than the parties do not see it (R18).
    """

    label: Text
    count: Text
    share: float | None
    low: float | None
    high: float | None
    written: Text
    marked: bool = False


@dataclass(frozen=True)
class Shares:
    """Shares under each other on 0–100 %, with the goal across."""

    rows: tuple[Share, ...]
    goal: float
    goal_label: Text


@dataclass(frozen=True)
class Lead:
    """Where a mark or a number leads: a figure's rows as of `day` (the page's own without), of the whole or of the
    slice that is chosen, or a sector's page, or the `agreement` beside others.
    """

    figure: str = ""
    day: dt.date | None = None
    sector: str = ""
    agreement: str = ""
    of_slice: bool = False


@dataclass(frozen=True)
class Bar:
    """One number of a panel, `back` what lies left of zero; None where there is none to draw. `few`: hidden, 1–4.

    `low`, `high`: the 95 % interval where the value is a share 0–1; `aside`: what a page says of it beside `written`;
    `marked`: others than the parties do not see it (R18).
    """

    value: Decimal | None
    written: Text
    back: Decimal | None = None
    few: bool = False
    low: float | None = None
    high: float | None = None
    aside: Text = ""
    lead: Lead | None = None
    marked: bool = False


@dataclass(frozen=True)
class Panel:
    """One measure of small multiples. `goal`: its values are shares, held against it; `unit` stands under the title."""

    title: Text
    bars: tuple[Bar, ...]
    unit: Text = ""
    goal: float | None = None


@dataclass(frozen=True)
class Multiples:
    """The same rows, measure by measure: row labels once, every panel with its own scale from zero, or all with one.

    `title`, `clause` and `legend` (mark and word) are for a page.
    """

    labels: tuple[Text, ...]
    panels: tuple[Panel, ...]
    is_one_scale: bool = False
    legend: tuple[tuple[str, Text], ...] = ()
    title: Text = ""
    clause: str = ""


@dataclass(frozen=True)
class Parts:
    """A whole in its parts: kept, missed and pending, as counts."""

    label: Text
    kept: int
    missed: int
    pending: int
    verdict: Text


@dataclass(frozen=True)
class Stacks:
    """Wholes in their parts under each other, each over the full width."""

    rows: tuple[Parts, ...]


@dataclass(frozen=True)
class Line:
    """One line of a list: its text, what it comes to, and a remark. `shape` is a status of `STATUS_SHAPES`.

    `marked`: others than the parties do not see the remark (R18). `about`: what can be written about it in a show, such
    as `minute:12` or `point:visits`; empty for nothing.
    """

    text: Text
    value: Text = ""
    remark: Text = ""
    shape: str = ""
    marked: bool = False
    about: str = ""


@dataclass(frozen=True)
class Lines:
    """A list to be read aloud; `numbered` counts its lines, `empty` stands where there are none."""

    lines: tuple[Line, ...]
    numbered: bool = False
    empty: Text = ""


def has_marks(chart: object) -> bool:
    """Whether a number of the chart is marked: others than the parties do not see it (R18)."""
    if isinstance(chart, Multiples):
        return any(bar.marked for panel in chart.panels for bar in panel.bars)
    listed = chart.rows if isinstance(chart, Shares) else chart.lines if isinstance(chart, Lines) else ()
    return any(one.marked for one in listed)


def counted(count: Count, lead: Lead | None = None, marked: bool = False) -> Bar:
    """A count of parties as a bar; what is hidden as its range or its word."""
    if isinstance(count, Hidden):
        return Bar(None, FEW if count is Hidden.FEW else message(hidden_word(count)), few=count is Hidden.FEW)
    written = amounts.number(Decimal(count), 0)
    return Bar(Decimal(count), written, lead=lead if count else None, marked=marked)


@dataclass(frozen=True)
class Mark:
    """A point, dot or bar of a plot, in the plot's own units.

    `words`: what the pointer is told, line by line: date, value with unit, n, interval, target, difference. `base`:
    where a bar begins; `low`, `high`: the ends of an interval; `written`: stands at a bar; `role`: another colour than
    its series'.
    """

    x: float
    y: float
    words: tuple[Text, ...] = ()
    base: float = 0
    low: float | None = None
    high: float | None = None
    written: Text = ""
    role: str = ""
    lead: Lead | None = None


@dataclass(frozen=True)
class Series:
    """Marks that belong together. `kind`: `bars`, `line`, `steps` (level around each point), `dots`, `pace` (dashed),
    `limit` (thin), `wedge` or `band` (a hatched or a plain area through its points); `role`: a colour of the house by
    its name (`actual`, `forecast`, `cut`, `muted`); `name`: what a file with its numbers calls it.
    """

    kind: str
    role: str
    marks: tuple[Mark, ...]
    name: Text = ""


@dataclass(frozen=True)
class Level:
    """A line across the plot at a height, such as a target, with its words at one end: `left`, `right` or `axis`."""

    y: float
    written: Text = ""
    side: str = "right"


@dataclass(frozen=True)
class Note:
    """Words in the plot at a point: `along` is which side of them lies there (`left`, `center`, `right`), `up` whether
    they stand `above`, `below` or in the `middle`; `is_upright`: read from below.
    """

    x: float
    y: float
    written: Text
    along: str = "center"
    up: str = "above"
    role: str = "ink"
    is_strong: bool = True
    is_upright: bool = False


@dataclass(frozen=True)
class Frame:
    """A rectangle in a plot that has no area of its own: a budget in outline, or dashed what is not measured."""

    x0: float
    x1: float
    y0: float
    y1: float
    is_dashed: bool = False


@dataclass(frozen=True)
class Axis:
    """From `start` to `end`; `ticks` are (place, words), and where there are none the renderer finds round numbers."""

    start: float
    end: float
    ticks: tuple[tuple[float, Text], ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True)
class Plot:
    """A chart with axes, as screens and slides draw it: `height` in px is known before that, `told` says it in words.

    `unit` stands behind the title. `bar_width`: of a bar, in units of x; `is_stacked`: bars of one x stand on each
    other, else over each other.
    """

    title: Text
    told: Text
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    height: int = 300
    levels: tuple[Level, ...] = ()
    notes: tuple[Note, ...] = ()
    frames: tuple[Frame, ...] = ()
    bar_width: float = 0.55
    is_stacked: bool = False
    unit: Text = ""


def month_axis(days: Sequence[dt.date], under: Mapping[int, Text] | None = None) -> Axis:
    """An axis with a column a month; `under` stands below the month's name by the month's place (from 0)."""
    more = under or {}
    ticks = tuple((float(place), written_by(_month, day, more.get(place, ""))) for place, day in enumerate(days))
    return Axis(-0.5, len(days) - 0.5, ticks)


def _month(day: dt.date, under: Text, language: str) -> str:
    told = translated(under, language)
    return words.month(day, language) + (f"\n{told}" if told else "")
