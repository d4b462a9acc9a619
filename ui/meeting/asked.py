"""What can be written about in a show besides notes: proposals, actions of last time and today, what was promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data_pipeline import language
from data_pipeline.language import N_, message
from data_pipeline.ledger import Ledger, strategy
from data_pipeline.meetings import Meeting, minutes, proposals
from data_pipeline.meetings.minutes import Carried
from ui import words
from ui.words import _, plain, safe, say

PROPOSAL = {"v": N_("adopt"), "r": N_("change"), "u": N_("drop")}
LAST_TIME = {"v": N_("done"), "r": N_("new date"), "u": N_("dropped")}
ACTION = {"r": N_("new date"), "u": N_("strike out")}
DECISION = {"u": N_("strike out")}
POINT = {"r": N_("fill in")}


@dataclass(frozen=True)
class Asked:
    """`keys`: what V, R and U do to it, those there are; then what the form begins with.

    `is_open`: nobody has said anything of it yet; `is_unfinished`: it lacks who does it or by when. `place`, `who`,
    `by`, `choice` and `chosen` are a proposal's: which of how many it is, and the rest as its strip says it.
    """

    keys: Mapping[str, str]
    text: str = ""
    responsible: str = ""
    due: str = ""
    is_open: bool = False
    is_unfinished: bool = False
    place: str = ""
    who: str = ""
    by: str = ""
    choice: str = ""
    chosen: str = ""

    def attributes(self, about: str) -> str:
        """What the script must know of it."""
        flags = f"{' data-open' if self.is_open else ''}{' data-unfinished' if self.is_unfinished else ''}"
        return (
            f' data-about="{safe(about)}" data-text="{safe(self.text)}" data-responsible="{safe(self.responsible)}"'
            f' data-due="{safe(self.due)}"{flags}'
        )

    def said(self) -> str:
        """Its keys, shown while it is chosen."""
        told = "".join(
            f'<span class="key"><kbd>{key.upper()}</kbd> <span class="means">{safe(_(word))}</span></span>'
            for key, word in self.keys.items()
        )
        return f'<span class="keys" data-keys="{"".join(self.keys)}">{told}</span>'


def of_meeting(ledger: Ledger, meeting: Meeting) -> dict[str, Asked]:
    """What can be written about, by what slides call it."""
    found = dict(_proposals(ledger, meeting))
    found |= {f"minute:{one.minute.id}": _own(one) for one in minutes.of_meeting(ledger, meeting)}
    found |= {
        f"minute:{one.minute.id}": Asked(LAST_TIME, due=_day(one), is_open=one.status == "open")
        for one in minutes.from_last_time(ledger, meeting)
        if one.minute.kind == "action"
    }
    return found | {f"point:{name}": Asked(POINT) for name in strategy.points(meeting.agreement)}


def _proposals(ledger: Ledger, meeting: Meeting) -> Iterator[tuple[str, Asked]]:
    every = proposals.of_meeting(ledger, meeting)
    for place, one in enumerate(every, 1):
        text, party, day = one.standing
        asked = Asked(
            PROPOSAL,
            plain(text),
            party,
            language.short_date(day, words.chosen()),
            is_open=not one.choice,
            place=say(message("Proposal {place} of {count}", place=place, count=len(every))),
            who=minutes.party_name(meeting.agreement, party),
            by=language.date(day, words.chosen()),
            choice=one.choice,
            chosen=_(proposals.CHOICES[one.choice]),
        )
        yield f"proposal:{one.id}", asked


def _own(one: Carried) -> Asked:
    """A minute of the meeting itself."""
    if one.minute.kind == "decision":
        return Asked(DECISION)
    return Asked(ACTION, due=_day(one), is_open=one.is_unfinished, is_unfinished=one.is_unfinished)


def _day(one: Carried) -> str:
    return language.short_date(one.due_date, words.chosen()) if one.due_date else ""
