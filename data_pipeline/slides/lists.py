"""Slides that are read aloud: what was decided, what the parties promised each other and how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from data_pipeline.agreements import Milestone
from data_pipeline.language import Message, message
from data_pipeline.ledger import StrategyEntry
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.values import Meeting
from data_pipeline.reports import Followed, StrategyReport
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
    overdue = sum(one.is_overdue for one in actions)
    if not carried:
        title = message("Nothing was written at the last meeting")
    elif not actions:
        title = message("{count} decision stands", "{count} decisions stand", count=len(carried))
    elif not still:
        title = message("Every action from last time is settled")
    elif overdue == len(actions):
        title = _all_overdue(overdue)
    elif overdue:
        title = message(
            "{overdue} of {all} actions is overdue",
            "{overdue} of {all} actions are overdue",
            count=overdue,
            overdue=counting.counted(overdue),
            all=counting.counted(len(actions)),
        )
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
        ("last_time", "last_time"),
        message("Decisions from last time"),
        amounts.Capital(title),
        message("Decisions and actions of earlier meetings, status today"),
        lines=[_carried(one) for one in carried],
        empty=message("Nothing to come back to"),
    )


def _all_overdue(count: int) -> Message:
    if count == 1:
        return message("The action from last time is overdue")
    if count == 2:
        return message("Both actions from last time are overdue")
    return message("All {count} actions from last time are overdue", count=count)


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
        ("decisions", "decisions"),
        message("Decisions"),
        amounts.Capital(title),
        message(
            "Decisions and actions, who does them and by when ({clause})", clause=meeting.agreement.follow_up.clause
        ),
        lines=[_decided(one) for one in told],
        empty=message("Nothing is written yet"),
    )


def obligations(meeting: Meeting, written: Sequence[StrategyEntry]) -> tuple[Slide, ...]:
    """What the parties promised each other and the strategy's milestones: those due or of which nothing was written.

    `written`: what was written since the figures were frozen. What is due comes first.
    """
    report = meeting.reports["strategy"]
    listed = [
        replace(one, entries=(*one.entries, *(entry for entry in written if entry.milestone == one.about.id)))
        for one in _asked(meeting, report)
    ]
    if not listed:
        return ()
    empty = sum(not one.entries for one in listed)
    overdue = sum(_is_due(one, meeting) and not one.entries for one in listed)
    if not empty:
        title = message("Everything due is followed up")
    elif overdue:
        title = message(
            "{empty} point is empty, and overdue",
            "{empty} points are empty, {overdue} of them overdue",
            count=empty,
            empty=counting.counted(empty),
            overdue=counting.counted(overdue),
        )
    else:
        title = message(
            "{empty} point is empty", "{empty} points are empty", count=empty, empty=counting.counted(empty)
        )
    return paged(
        meeting,
        ("obligations", "obligations"),
        message("Obligations and milestones"),
        amounts.Capital(title),
        message("What is due or not filled in ({clause})", clause=_clauses(listed)),
        lines=[_followed(one, meeting) for one in listed],
        is_even=False,
    )


def _asked(meeting: Meeting, report: StrategyReport) -> list[Followed]:
    """What the meeting goes through: due by then, or empty when the figures were frozen; the longest due first."""
    every = (*report.obligations, *report.milestones)
    asked = [one for one in every if _is_due(one, meeting) or not one.entries]
    return sorted(asked, key=lambda one: (one.about.due_date if _is_due(one, meeting) else None) or dt.date.max)


def _is_due(one: Followed, meeting: Meeting) -> bool:
    return one.about.due_date is not None and one.about.due_date <= meeting.as_of


def _followed(one: Followed, meeting: Meeting) -> Line:
    """The point with what was last written of it, or whose it is; what is due and empty is overdue."""
    about, who = one.about, _whose(one, meeting)
    if not _is_due(one, meeting):
        return Line(about.label, following.status(one) if one.entries else who, about=f"point:{about.id}")
    shape, value = ("met", following.status(one)) if one.entries else ("overdue", message("Overdue"))
    remark = amounts.joined((message("by {day}", day=about.due_date), who), " · ")
    return Line(about.label, value, remark, shape, about=f"point:{about.id}")


def _whose(one: Followed, meeting: Meeting) -> Text:
    """Who does it, or what a milestone aims at."""
    if isinstance(one.about, Milestone):
        return message("goal: {goal}", goal=following.goal(one.about))
    signed = {party.name for party in meeting.agreement.parties if party.is_signatory}
    return message("All parties") if signed <= set(one.parties) else ", ".join(one.parties)


def _carried(one: Carried) -> Line:
    """A minute of an earlier meeting with what became of it; what is overdue is marked so."""
    status = message("Overdue") if one.is_overdue else message(minutes.STATUSES.get(one.status, "Decision"))
    return _minute(one, status, "overdue" if one.is_overdue else _SHAPES[one.status])


def _decided(one: Carried) -> Line:
    """A minute of this meeting: what it is, or what became of it since."""
    is_new = one.status in ("", "open")
    status = message(minutes.KINDS[one.minute.kind] if is_new else minutes.STATUSES[one.status])
    return _minute(one, status, "" if is_new else _SHAPES[one.status])


def _minute(one: Carried, status: Message, shape: str) -> Line:
    """The text with who does it by when; a long one has all of the width, and what else there is stands under it."""
    text, about = one.minute.text, f"minute:{one.minute.id}"
    told = [*_who(one), *([one.note] if one.note else [])]
    if len(text) > LONG_LETTERS:
        return Line(text, remark=amounts.joined((status, *told), " · "), about=about)
    return Line(text, status, amounts.joined(told, " · ") if told else "", shape, about=about)


def _who(one: Carried) -> list[Text]:
    """Who does it by when, and what of it an action lacks."""
    is_action = one.minute.kind == "action" and one.status == "open"
    if one.responsible and one.due_date:
        return [message("{party}, by {day}", party=one.responsible, day=one.due_date)]
    if one.due_date:
        return [message("by {day}", day=one.due_date), *([message("nobody responsible yet")] if is_action else [])]
    if one.responsible:
        return [one.responsible, *([message("no day yet")] if is_action else [])]
    return []


def _clauses(listed: Sequence[Followed]) -> str:
    return ", ".join(dict.fromkeys(one.about.clause for one in listed))


def paged(
    meeting: Meeting,
    names: tuple[str, str],
    topic: Message,
    title: Text,
    subtitle: Message,
    *,
    lines: Sequence[Line],
    empty: Text = "",
    is_even: bool = True,
) -> tuple[Slide, ...]:
    """The lines on as many slides as they take; `names`: the part, and the id of its first slide."""
    part, name = names
    foot = footer_rows(meeting, has_marks=any(one.marked for one in lines))
    pages = paging.pages(lines, title, subtitle, foot=foot, is_even=is_even)
    return tuple(
        Slide(
            id=name if number == 1 else f"{name}-{number}",
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
