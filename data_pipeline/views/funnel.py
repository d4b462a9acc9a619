"""Satisfaction as a funnel: how far chance alone can move a share from the goal, by the number of answers (R20).

The limits are the exact ones of the words, drawn between the last count that they hold and the next: no point lies on a
line, so point and word never disagree. The axis of answers is that of their square root, on which chance fades evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, sqrt
from typing import NamedTuple

from data_pipeline.arithmetic import chance
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.compare_report import Compared, Row
from data_pipeline.municipalities import NAMES
from data_pipeline.reports.readings import Voices
from data_pipeline.views import amounts, terms
from data_pipeline.views.chance import FAR, GOAL
from data_pipeline.views.chart import Axis, Lead, Level, Mark, Note, Plot, Series, Text
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, columns, to_cell

HEIGHT = 360  # px, of which the field takes all but an axis' words
EVERY = 100  # answers up to which each number has limits of its own; further on a line has no room for all
TOP = 1.02  # of the axis of shares
TICKS = (5, 10, 25, 50, 100, 200, 400, 600, 800, 1000, 1500, 2000, 3000)
SEEMS = 0.05  # so far from the goal a share catches the eye
INSIDE = N_("chance can explain it")


Box = tuple[float, float, float, float]


class Room(NamedTuple):
    """px of the field where it is narrowest and lowest, of a letter, a line and a dot in it, and of words at a line."""

    width: int
    height: int
    letter: int
    line: int
    dot: int
    end: int

    def box(self, at: tuple[float, float], width: float, along: str, up: str) -> Box:
        """Left, top, right and bottom of words at a dot."""
        across, down = at
        left = {"left": across + self.dot, "right": across - self.dot - width, "center": across - width / 2}[along]
        top = {"middle": down - self.line / 2, "above": down - self.dot - self.line, "below": down + self.dot}[up]
        return left, top, left + width, top + self.line

    def is_free(self, box: Box, taken: Sequence[Box]) -> bool:
        """Whether a box lies in the field and touches none that is taken."""
        left, top, right, bottom = box
        is_inside = left >= 0 and right <= self.width and top >= 0 and bottom <= self.height
        return is_inside and all(
            right <= one[0] or left >= one[2] or bottom <= one[1] or top >= one[3] for one in taken
        )


PAGE, STAGE = Room(300, 310, 7, 16, 8, 44), Room(1150, 440, 20, 44, 24, 120)


def shown(report: Compared) -> list[tuple[Row, Voices]]:
    """The neighbours whose answers the reader may see, and the agreement itself, each once."""
    own = [row for row in report.years.rows if row.agreed.id == report.stamp.agreement]
    rows = {row.agreed.id: row for row in (*own, *report.neighbours.rows)}
    found = [(row, row.at.satisfaction) for row in rows.values() if row.at]
    return [(row, voices) for row, voices in found if isinstance(voices.answered, int) and voices.answered]


def plots(report: Compared, room: Room = PAGE) -> list[Plot]:
    """A funnel for each goal there is, with as many names beside its dots as find room."""
    found = shown(report)
    goals = sorted({voices.goal for _row, voices in found})
    return [_plot([one for one in found if one[1].goal == goal], report.stamp.agreement, goal, room) for goal in goals]


def title(found: Sequence[tuple[Row, Voices]]) -> Message:
    """Who lies outside the funnel."""
    names = [name(row) for row, voices in found if voices.chance in FAR]
    if not names:
        return message("Nobody lies outside the funnel")
    if len(names) > 2:
        return message("{count} lie outside the funnel", count=len(names))
    return message("{names} lies outside the funnel", "{names} lie outside the funnel", count=len(names), names=names)


def explained(found: Sequence[tuple[Row, Voices]]) -> tuple[Message, ...]:
    """What the lines are, and who only seems to differ."""
    told = [
        message(
            "Between the dashed lines (95%) chance alone can put a share; beyond the thin lines (99.8%) it hardly can. "
            "Fewer answers swing more."
        )
    ]
    seems = [
        message(
            "{name} ({share} of {answered} answers)",
            name=name(row),
            share=amounts.ratio(share),
            answered=voices.answered,
        )
        for row, voices in found
        if (share := voices.share) is not None and abs(share - voices.goal) > SEEMS and voices.chance == "inside"
    ]
    if seems:
        told.append(message("Chance can explain {named}.", named=amounts.joined(seems)))
    return tuple(told)


def _plot(found: Sequence[tuple[Row, Voices]], here: str, goal: float, room: Room) -> Plot:
    most = max(voices.answered for _row, voices in found)
    end = sqrt(most) * 1.25
    counts = _counts([voices.answered for _row, voices in found], round(most * 1.08))
    limits = {count: chance.funnel(count, round(goal * 100)) or {} for count in counts}
    lowest = min(voices.share or 0 for _row, voices in found)
    bottom = min(max(floor((lowest - 0.1) * 5) / 5, 0), 0.6)
    lines = {name: _lines(limits, name) for name in chance.FUNNEL}
    (low, high), (lower, higher) = lines["95"], lines["99.8"]
    dots = [(row, _dot(row, voices, here)) for row, voices in found]
    ends, satisfied = _ends(high, lower), message(terms.SATISFIED)
    x, y = Axis(0, end, _ticks(end)), Axis(bottom, TOP, _shares(bottom, goal))
    return Plot(
        title=title(found),
        unit=message("satisfied by number of answers, goal over {goal}", goal=amounts.ratio(goal)),
        told=amounts.joined([_told(row, voices) for row, voices in found], "; "),
        x=x,
        y=y,
        series=(
            Series("band", "track", (*low, *reversed(high))),
            *(Series("limit", "control", _within(line), name=ends[1].written) for line in (lower, higher)),
            *(Series("pace", "muted", _within(line), name=ends[0].written) for line in (low, high)),
            Series("dots", "forecast", tuple(dot for row, dot in dots if row.agreed.id != here), satisfied),
            Series("dots", "actual", tuple(dot for row, dot in dots if row.agreed.id == here), satisfied),
        ),
        levels=(Level(goal, amounts.ratio(goal), "axis"),),
        notes=(*ends, *_labels(dots, goal, ends, (x, y), here=here, room=room)),
        height=HEIGHT,
    )


def _counts(answered: Sequence[int], last: int) -> list[int]:
    """The numbers of answers that have limits drawn: each of few, of many enough for a line, and those there are."""
    step = max((last - EVERY) // EVERY, 1)
    return sorted({*range(1, min(EVERY, last) + 1), *range(EVERY, last + 1, step), *answered, last})


def _lines(limits: dict[int, dict[str, tuple[int, int]]], name: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The lower and the upper line: half a count beyond the last that the limits hold."""
    low, high = [], []
    for count, held in limits.items():
        fewest, most = held[name]
        low.append(Mark(sqrt(count), max((fewest - 0.5) / count, 0)))
        high.append(Mark(sqrt(count), min((most + 0.5) / count, TOP)))
    return tuple(low), tuple(high)


def _within(line: Sequence[Mark]) -> tuple[Mark, ...]:
    """The line without what lies beyond none and all: there is no limit."""
    return tuple(mark for mark in line if 0 < mark.y < 1)


def _dot(row: Row, voices: Voices, here: str) -> Mark:
    assert voices.share is not None
    lead = Lead("satisfaction") if row.agreed.id == here else Lead(agreement=row.agreed.id) if row.is_own else None
    return Mark(sqrt(voices.answered), voices.share, _words(row, voices), lead=lead)


def _words(row: Row, voices: Voices) -> tuple[Text, ...]:
    """What the pointer is told of an agreement."""
    told: list[Text] = [
        row.agreed.title,
        message("{share} satisfied", share=amounts.ratio(voices.share or 0)),
        message("{satisfied} of {answered} answers", satisfied=voices.satisfied, answered=voices.answered),
    ]
    if voices.low is not None and voices.high is not None:
        told.append(message("95% interval {interval}", interval=amounts.interval(voices.low, voices.high)))
    if voices.limits:
        fewest, most = voices.limits["95"]
        told.append(message("chance alone gives {low} to {high} satisfied", low=fewest, high=most))
    return (*told, _verdict(voices))


def _verdict(voices: Voices) -> Message:
    if voices.chance is None:
        return message("not covered")
    return message(GOAL.get(voices.chance, INSIDE))


def _told(row: Row, voices: Voices) -> Message:
    return message(
        "{name}: {share} of {count} answers, {how}",
        name=row.agreed.title,
        share=amounts.ratio(voices.share or 0),
        count=voices.answered,
        how=_verdict(voices),
    )


def name(row: Row) -> str:
    """The municipality, as short as a mark needs it."""
    return NAMES.get(row.agreed.municipality, row.agreed.id)


def _ticks(end: float) -> tuple[tuple[float, Text], ...]:
    """Numbers of answers that stand apart on the axis."""
    shown: list[tuple[float, Text]] = []
    for count in TICKS:
        if sqrt(count) <= end and (not shown or (sqrt(count) - shown[-1][0]) / end > 0.09):
            shown.append((sqrt(count), str(count)))
    return tuple(shown)


def _shares(bottom: float, goal: float) -> tuple[tuple[float, Text], ...]:
    grid = {tenths / 10 for tenths in range(round(bottom * 10), 11, 2)}
    return tuple((one, amounts.ratio(one)) for one in sorted({one for one in grid if abs(one - goal) > 0.05} | {goal}))


def _ends(high: Sequence[Mark], lower: Sequence[Mark]) -> tuple[Note, ...]:
    """How sure the lines of each pair are: at the upper end of one, the lower of the other, so that both have room."""
    ends = ((high[-1], message("95%")), (lower[-1], message("99.8%")))
    return tuple(Note(mark.x, mark.y, sure, "left", "middle", role="muted", is_strong=False) for mark, sure in ends)


def _labels(
    dots: Sequence[tuple[Row, Mark]],
    goal: float,
    ends: Sequence[Note],
    axes: tuple[Axis, Axis],
    *,
    here: str,
    room: Room,
) -> list[Note]:
    """A name beside each dot, where it covers no dot, no other name, and neither the goal nor the words at the lines'
    `ends`; the agreement's own first.
    """

    x, y = axes

    def place(dot: Mark | Note) -> tuple[float, float]:
        across = (dot.x - x.start) / (x.end - x.start) * room.width
        return across, (y.end - dot.y) / (y.end - y.start) * room.height

    taken: list[Box] = [room.box(place(dot), room.dot * 2, "center", "middle") for _row, dot in dots]
    taken += [room.box(place(note), room.end, "left", "middle") for note in ends]
    _left, line = place(Mark(x.start, goal))
    taken.append((0, line - 2, room.width, line + 2))
    notes = []
    for row, dot in sorted(dots, key=lambda one: (one[0].agreed.id != here, one[1].x)):
        width = room.letter * len(name(row))
        choices = (("left", "middle"), ("right", "middle"), ("center", "above"), ("center", "below"))
        boxes = {choice: room.box(place(dot), width, *choice) for choice in choices}
        free = next((one for one, box in boxes.items() if room.is_free(box, taken)), None)
        if free is None:
            continue  # its name stands in the table, and under the pointer
        taken.append(boxes[free])
        notes.append(Note(dot.x, dot.y, name(row), *free, is_strong=row.agreed.id == here))
    return notes


def table(report: Compared, language: str) -> Table:
    """The funnel's points with their limits."""
    _ = Translator(language)
    rows: list[tuple[Cell, ...]] = []
    for row, voices in shown(report):
        limits = (end for ends in (voices.limits or {}).values() for end in ends)
        numbers = (voices.satisfied, voices.answered, voices.share, voices.low, voices.high, *limits)
        rows.append(
            (
                row.agreed.title.say(language),
                *(to_cell(one, language) for one in numbers),
                _verdict(voices).say(language),
            )
        )
    head = (
        *columns(_("Agreement")),
        *columns(Kind.COUNT, _(terms.SATISFIED), _(terms.ANSWERED)),
        *columns(Kind.SHARE, _("Share")),
        *(Column(_(name), Kind.SHARE, is_small=True) for name in (N_("Lowest"), N_("Highest"))),
        *columns(Kind.COUNT, _("Fewest, 95%"), _("Most, 95%"), _("Fewest, 99.8%"), _("Most, 99.8%")),
        *columns(Kind.TEXT, _("Against the goal")),
    )
    notes = tuple(one.say(language) for one in explained(shown(report))) if rows else ()
    return Table(_("Satisfied against the goal, and what chance gives"), head, tuple(rows), notes)
