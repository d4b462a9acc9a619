"""The plan dealt out: one card for each party of the year, with what will happen to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any, NamedTuple

from data_pipeline.sample import story


@dataclass(slots=True)
class Card:
    """What one party will do. `segment`: entrepreneur, company, elsewhere (another municipality) or never_guided.

    `voice`: satisfied, other, unsure, silent or uncounted; `changes`: full-time equivalents to mid-year and year end,
    None when not measured; `clients`: how many clients of the CRM it will be.
    """

    month: int
    segment: str
    sector: str = "none"
    is_before_start: bool = False
    is_ambitious: bool = False
    growth: story.Growth | None = None
    voice: str | None = None
    changes: tuple[float, float] | None = None
    has_timesheet: bool = True
    is_screened: bool = False
    is_focused: bool = False
    quirk: str | None = None

    @property
    def half(self) -> int:
        """1 for January–June, 2 after."""
        return 1 if self.month <= 6 else 2

    @property
    def clients(self) -> int:
        """Rows it will have among the clients."""
        return 2 if self.quirk in ("two_clients_of_one_company", "starts_as_a_new_client") else 1


Row = Mapping[str, Any]


class Record(NamedTuple):
    """One row of the kind `table` in each delivery, None where the delivery does not have it.

    A row maps column names (exports/kinds.py) to what the cell holds: text, a date or a moment.
    """

    table: str
    first: Row | None
    second: Row | None


def deal() -> list[Card]:
    """The year's cards by month: always the same, so that every seed tells the same story with other clients."""
    chance = Random("the sample year")
    cards: list[Card] = []
    for month in range(1, 13):
        for segment in story.SEGMENTS:
            growing = [one for one in story.GROWTH if (one.month, one.segment) == (month, segment)]
            cards += [Card(month, segment, one.sector, growth=one, is_ambitious=True) for one in growing]
            cards += [Card(month, segment) for _ in range(story.NEW_PARTIES[segment][month - 1] - len(growing))]
        cards += [Card(month, "elsewhere") for _ in range(story.ELSEWHERE[month - 1])]
        cards += [Card(month, "never_guided") for _ in range(story.NEVER_GUIDED[month - 1])]
    _sectors(cards, chance)
    _quirks(cards)
    _starts(cards, chance)
    _voices(cards, chance)
    _ambition(cards, chance)
    _jobs(cards, chance)
    _timesheets_and_screenings(cards, chance)
    return cards


def _some(cards: Iterable[Card], count: int, chance: Random, fits: Callable[[Card], bool]) -> Iterator[Card]:
    """`count` of the cards that fit, spread by chance; the plan is wrong when there are too few."""
    fitting = [card for card in cards if fits(card)]
    if len(fitting) < count:
        raise ValueError(f"the plan asks for {count} cards and {len(fitting)} fit")
    return iter(chance.sample(fitting, count))


def _groups() -> Iterator[tuple[str, int]]:
    return ((segment, half) for segment in story.SEGMENTS for half in (1, 2))


def _sectors(cards: Sequence[Card], chance: Random) -> None:
    for segment, half in _groups():
        group = [card for card in cards if (card.segment, card.half) == (segment, half)]
        for sector, count in zip(story.SECTORS, story.IN_SECTORS[segment, half], strict=False):
            missing = count - sum(card.sector == sector for card in group)
            for card in _some(group, missing, chance, lambda card: card.growth is None and card.sector == "none"):
                card.sector = sector


def _quirks(cards: Sequence[Card]) -> None:
    for month, segment, quirk in story.QUIRKS:
        card = next(
            card
            for card in cards
            if (card.month, card.segment) == (month, segment)
            and card.growth is None
            and card.quirk is None
            and card.sector == "none"
        )
        card.quirk = quirk
        card.is_before_start = quirk in ("cpr_of_nine_digits", "starts_in_the_year", "starts_as_a_new_client")


_WITH_CVR = ("third_year_ends", "born_on_29_february")


def _starts(cards: Sequence[Card], chance: Random) -> None:
    for half, count in story.BEFORE_START.items():
        group = [card for card in cards if (card.segment, card.half) == ("entrepreneur", half)]
        missing = count - sum(card.is_before_start for card in group)
        for card in _some(group, missing, chance, lambda card: card.growth is None and card.quirk not in _WITH_CVR):
            card.is_before_start = True


def _voices(cards: Sequence[Card], chance: Random) -> None:
    def is_unheard(card: Card) -> bool:
        return card.voice is None and card.quirk not in _UNHEARD

    def is_unambitious(card: Card) -> bool:
        return is_unheard(card) and not card.is_ambitious

    for segment, half in _groups():
        last, first = story.LAST_VOICE_MONTH[half], 1 if half == 1 else story.LAST_VOICE_MONTH[1] + 1
        group = [card for card in cards if card.segment == segment and first <= card.month <= last]
        for sector, (answered, satisfied) in zip(story.SECTORS, story.VOICES[segment, half], strict=True):
            of_sector = [card for card in group if card.sector == sector]
            for number, card in enumerate(_some(of_sector, answered, chance, is_unheard)):
                card.voice = "satisfied" if number < satisfied else "other"
                card.is_ambitious = True
        for voice, counts in (("silent", story.SILENT), ("unsure", story.UNSURE)):
            for card in _some(group, counts[segment, half], chance, is_unheard):
                card.voice = voice
        if segment == "company":
            for card in _some(group, story.UNCOUNTED_ANSWERS[half], chance, is_unambitious):
                card.voice = "uncounted"


# Their answers would tell another story than the plan's in one of the two deliveries.
_UNHEARD = ("date_corrected", "client_comes_later", "unknown_municipality", "industry_of_five_digits")


def _ambition(cards: Sequence[Card], chance: Random) -> None:
    for half, count in story.AMBITIOUS_COMPANIES.items():
        group = [card for card in cards if (card.segment, card.half) == ("company", half)]
        missing = count - sum(card.is_ambitious for card in group)
        for card in _some(group, missing, chance, lambda card: not card.is_ambitious and card.voice != "uncounted"):
            card.is_ambitious = True


def _jobs(cards: Sequence[Card], chance: Random) -> None:
    for segment, half in _groups():
        group = [
            card
            for card in cards
            if (card.segment, card.half) == (segment, half)
            and not (card.is_before_start and card.quirk not in ("starts_in_the_year", "starts_as_a_new_client"))
        ]
        unknown = _some(
            group,
            story.NOT_MEASURED[segment, half],
            chance,
            lambda card: card.quirk not in ("two_sources", "starts_in_the_year", "starts_as_a_new_client"),
        )
        unmeasured = {id(card) for card in unknown}
        for sector in story.SECTORS:
            first_half = cycle(story.CHANGES[segment, sector])
            second_half = cycle(story.CHANGES_SECOND_HALF[segment, sector])
            for card in group:
                if card.sector == sector and id(card) not in unmeasured:
                    card.changes = next(first_half) if half == 1 else (0.0, next(second_half))


def _timesheets_and_screenings(cards: Sequence[Card], chance: Random) -> None:
    def is_plain(card: Card) -> bool:
        return card.growth is None and card.quirk is None

    for half, count in story.NO_TIMESHEET.items():
        group = [card for card in cards if (card.segment, card.half) == ("entrepreneur", half)]
        for card in _some(group, count, chance, is_plain):
            card.has_timesheet = False
    for (segment, half), count in story.OTHER_SCREENINGS.items():
        group = [card for card in cards if (card.segment, card.half) == (segment, half)]
        for card in _some(group, count, chance, lambda card: is_plain(card) and card.has_timesheet):
            card.is_screened = True
    for segment, count in story.FOCUSED.items():
        group = [card for card in cards if (card.segment, card.half, card.sector) == (segment, 2, "animation")]
        for card in _some(group, count, chance, is_plain):
            card.is_focused = True
