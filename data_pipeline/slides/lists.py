"""Slides that are read aloud: what was decided, what was written about the strategy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data_pipeline.agreements import Milestone
from data_pipeline.language import Message, message
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.values import Meeting
from data_pipeline.reports import Followed
from data_pipeline.slides import paging
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import footer_rows
from data_pipeline.views import amounts
from data_pipeline.views import strategy as following
from data_pipeline.views import targets as counting
from data_pipeline.views.chart import Line, Lines, Text, translated
from data_pipeline.views.table import Column, Table

LONG_LETTERS = 150
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
    return paged(
        meeting,
        "last_time",
        message("Decisions from last time"),
        amounts.Capital(title),
        message("Decisions and actions of earlier meetings, status today"),
        lines=[_carried(one) for one in carried],
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
    return paged(
        meeting,
        "decisions",
        message("Decisions"),
        amounts.Capital(title),
        message(
            "Decisions and actions, who does them and by when ({clause})", clause=meeting.agreement.follow_up.clause
        ),
        lines=[_carried(one) for one in told],
        empty=message("Nothing is written yet"),
    )


def strategy(meeting: Meeting) -> tuple[Slide, ...]:
    """The milestones with what was last written about each."""
    listed = meeting.reports["strategy"].milestones
    if not listed:
        return ()
    written = sum(bool(one.entries) for one in listed)
    return paged(
        meeting,
        "strategy",
        message("Strategy"),
        message("{written} of {count} milestones are followed up", written=written, count=len(listed))
        if written
        else message("Nothing is written about the milestones yet"),
        message("Milestones of the strategy, latest value ({clause})", clause=_clauses(listed)),
        lines=[_milestone(one) for one in listed],
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
    topic = message("Shared obligations")
    title = (
        message("{written} of {count} obligations are followed up", written=written, count=len(listed))
        if written
        else message("Nothing is written about the {count} obligations yet", count=len(listed))
    )
    subtitle = message("What the parties promised each other ({clause})", clause=_clauses(listed))
    first = paging.pages(lines, title, subtitle, below=1, foot=footer_rows(meeting))[0]
    more = len(lines) - len(first)
    return (
        Slide(
            id="obligations",
            part="obligations",
            topic=topic,
            title=title,
            subtitle=subtitle,
            chart=Lines(tuple(first)),
            remarks=(message("{count} more in the papers", count=more),) if more > 0 else (),
            table=_table(topic, lines),
        ),
    )


def _carried(one: Carried) -> Line:
    """The minute; a long one has all of the width, and what else there is to say stands under it."""
    minute = one.minute
    is_long = len(minute.text) > LONG_LETTERS
    if minute.kind == "decision":
        kind = message("Decision")
        return Line(minute.text, remark=kind) if is_long else Line(minute.text, kind)
    who: Message = (
        message("{party}, by {day}", party=one.responsible, day=minute.due_date)
        if minute.due_date
        else message("{party}", party=one.responsible)
    )
    told = message("{who} · {note}", who=who, note=one.note) if one.note else who
    status = message(minutes.STATUSES[one.status])
    if is_long:
        return Line(minute.text, remark=message("{status} · {told}", status=status, told=told))
    return Line(minute.text, status, told, _SHAPES[one.status])


def _milestone(one: Followed) -> Line:
    about = one.about
    assert isinstance(about, Milestone)
    return Line(about.label, following.status(one), message("goal: {goal}", goal=following.goal(about)))


def _clauses(listed: Sequence[Followed]) -> str:
    return ", ".join(dict.fromkeys(one.about.clause for one in listed))


def paged(
    meeting: Meeting,
    part: str,
    topic: Message,
    title: Text,
    subtitle: Message,
    *,
    lines: Sequence[Line],
    empty: Text = "",
) -> tuple[Slide, ...]:
    """The lines on as many slides as they take."""
    foot = footer_rows(meeting, has_marks=any(one.marked for one in lines))
    pages = paging.pages(lines, title, subtitle, foot=foot)
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


def _table(title: Message, lines: Sequence[Line]) -> Callable[[str], Table]:
    """The lines as a table: text, value, remark."""

    def made(language: str) -> Table:
        heads = (message("Point"), message("Status"), message("Remark"))
        return Table(
            title.say(language),
            tuple(Column(one.say(language)) for one in heads),
            tuple(tuple(translated(text, language) for text in (one.text, one.value, one.remark)) for one in lines),
        )

    return made
