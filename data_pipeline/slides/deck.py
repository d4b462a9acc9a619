"""The slides of a meeting, in the agreement's order: all from what was frozen and from the minutes (issue 6).

No slide asks the warehouse: whatever is loaded meanwhile, the meeting shows what it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from data_pipeline.agreements import Agreement
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import DEFAULT_LANGUAGE, N_, Message, message
from data_pipeline.ledger import FigureMark, Ledger
from data_pipeline.meetings import minutes
from data_pipeline.meetings.values import Meeting
from data_pipeline.slides import changes, figures, lists, targets
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import footer, meeting_name
from data_pipeline.views.chart import Line, Lines, Text

# The parts of a meeting in the agreement's order, by what they are called in the agenda and in the address of a slide.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "agenda": N_("Agenda"),
        "last_time": N_("Decisions from last time"),
        "targets": N_("Activity targets"),
        "programmes": N_("Growth programmes"),
        "fees": N_("Fees"),
        "satisfaction": N_("Satisfaction"),
        "jobs": N_("Jobs"),
        "focus_sectors": N_("Focus sectors"),
        "deadlines": N_("Deadlines"),
        "changes": N_("Since the meeting before"),
        "data_debt": N_("What the client files lack"),
        "strategy": N_("Strategy"),
        "obligations": N_("Shared obligations"),
        "decisions": N_("Decisions"),
    }
)

__all__ = ["PARTS", "all_slides", "footer", "meeting_name", "parts", "slides"]
MOST_MEANINGS = 4  # definitions that a speaker can look up while talking

# What to ask while the slide is up: the speaker's own line.
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "last_time": N_("Ask: what was done, what is still open, and does it still matter?"),
        "targets": N_("Ask: where do we do something differently for the rest of the period?"),
        "programmes": N_("Ask: which companies on the A, B and C lists come next?"),
        "fees": N_("Ask: when do the missing timesheets come, and is the rest of the budget enough?"),
        "satisfaction": N_("Ask: what do the dissatisfied say, and how do we get more answers?"),
        "jobs": N_("Ask: do we agree on how jobs are counted?"),
        "focus_sectors": N_("Ask: who reaches out to the sectors that hear least from us?"),
        "deadlines": N_("Ask: what delayed the late ones?"),
        "changes": N_("Ask: what lies behind the greatest change?"),
        "data_debt": N_("Ask: who fills in what is missing, and by when?"),
        "strategy": N_("Ask: does the agreement still support these milestones?"),
        "obligations": N_("Ask: who does what next?"),
        "decisions": N_("Read every decision aloud, with who does it and by when."),
    }
)


def slides(meeting: Meeting, ledger: Ledger) -> tuple[Slide, ...]:
    """The slides in the order chosen for the meeting, those left out not among them; in the agreement's by default."""
    known = all_slides(meeting, ledger)
    chosen = ledger.meetings.agenda(meeting.name)
    if chosen is None:
        return known
    order = {part: place for place, part in enumerate(chosen.slides)}
    shown = sorted((one for one in known if one.part in order), key=lambda one: order[one.part])
    return tuple(_agenda(meeting, shown) if one.part == "agenda" else one for one in shown)


def all_slides(meeting: Meeting, ledger: Ledger) -> tuple[Slide, ...]:
    """Every slide that the agreement gives, in its order, with the speaker's notes."""
    found: list[Slide] = []
    for part in PARTS:
        if part in _MAKERS:
            found += _MAKERS[part](meeting, ledger)
    told = [_with_notes(one, meeting, ledger) for one in found]
    return (_agenda(meeting, told), *told)


def parts(meeting: Meeting, ledger: Ledger) -> tuple[str, ...]:
    """The parts that the meeting can show, in the agreement's order."""
    return tuple(dict.fromkeys(one.part for one in all_slides(meeting, ledger)))


def _agenda(meeting: Meeting, shown: list[Slide]) -> Slide:
    topics = {one.part: one.topic for one in shown if one.part != "agenda"}
    return Slide(
        id="agenda",
        part="agenda",
        topic=message(PARTS["agenda"]),
        title=message("Follow-up as of {day}", day=meeting.as_of),
        subtitle=message(
            "{document}, {clause}",
            document=_Document("", {"of": meeting.agreement}),
            clause=meeting.agreement.follow_up.clause,
        ),
        chart=Lines(tuple(Line(topic) for topic in topics.values()), numbered=True),
        notes=(message("The figures are frozen: whatever is loaded meanwhile, the meeting shows these."),),
    )


class _Document(Message):
    """The agreement's short title."""

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        agreed: Agreement = self.values["of"]
        return agreed.title.say(language)


def _last_time(meeting: Meeting, ledger: Ledger) -> tuple[Slide, ...]:
    if not meeting.audience.has_notes:
        return ()
    earlier = minutes.before(ledger, meeting)
    return lists.last_time(meeting, minutes.from_last_time(ledger, meeting), earlier[-1] if earlier else None)


def _decisions(meeting: Meeting, ledger: Ledger) -> tuple[Slide, ...]:
    if not meeting.audience.has_notes:
        return ()
    return lists.decisions(meeting, minutes.of_meeting(ledger, meeting))


def _frozen(page: str, make: Callable[[Meeting], tuple[Slide, ...]]) -> Callable[[Meeting, Ledger], tuple[Slide, ...]]:
    """A maker of slides of a page's report; none where the meeting's audience does not see the page."""
    return lambda meeting, _ledger: make(meeting) if page in meeting.reports else ()


_MAKERS: Mapping[str, Callable[[Meeting, Ledger], tuple[Slide, ...]]] = MappingProxyType(
    {
        "last_time": _last_time,
        "targets": _frozen("targets", targets.targets),
        "programmes": _frozen("targets", targets.programmes),
        "fees": _frozen("fees", figures.fees),
        "satisfaction": _frozen("satisfaction", figures.satisfaction),
        "jobs": _frozen("jobs", figures.jobs),
        "focus_sectors": _frozen("focus_sectors", figures.focus_sectors),
        "deadlines": _frozen("deadlines", figures.deadlines),
        "changes": _frozen("changes", changes.changes),
        "data_debt": _frozen("data", figures.data_debt),
        "strategy": _frozen("strategy", lists.strategy),
        "obligations": _frozen("strategy", lists.obligations),
        "decisions": _decisions,
    }
)


def _with_notes(one: Slide, meeting: Meeting, ledger: Ledger) -> Slide:
    """The slide with what the speaker knows besides: definitions, what was said of its figures, and what to ask."""
    # Figures of one meaning (a target of each segment, programmes of each level) are defined once.
    meant = {CATALOGUE[name].meaning: CATALOGUE[name] for name in reversed(tuple(one.figures))}
    meanings = tuple(
        message("{label}: {meaning}", label=message(figure.label), meaning=message(figure.meaning))
        for figure in list(reversed(meant.values()))[:MOST_MEANINGS]
    )
    stories = tuple(
        message(
            "The story behind {figure}, {author} {day}: {text}",
            figure=message(CATALOGUE[told.figure].label),
            author=told.author,
            day=told.written_at.date(),
            text=told.text,
        )
        for told in minutes.comments(ledger, meeting, one.figures)
    )
    marks = tuple(_marked(meeting, mark) for mark in minutes.marks(ledger, meeting, one.figures))
    question: tuple[Text, ...] = (message(QUESTIONS[one.part]),) if one.part in QUESTIONS else ()
    return replace(one, notes=(*one.notes, *question, *stories, *marks, *meanings))


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
