"""R0–R3: whom it concerns, who is counted as one, and in which segment."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict

from tests.oracle.rows import Client, Guidance, History
from tests.oracle.terms import Terms

Party = tuple[str, str]

ENTREPRENEUR = "entrepreneur"
COMPANY = "company"
SEGMENTS = (ENTREPRENEUR, COMPANY)


class Case:
    """A history read by one agreement as of one day: its own clients and their events, parties and segments."""

    def __init__(self, history: History, terms: Terms, as_of: dt.date) -> None:
        self.terms = terms
        self.as_of = as_of
        self.snapshot = len(history)
        self.window_first = terms.first_date
        self.window_last = min(as_of, terms.last_date)

        # R0 comes first: what belongs to other municipalities is not seen by any later rule.
        standing = history.standing()
        self.clients = [row for row in standing.client if row.municipality_code == terms.municipality_code]
        ours = {client.client_id for client in self.clients}
        self.guidance = [row for row in standing.guidance if row.client_id in ours]
        self.screening = [row for row in standing.screening if row.client_id in ours]
        self.programme = [row for row in standing.programme if row.client_id in ours]
        self.answer = [row for row in standing.answer if row.client_id in ours]
        self.employment = list(standing.employment)

        self.party_of: dict[str, Party] = {client.client_id: self._party(client) for client in self.clients}
        self.clients_of: dict[Party, list[Client]] = defaultdict(list)
        for client in sorted(self.clients, key=lambda client: client.client_id):
            self.clients_of[self.party_of[client.client_id]].append(client)
        self.guidance_of: dict[Party, list[Guidance]] = defaultdict(list)
        for row in self.guidance:
            self.guidance_of[self.party_of[row.client_id]].append(row)

        self._look_at_window()

    def _look_at_window(self) -> None:
        self.guidance_in_window = [row for row in self.guidance if self.in_window(row.guidance_date)]
        self.screening_in_window = [row for row in self.screening if self.in_window(row.screening_date)]
        self.programme_in_window = [row for row in self.programme if self.in_window(row.start_date)]

    def keep(self, parties: set[Party]) -> None:
        """R19: leave only these parties, settled as they are, and their events."""
        self.clients_of = defaultdict(
            list, {party: rows for party, rows in self.clients_of.items() if party in parties}
        )
        self.guidance_of = defaultdict(
            list, {party: rows for party, rows in self.guidance_of.items() if party in parties}
        )
        self.party_of = {client: party for client, party in self.party_of.items() if party in parties}
        self.clients = [row for row in self.clients if row.client_id in self.party_of]
        self.guidance = [row for row in self.guidance if row.client_id in self.party_of]
        self.screening = [row for row in self.screening if row.client_id in self.party_of]
        self.programme = [row for row in self.programme if row.client_id in self.party_of]
        self.answer = [row for row in self.answer if row.client_id in self.party_of]
        self._look_at_window()

    def in_window(self, day: dt.date | None) -> bool:
        """From the agreement's first date to the earlier of as-of and its last date, both included."""
        return day is not None and self.window_first <= day <= self.window_last

    def by_as_of(self, day: dt.date | None) -> dt.date | None:
        """What is read about an event: a date after as-of is read as blank."""
        return day if day is not None and day <= self.as_of else None

    def _party(self, client: Client) -> Party:
        """R1: its CVR; else the CVR of another client with the same CPR; else its CPR; else its Kunde-ID."""
        if client.cvr:
            return "cvr", client.cvr
        if client.cpr_pseudonym:
            namesakes = [row for row in self.clients if row.cpr_pseudonym == client.cpr_pseudonym and row.cvr]
            if namesakes:
                chosen = min(namesakes, key=lambda row: (row.start_date or dt.date.max, row.cvr))
                assert chosen.cvr
                return "cvr", chosen.cvr
            return "cpr", client.cpr_pseudonym
        return "client", client.client_id

    def start_of(self, party: Party) -> dt.date | None:
        """R1: the earliest Stiftelsesdato among the party's clients."""
        return min((row.start_date for row in self.clients_of[party] if row.start_date), default=None)

    def segment_on(self, party: Party, day: dt.date) -> str:
        """R2: entrepreneur while before the third anniversary; with the start unknown as Kundetype says."""
        start = self.start_of(party)
        if start is not None:
            return ENTREPRENEUR if day < anniversary(start, self.terms.entrepreneur_years) else COMPANY
        types = {client.client_type for client in self.clients_of[party]}
        return COMPANY if "company" in types else ENTREPRENEUR

    def first_guidance(self, party: Party) -> dt.date | None:
        """The day of the party's first guidance in the window, whatever the level."""
        days = [row.guidance_date for row in self.guidance_of[party] if self.in_window(row.guidance_date)]
        return min(days, default=None)

    def segment(self, party: Party, event_date: dt.date) -> str:
        """R3: R2 on the day of the first guidance in the window; without one, on the day of the event counted."""
        return self.segment_on(party, self.first_guidance(party) or event_date)

    def guided_parties(self, *levels: str) -> set[Party]:
        """Parties with at least one guidance in the window, at one of `levels` (none named: at any level)."""
        return {self.party_of[row.client_id] for row in self.guidance_in_window if not levels or row.level in levels}


def anniversary(start: dt.date, years: int) -> dt.date:
    """The day `years` after `start`; 29 February falls on the 28th where the year has no 29th."""
    year = start.year + years
    return dt.date(year, start.month, min(start.day, calendar.monthrange(year, start.month)[1]))
