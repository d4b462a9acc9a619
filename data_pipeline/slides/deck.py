"""The slides of a meeting in their order: all from what was frozen, from the minutes and from the marks (§6, B3).

No slide asks the warehouse: whatever is loaded meanwhile, the meeting shows what it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.ledger import FigureComment, FigureMark, Ledger
from data_pipeline.meetings import audience, minutes, proposals, records
from data_pipeline.meetings.proposals import Proposal
from data_pipeline.meetings.values import Meeting
from data_pipeline.settlements.records import book_of
from data_pipeline.settlements.values import sums_of
from data_pipeline.slides import appendix, figures, lists, opening, targets
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import footer, meeting_name
from data_pipeline.views.chart import Bullets, Text
from data_pipeline.views.meeting_charts import Movement, ThenNow

# The parts of a meeting in their order, by what they are called in the agenda and in the address of a slide.
PARTS: Mapping[str, str] = {
    "decide_today": N_("Today we decide"),
    "last_time": N_("Decisions from last time"),
    "year": N_("The year in one picture"),
    "targets": N_("Activity targets and growth programmes"),
    "fees": N_("Fees"),
    "satisfaction": N_("Satisfaction"),
    "jobs": N_("Jobs"),
    "focus_sectors": N_("Focus sectors"),
    "deadlines": N_("Deadlines and client files"),
    "obligations": N_("Obligations and milestones"),
    "decisions": N_("Decisions"),
    "appendix": N_("Appendix"),
}
# Parts of earlier versions, which agendas and minutes in the ledger name -> today's.
_EARLIER: Mapping[str, tuple[str, ...]] = {
    "agenda": ("decide_today", "year"),
    "programmes": ("targets",),
    "data_debt": ("deadlines",),
    "strategy": ("obligations",),
    "changes": ("appendix",),
}

__all__ = ["PARTS", "all_slides", "chosen_parts", "footer", "known_parts", "meeting_name", "parts", "slides"]
MOST_MEANINGS = 4  # definitions that a speaker can look up while talking

# What to ask while the slide is up: the speaker's own line.
QUESTIONS: Mapping[str, str] = {
    "decide_today": N_("Ask: which of these do we take, change or drop?"),
    "last_time": N_("Ask: what was done, what is still open, and does it still matter?"),
    "year": N_("Ask: what made the verdict turn?"),
    "targets": N_("Ask: where do we do something differently for the rest of the period?"),
    "fees": N_("Ask: when do the missing timesheets come, and do we settle now?"),
    "satisfaction": N_("Ask: what do the dissatisfied say, and how do we get more answers?"),
    "jobs": N_("Ask: do we agree on how jobs are counted, and who fetches what is not measured?"),
    "focus_sectors": N_("Ask: who reaches out to the sectors that hear least from us?"),
    "deadlines": N_("Ask: what delayed the late ones, and who fills in what is missing?"),
    "obligations": N_("Ask: who does what next?"),
    "decisions": N_("Read every decision aloud, with who does it and by when."),
    "appendix": N_("Ask: what lies behind the greatest change?"),
}


def slides(meeting: Meeting, ledger: Ledger) -> tuple[Slide, ...]:
    """The slides in the order chosen for the meeting, those left out not among them; in their own by default."""
    order = {part: place for place, part in enumerate(chosen_parts(ledger, meeting))}
    known = (one for one in all_slides(meeting, ledger) if one.part in order)
    return tuple(sorted(known, key=lambda one: order[one.part]))


def chosen_parts(ledger: Ledger, meeting: Meeting) -> tuple[str, ...]:
    """Return the parts in the order chosen for the meeting, those left out not among them; all by default."""
    chosen = ledger.meetings.agenda(meeting.name)
    return tuple(PARTS) if chosen is None else known_parts(chosen.slides)


def known_parts(names: Iterable[str]) -> tuple[str, ...]:
    """Return parts under today's names, in that order: an agenda or a minute may name those of an earlier version."""
    return tuple(dict.fromkeys(part for name in names for part in _EARLIER.get(name, (name,)) if part in PARTS))


def all_slides(meeting: Meeting, ledger: Ledger) -> tuple[Slide, ...]:
    """Every slide that the agreement gives, in their order, with the speaker's notes."""
    told = _Told(meeting, ledger)
    return tuple(_with_words(one, told) for part in PARTS for one in _MAKERS[part](told))


def parts(meeting: Meeting, ledger: Ledger) -> tuple[str, ...]:
    """The parts that the meeting can show, in their order."""
    return tuple(dict.fromkeys(one.part for one in all_slides(meeting, ledger)))


@dataclass(frozen=True)
class _Told:
    """A meeting with what was said about it, each asked for once."""

    meeting: Meeting
    ledger: Ledger

    @cached_property
    def asked(self) -> tuple[Proposal, ...]:
        return proposals.of_meeting(self.ledger, self.meeting)

    @cached_property
    def stories(self) -> tuple[FigureComment, ...]:
        return minutes.comments(self.ledger, self.meeting, CATALOGUE)

    @cached_property
    def marks(self) -> tuple[FigureMark, ...]:
        return minutes.marks(self.ledger, self.meeting, CATALOGUE)

    @cached_property
    def promised(self) -> tuple[Slide, ...]:
        """The slides of obligations and milestones, with what was written since the figures were frozen."""
        if self.meeting.reports.get("strategy") is None:
            return ()
        return lists.obligations(self.meeting, minutes.written_since(self.ledger, self.meeting))

    @cached_property
    def before(self) -> Meeting | None:
        """The meeting before, as this one's audience sees it."""
        found = records.meeting_before(self.ledger, self.meeting)
        return audience.for_audience(found, self.meeting.audience) if found is not None else None


def _last_time(told: _Told) -> tuple[Slide, ...]:
    if not told.meeting.audience.has_notes:
        return ()
    earlier = minutes.before(told.ledger, told.meeting)
    carried = minutes.from_last_time(told.ledger, told.meeting)
    return lists.last_time(told.meeting, carried, earlier[-1] if earlier else None)


def _decisions(told: _Told) -> tuple[Slide, ...]:
    if not told.meeting.audience.has_notes:
        return ()
    return lists.decisions(told.meeting, minutes.of_meeting(told.ledger, told.meeting))


def _fees(told: _Told) -> tuple[Slide, ...]:
    """With what was settled by the meeting's day, which the parties alone see."""
    if "fees" not in told.meeting.reports:
        return ()
    settled = None
    if told.meeting.audience.is_parties and told.meeting.name:
        records = book_of(told.ledger, told.meeting.agreement.id).records
        known = (line for one in records if one.last_day <= told.meeting.as_of for line in one.lines)
        settled = sums_of(known).amount_dkk
    return figures.fees(told.meeting, settled)


def _focus_sectors(told: _Told) -> tuple[Slide, ...]:
    if "focus_sectors" not in told.meeting.reports:
        return ()
    return figures.focus_sectors(told.meeting, told.before)


def _obligations(told: _Told) -> tuple[Slide, ...]:
    return told.promised[:1]


def _appendix(told: _Told) -> tuple[Slide, ...]:
    rest = (replace(one, part=appendix.PART) for one in told.promised[1:])
    return (*_frozen_appendix(told), *rest)


def _frozen(*made: tuple[str, Callable[[Meeting], tuple[Slide, ...]]]) -> Callable[[_Told], tuple[Slide, ...]]:
    """A maker of slides of pages' reports; none of those the meeting's audience does not see."""
    return lambda told: tuple(
        slide for page, make in made if told.meeting.reports.get(page) is not None for slide in make(told.meeting)
    )


_frozen_appendix = _frozen(
    ("changes", appendix.changes),
    ("satisfaction", appendix.levels_of_satisfaction),
    ("jobs", appendix.created_and_lost),
    ("data", appendix.client_files),
    ("compare", appendix.years),
    ("compare", appendix.funnels),
    ("annual_reports", appendix.annual_reports),
)
_MAKERS: Mapping[str, Callable[[_Told], tuple[Slide, ...]]] = {
    "decide_today": lambda told: opening.decide_today(told.meeting, told.asked),
    "last_time": _last_time,
    "year": lambda told: opening.year(told.meeting, told.before),
    "targets": _frozen(("targets", targets.targets), ("targets", targets.programmes)),
    "fees": _fees,
    "satisfaction": _frozen(("satisfaction", figures.satisfaction)),
    "jobs": _frozen(("jobs", figures.jobs)),
    "focus_sectors": _focus_sectors,
    "deadlines": _frozen(("deadlines", figures.deadlines)),
    "obligations": _obligations,
    "decisions": _decisions,
    "appendix": _appendix,
}


def _with_words(one: Slide, told: _Told) -> Slide:
    """The slide with who disputes its figures, what it asks to decide, and what the speaker knows besides."""
    # Figures of one meaning (a target of each segment, programmes of each level) are defined once.
    meant = {CATALOGUE[name].meaning: CATALOGUE[name] for name in reversed(tuple(one.figures))}
    meanings = tuple(
        message("{label}: {meaning}", label=message(figure.label), meaning=message(figure.meaning))
        for figure in list(reversed(meant.values()))[:MOST_MEANINGS]
    )
    stories = tuple(_story(told.meeting, story) for story in told.stories if story.figure in one.figures)
    own = [mark for mark in told.marks if mark.figure in one.figures]
    marks = tuple(_marked(told.meeting, mark) for mark in own)
    question: tuple[Text, ...] = (message(QUESTIONS[one.part]),) if one.part in QUESTIONS else ()
    asks = _asks(one, told.asked)
    disputed = {mark.figure: mark for mark in own if mark.verdict == "disputed"}
    shown = replace(one, proposal=asks.id if asks else "", notes=(*one.notes, *question, *stories, *marks, *meanings))
    if isinstance(one.chart, ThenNow):
        return replace(shown, chart=replace(one.chart, rows=_with_disputes(told.meeting, one.chart.rows, disputed)))
    at = len(one.remarks) - isinstance(one.chart, Bullets)  # which say last how they are read
    said = _disputes(told.meeting, disputed.values())
    return replace(shown, remarks=(*one.remarks[:at], *said, *one.remarks[at:]))


def _asks(one: Slide, asked: Sequence[Proposal]) -> Proposal | None:
    """The proposal that the slide's strip asks: the first of its part that is still up, else the first."""
    if one.part == opening.DECIDE:
        return None
    if isinstance(one.chart, ThenNow):
        own = [each for each in asked if set(each.figures) & set(one.figures)]
    else:
        own = [each for each in asked if each.part == one.part]
    return next((each for each in own if not each.choice), own[0] if own else None)


def _disputes(meeting: Meeting, marks: Iterable[FigureMark]) -> tuple[Message, ...]:
    """Who disputes figures of a slide, each party once."""
    return tuple(
        message("≠ Disputed by {party}", party=minutes.party_name(meeting.agreement, party))
        for party in dict.fromkeys(mark.party for mark in marks)
    )


def _with_disputes(
    meeting: Meeting, rows: Sequence[Movement], disputed: Mapping[str, FigureMark]
) -> tuple[Movement, ...]:
    """The figures then and now, those that are disputed marked so."""
    return tuple(
        replace(row, dispute=_disputes(meeting, [disputed[row.figure]])[0]) if row.figure in disputed else row
        for row in rows
    )


def _story(meeting: Meeting, told: FigureComment) -> Message:
    values = {
        "figure": message(CATALOGUE[told.figure].label),
        "author": minutes.party_name(meeting.agreement, told.party) if told.party else told.author,
        "day": told.written_at.date(),
        "text": told.text,
    }
    return message("The story behind {figure}, {author} {day}: {text}", **values)


def _marked(meeting: Meeting, mark: FigureMark) -> Message:
    values = {
        "party": minutes.party_name(meeting.agreement, mark.party),
        "figure": message(CATALOGUE[mark.figure].label),
        "note": mark.note,
        "author": mark.author,
    }
    if mark.verdict == "disputed":
        return message("{party} disputes {figure} ({author}): {note}", **values)
    if mark.note:
        return message("{party} agrees with {figure} ({author}): {note}", **values)
    return message("{party} agrees with {figure} ({author})", **values)
