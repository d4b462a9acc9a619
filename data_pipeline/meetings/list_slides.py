"""Slides that are read aloud: what was decided, what has changed, what was written about the strategy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data_pipeline import language
from data_pipeline.agreements import Milestone
from data_pipeline.findings import amounts
from data_pipeline.findings import figures as counting
from data_pipeline.findings import strategy as following
from data_pipeline.language import Message, message
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.slide_values import Line, Lines, Said, Slide, said
from data_pipeline.meetings.slide_words import Capital
from data_pipeline.meetings.values import Meeting
from data_pipeline.papers.tables import Column, Sheet
from data_pipeline.reports import Followed, Target

LINES_PER_SLIDE = 5  # lines of two rows each, in letters that are read across a room
SHORT_LINES_PER_SLIDE = 7
_SHAPES = {"open": "pending", "done": "met", "dropped": "none", "": "none"}


def last_time(meeting: Meeting, carried: Sequence[Carried], earlier: str | None) -> tuple[Slide, ...]:
    """What the meetings before decided and what became of it; nothing before the first meeting."""
    if earlier is None:
        return ()
    actions = [one for one in carried if one.minute.kind == "action"]
    still = sum(one.status == "open" for one in actions)
    if not carried:
        title = message("Nothing was written at the last meeting")
    elif not actions:
        title = message("{count} decision stands", "{count} decisions stand", count=len(carried))
    elif not still:
        title = message("Every action from last time is settled")
    elif len(actions) == 1:
        title = message("The action from last time is still open")
    else:
        title = message(
            "{still} of {all} actions is still open",
            "{still} of {all} actions are still open",
            count=still,
            still=counting.counted(still),
            all=counting.counted(len(actions)),
        )
    return _paged(
        "last_time",
        message("Decisions from last time"),
        Capital(title),
        message("Decisions and actions of earlier meetings, status today"),
        [_carried(one) for one in carried],
        empty=message("Nothing to come back to"),
    )


def decisions(meeting: Meeting, told: Sequence[Carried]) -> tuple[Slide, ...]:
    """What is decided at this meeting."""
    title = (
        message(
            "One note from this meeting",
            "{told} notes from this meeting",
            count=len(told),
            told=counting.counted(len(told)),
        )
        if told
        else message("What do we decide?")
    )
    return _paged(
        "decisions",
        message("Decisions"),
        Capital(title),
        message(
            "Decisions and actions, who does them and by when ({clause})", clause=meeting.agreement.follow_up.clause
        ),
        [_carried(one) for one in told],
        empty=message("Nothing is written yet"),
    )


def changes(meeting: Meeting, earlier: Meeting) -> tuple[Slide, ...]:
    """The headline figures then and now."""
    lines, moved = [], 0
    for now, then in zip(_headlines(meeting), _headlines(earlier), strict=True):
        if now.value is None or then.value is None:
            difference: Said = message("not measured both times")
        elif now.shown == then.shown:
            difference = message("unchanged")
        else:
            moved += 1
            difference = _Signed("", {"change": now.shown - then.shown, "write": now.change})
        both = message("{before} → {now}", before=then.written, now=now.written)
        lines.append(Line(now.label, difference, both))
    title = (
        message("All {count} headline figures have moved", count=counting.counted(moved))
        if moved == len(lines)
        else message(
            "{moved} of the {all} headline figures has moved",
            "{moved} of the {all} headline figures have moved",
            count=moved,
            moved=counting.counted(moved),
            all=counting.counted(len(lines)),
        )
        if moved
        else message("The headline figures are unchanged")
    )
    topic = message("Since the meeting before")
    return (
        Slide(
            id="changes",
            part="changes",
            topic=topic,
            title=Capital(title),
            subtitle=message("Headline figures as of {before} and {now}", before=earlier.as_of, now=meeting.as_of),
            chart=Lines(tuple(lines)),
            table=_table(topic, lines),
        ),
    )


def strategy(meeting: Meeting) -> tuple[Slide, ...]:
    """The milestones with what was last written about each."""
    listed = meeting.reports["strategy"].milestones
    if not listed:
        return ()
    written = sum(bool(one.entries) for one in listed)
    return _paged(
        "strategy",
        message("Strategy"),
        message("{written} of {count} milestones are followed up", written=written, count=len(listed))
        if written
        else message("Nothing is written about the milestones yet"),
        message("Milestones of the strategy, latest value ({clause})", clause=_clauses(listed)),
        [_milestone(one) for one in listed],
    )


def obligations(meeting: Meeting) -> tuple[Slide, ...]:
    """What the parties promised each other: those somebody wrote about first, the rest in the table."""
    listed = meeting.reports["strategy"].obligations
    if not listed:
        return ()
    written = sum(bool(one.entries) for one in listed)
    lines = [
        Line(one.about.label, following.status(one) if written else "")
        for one in sorted(listed, key=lambda one: not one.entries)
    ]
    more = len(lines) - SHORT_LINES_PER_SLIDE
    topic = message("Shared obligations")
    return (
        Slide(
            id="obligations",
            part="obligations",
            topic=topic,
            title=message("{written} of {count} obligations are followed up", written=written, count=len(listed))
            if written
            else message("Nothing is written about the {count} obligations yet", count=len(listed)),
            subtitle=message("What the parties promised each other ({clause})", clause=_clauses(listed)),
            chart=Lines(tuple(lines[:SHORT_LINES_PER_SLIDE])),
            remarks=(message("{count} more in the papers", count=more),) if more > 0 else (),
            table=_table(topic, lines),
        ),
    )


class _Signed(Message):
    """A difference with its sign."""

    def say(self, reader: str = language.DEFAULT_LANGUAGE) -> str:
        change = self.values["change"]
        text: str = self.values["write"](abs(change)).say(reader)
        return f"+{text}" if change > 0 else f"{language.MINUS}{text}"


@dataclass(frozen=True)
class _Headline:
    """A headline figure; `shown` is it as rounded for readers, so that the change is that of the numbers on screen."""

    label: Message
    value: Decimal | None
    decimals: int
    write: Callable[[Decimal], Message]
    change: Callable[[Decimal], Message]

    @property
    def shown(self) -> Decimal:
        return language.rounded(self.value or Decimal(0), self.decimals)

    @property
    def written(self) -> Message:
        return message("not measured") if self.value is None else self.write(self.shown)


def _headlines(meeting: Meeting) -> list[_Headline]:
    """The five headline figures, with how each is written."""
    report = meeting.reports["overview"]
    share, jobs = report.satisfaction.share, report.jobs
    is_net = jobs.measure == "net"
    measured = (jobs.net if is_net else jobs.created) if jobs.measured else None

    def target(one: Target, label: Message) -> _Headline:
        return _Headline(label, Decimal(one.actual), 0, _number(0), _number(0))

    return [
        target(report.entrepreneurs, message("Guided entrepreneurs")),
        target(report.companies, message("Guided companies")),
        _Headline(message("Satisfied"), None if share is None else Decimal(repr(share)), 2, _percent, _points),
        _Headline(message("Jobs, net") if is_net else message("Jobs created"), measured, 1, _number(1), _number(1)),
        _Headline(message("Payable"), report.fees.amount, 2, amounts.money, amounts.money),
    ]


def _number(decimals: int) -> Callable[[Decimal], Message]:
    return lambda value: amounts.number(value, decimals)


def _percent(value: Decimal) -> Message:
    return amounts.share(value, Decimal(1))


def _points(value: Decimal) -> Message:
    count = int(value * 100)
    return message("{count} percentage point", "{count} percentage points", count=count)


def _carried(one: Carried) -> Line:
    minute = one.minute
    if minute.kind == "decision":
        return Line(minute.text, message("Decision"))
    who: Message = (
        message("{party}, by {day}", party=one.responsible, day=minute.due_date)
        if minute.due_date
        else message("{party}", party=one.responsible)
    )
    status = message(minutes.STATUSES[one.status])
    told = message("{status}: {note}", status=status, note=one.note) if one.note else status
    return Line(minute.text, told, who, _SHAPES[one.status])


def _milestone(one: Followed) -> Line:
    about = one.about
    assert isinstance(about, Milestone)
    return Line(about.label, following.status(one), message("goal: {goal}", goal=following.goal(about)))


def _clauses(listed: Sequence[Followed]) -> str:
    return ", ".join(dict.fromkeys(one.about.clause for one in listed))


def _paged(
    part: str, topic: Message, title: Said, subtitle: Message, lines: list[Line], *, empty: Said = ""
) -> tuple[Slide, ...]:
    """The lines on as many slides as they take."""
    pages = [lines[at : at + LINES_PER_SLIDE] for at in range(0, len(lines), LINES_PER_SLIDE)] or [[]]
    return tuple(
        Slide(
            id=part if number == 1 else f"{part}-{number}",
            part=part,
            topic=topic,
            title=title,
            subtitle=subtitle
            if len(pages) == 1
            else message("{subtitle}, {number} of {count}", subtitle=subtitle, number=number, count=len(pages)),
            chart=Lines(tuple(page), empty=empty),
            table=_table(topic, page) if page else None,
        )
        for number, page in enumerate(pages, 1)
    )


def _table(title: Message, lines: Sequence[Line]) -> Callable[[str], Sheet]:
    """The lines as a table: text, value, remark."""

    def made(reader: str) -> Sheet:
        heads = (message("Point"), message("Status"), message("Remark"))
        return Sheet(
            title.say(reader),
            tuple(Column(one.say(reader)) for one in heads),
            tuple(tuple(said(text, reader) for text in (one.text, one.value, one.remark)) for one in lines),
        )

    return made
