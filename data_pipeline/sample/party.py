"""Who a card's party is: its ids, dates and clients, and which delivery says what of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from data_pipeline.sample import names, story
from data_pipeline.sample.calendar import DAY, after, month_day, years_before
from data_pipeline.sample.deck import Card, Record, Row

# The same municipality as different hands write it.
MUNICIPALITY = (*["Viborg"] * 6, "Viborg Kommune", "791")
LOCAL, FOCUSED, SPECIALISED = "Lokal", "Fokuseret", "Specialiseret"
OPERATORS = {LOCAL: "Viborgegnens Erhvervsråd", FOCUSED: "Arsenalet", SPECIALISED: "Væksthus Midtjylland"}
CHANNELS = ("Opsøgende", "Personlig", "Personlig", "Telefon", "Telefon", "Mail")
CONTENTS = ("Forretningsplan", "Finansiering", "Markedsføring", "Ejerskifte", "Eksport", "Digitalisering", "Opstart")
RATES = ("385,00", "400,00", "415,00")
GUIDANCE_HOURS = ("0,5", "0,5", "0,75", "1", "1,5", "1,75")
# What the first delivery got wrong is put right from here on, and the second survey goes out.
SECOND_SURVEY = dt.date(story.YEAR, 7, 1)


@dataclass
class Numbers:
    """Where the ids and numbers that stand once come from."""

    cvr: Iterator[str]
    cpr: Iterator[str]

    @classmethod
    def of(cls, chance: Random) -> Numbers:
        """Numbers that begin somewhere else for every seed."""
        return cls(names.cvr_numbers(chance.randrange(1_000_000)), names.cpr_numbers(chance.randrange(16_000)))

    def __post_init__(self) -> None:
        self._next = {prefix: count(first) for prefix, first in _FIRST_IDS.items()}

    def id(self, prefix: str) -> str:
        """The next id of a kind, such as `V-20001`."""
        return f"{prefix}-{next(self._next[prefix])}"


_FIRST_IDS = {"K": 10_001, "V": 20_001, "SC": 30_001, "H": 40_001, "F": 50_001, "S": 60_001}


class Party:
    """One party: who it is, and what the CRM says of its clients."""

    def __init__(self, card: Card, numbers: Numbers, chance: Random) -> None:
        self.card, self.numbers, self.chance = card, numbers, chance
        self.quirk = card.quirk
        self.first_day = self._first_day()
        self.client_id = numbers.id("K")
        self.cpr = next(numbers.cpr)
        self.cvr = next(numbers.cvr)
        self.starts = self._start_date()
        self.municipality, self.postcode = chance.choice(MUNICIPALITY), chance.choice(names.POSTCODES)
        if card.segment == "elsewhere":
            self.municipality, self.postcode = chance.choice(names.NEIGHBOURS)
        self.is_company = card.segment == "company" or (card.segment != "entrepreneur" and chance.random() < 0.5)
        self.has_cvr = self.is_company or not card.is_before_start

    # ------------------------------------------------------------------------------------------------- clients

    def _first_day(self) -> dt.date:
        if self.card.growth is not None:
            return month_day(self.card.month, self.chance, among=slice(0, 5))
        return month_day(self.card.month, self.chance)

    def _start_date(self) -> dt.date | None:
        if self.quirk == "third_year_ends":
            return years_before(self.first_day, 3) + 20 * DAY
        if self.quirk == "born_on_29_february":
            return dt.date(2012, 2, 29)
        if self.quirk == "no_start_date":
            return None
        if self.quirk in ("starts_in_the_year", "starts_as_a_new_client"):
            return dt.date(story.YEAR, 8 if self.card.month < 8 else 11, self.chance.randint(1, 28))
        if self.card.segment == "entrepreneur":
            return self.first_day - self.chance.randint(60, 980) * DAY
        return years_before(self.first_day, self.chance.randint(4, 30)) - self.chance.randint(1, 300) * DAY

    def _client(self, **changed: Any) -> dict[str, Any]:
        chance, card = self.chance, self.card
        is_shy = self.quirk == "incomplete" or chance.random() < 0.08
        person = names.person(chance)
        row: dict[str, Any] = {
            "client_id": self.client_id,
            "client_type": "Virksomhed" if self.is_company else "Iværksætter",
            "cvr": self.cvr,
            "has_name": names.company(chance, card.sector),
            "has_address": names.address(chance),
            "postcode": self.postcode,
            "municipality_code": self.municipality,
            "has_phone": names.phone(chance),
            "has_contact": person,
            "has_contact_education": "" if is_shy else chance.choice(names.EDUCATIONS),
            "industry_code": chance.choice(names.INDUSTRIES[card.sector]),
            "start_date": self.starts,
            "is_ambitious": ("Ja" if card.is_ambitious else "Nej") if self.is_company else chance.choice(("", "Ja")),
            "growth_level": card.growth.programmes[0][0] if card.growth and card.growth.programmes else "",
            "focus_area": self._focus_area(),
            "changed_at": self._moment(self.first_day),
        }
        if not self.has_cvr:
            row |= {
                "client_type": "Før start",
                "cpr_pseudonym": self.cpr,
                "cvr": "",
                "has_name": person,
                "has_education": "" if is_shy else chance.choice(names.EDUCATIONS),
                "has_contact": "",
                "has_contact_education": "",
                "industry_code": "",
                "start_date": None,
            }
        elif not self.is_company and chance.random() < 0.4:
            row["cpr_pseudonym"] = self.cpr
        if self.quirk == "closed_again":
            row["end_date"] = dt.date(story.YEAR, 12, 30)
        return row | changed

    def _focus_area(self) -> str:
        if self.card.sector == "none":
            return ""
        needs_words = not self.has_cvr or self.chance.random() < 0.3
        return self.chance.choice(names.FOCUS_AREAS[self.card.sector]) if needs_words else ""

    def _clients(self) -> Iterator[Record]:
        row = self._client()
        mended = self._moment(SECOND_SURVEY + self.chance.randint(1, 40) * DAY)
        match self.quirk:
            case "cpr_of_nine_digits":
                first = row | {"cpr_pseudonym": self.cpr.replace("-", "")[1:]}
                yield Record("client", first, row | {"changed_at": mended})
            case "unknown_municipality":
                yield Record("client", row | {"municipality_code": "Vyborg"}, row | {"changed_at": mended})
            case "industry_of_five_digits":
                first = row | {"industry_code": "11300"}
                yield Record("client", first, row | {"industry_code": "011300", "changed_at": mended})
            case "moved_away":
                first = row | {"municipality_code": "Viborg", "postcode": "8800"}
                yield Record("client", first, row | {"changed_at": mended})
            case "client_comes_later" | "registered_late":
                yield Record("client", None, row)
            case "date_corrected":
                yield Record("client", row, row)
            case "starts_in_the_year":
                started = {"client_type": "Iværksætter", "cvr": self.cvr, "start_date": self.starts}
                trade = {"industry_code": self.chance.choice(names.INDUSTRIES["none"])}
                yield self._dated("client", self.first_day, row, row | started | trade | {"changed_at": mended})
            case "starts_as_a_new_client":
                yield self._dated("client", self.first_day, row)
                self.has_cvr, before_start = True, self.client_id
                self.client_id = self.numbers.id("K")
                new = self._client(cpr_pseudonym=self.cpr, changed_at=mended)
                yield Record("client", None, new)
                visit = after(self.starts or self.first_day, self.chance.randint(5, 20))
                yield Record("guidance", None, self._guidance(visit, LOCAL))
                self.client_id = before_start
            case _:
                yield self._dated("client", self.first_day, row)
        if self.quirk == "two_clients_of_one_company":
            main, self.client_id = self.client_id, self.numbers.id("K")
            yield self._dated("client", self.first_day, self._client(has_name=f"{row['has_name']}, afdeling"))
            visit = after(self.first_day, self.chance.randint(2, 12))
            yield self._dated("guidance", visit, self._guidance(visit, LOCAL))
            self.client_id = main

    # ----------------------------------------------------------------------------------------------- guidances

    def _guidance(self, day: dt.date, level: str, **changed: Any) -> dict[str, Any]:
        chance = self.chance
        has_timesheet = self.card.has_timesheet or level != LOCAL
        is_blank = chance.random() < (0.5 if self.quirk == "incomplete" else 0.02)
        return {
            "guidance_id": self.numbers.id("V"),
            "client_id": self.client_id,
            "guidance_date": day,
            "level": level,
            "operator": OPERATORS[level],
            "channel": chance.choice(CHANNELS),
            "work_hours": chance.choice(GUIDANCE_HOURS) if has_timesheet else "",
            "hourly_rate_dkk": chance.choice(RATES) if has_timesheet or chance.random() < 0.5 else "",
            "has_content": "" if is_blank else chance.choice(CONTENTS),
            "registered_date": after(day, chance.choice((0, 0, 0, 1, 1, 2))),
            "changed_at": self._moment(day),
        } | changed

    # ------------------------------------------------------------------------------------------------ deliveries

    def _moment(self, day: dt.date) -> dt.datetime:
        return dt.datetime(day.year, day.month, day.day, self.chance.randint(8, 16), self.chance.randint(0, 59))

    def _dated(self, table: str, day: dt.date, row: Row, later: Row | None = None) -> Record:
        """A row that both deliveries have when its day had come by the first; `later`: what the second says."""
        second = row if later is None else later
        return Record(table, row if day <= story.MID_YEAR and self.quirk != "registered_late" else None, second)

    def _hidden(self, row: Row, column: str) -> dict[str, Any]:
        """A date that had not come by the first delivery, as blank."""
        return {column: row[column] if row.get(column) and row[column] <= story.MID_YEAR else None}
