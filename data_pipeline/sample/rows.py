"""A card's year as rows of the CRM: what the first delivery says of it, and what the second says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from data_pipeline.sample import figures, names, story
from data_pipeline.sample.calendar import DAY, after, month_day, previous_year_day, years_before
from data_pipeline.sample.deck import Card, Record, Row

LOCAL, FOCUSED, SPECIALISED = "Lokal", "Fokuseret", "Specialiseret"
OPERATORS = {LOCAL: "Viborgegnens Erhvervsråd", FOCUSED: "Arsenalet", SPECIALISED: "Væksthus Midtjylland"}
# The same municipality as different hands write it.
MUNICIPALITY = (*["Viborg"] * 6, "Viborg Kommune", "791")
CHANNELS = ("Opsøgende", "Personlig", "Personlig", "Telefon", "Telefon", "Mail")
CONTENTS = ("Forretningsplan", "Finansiering", "Markedsføring", "Ejerskifte", "Eksport", "Digitalisering", "Opstart")
RATES = ("385,00", "400,00", "415,00")
GUIDANCE_HOURS = ("0,5", "0,5", "0,75", "1", "1,5", "1,75")
SCREENING_HOURS = ("3", "3,5", "4,5", "5", "6", "7,5", "9")
SATISFIED, OTHERWISE = ("Tilfreds", "Tilfreds", "Meget tilfreds", "4", "5"), ("Hverken eller", "Utilfreds", "3")
UNSURE = "Ved ikke"

# Answers that came in the week before the first delivery were not in the survey's file yet.
SURVEY_TAKEN = dt.date(story.YEAR, 6, 24)
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


def records(card: Card, numbers: Numbers, chance: Random) -> Iterator[Record]:
    """Everything the CRM has about a card's party: its clients, then what happened to them."""
    return Party(card, numbers, chance).records()


class Party:
    """One party on its way through the year."""

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

    def records(self) -> Iterator[Record]:
        """The party's rows, clients first."""
        yield from self._clients()
        if self.card.segment != "never_guided":
            yield from self._guidances()
            yield from self._growth()
            yield from self._screenings()
            yield from self._answers()
        if self.has_cvr or self.quirk in ("starts_in_the_year", "starts_as_a_new_client"):
            yield from figures.employment(self.card, self.cvr, self.first_day, self.starts, self.chance)

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

    def _guidances(self) -> Iterator[Record]:
        chance, day = self.chance, self.first_day
        growth = self.card.growth
        if growth is not None and growth.notice is not None:
            day = after(day, chance.randint(3, 6))
        row = self._guidance(day, LOCAL)
        mended = self._moment(SECOND_SURVEY + chance.randint(5, 60) * DAY)
        match self.quirk:
            case "registered_late":
                registered = {"registered_date": after(day, 30), "changed_at": self._moment(after(day, 30))}
                yield Record("guidance", None, row | registered)
                return
            case "date_corrected":
                yield Record("guidance", row | {"guidance_date": dt.date(story.YEAR, 6, 27)}, row)
                return
            case "timesheet_comes_later":
                yield Record("guidance", row | {"work_hours": ""}, row | {"changed_at": mended})
                return
            case "guided_the_year_before":
                before = previous_year_day(chance)
                yield self._dated("guidance", before, self._guidance(before, LOCAL))
        yield self._dated("guidance", day, row)
        yield from self._odd_guidances(after(day, 3), mended)
        while chance.random() < 0.32 and (day := after(day, chance.randint(8, 45))) <= story.YEAR_END:
            yield self._dated("guidance", day, self._guidance(day, LOCAL))
        if self.card.is_focused:
            day = after(self.first_day, 6)
            yield self._dated("guidance", day, self._guidance(day, FOCUSED))

    def _odd_guidances(self, day: dt.date, mended: dt.datetime) -> Iterator[Record]:
        row = self._guidance(day, LOCAL)
        match self.quirk:
            case "follow_up_registered_late":
                yield Record("guidance", None, row | {"registered_date": after(day, 100), "changed_at": mended})
            case "bad_date":
                yield Record("guidance", row | {"guidance_date": "31-04-2014"}, row | {"changed_at": mended})
            case "impossible_date":
                yield Record("guidance", None, row | {"guidance_date": "11/31/2014"})
            case "too_many_hours":
                yield (
                    self._dated(
                        "guidance", day, row | {"work_hours": "26"}, row | {"work_hours": "2,6", "changed_at": mended}
                    )
                    if self.card.half == 1
                    else Record("guidance", None, row | {"work_hours": "25,5"})
                )
            case "unknown_channel":
                yield self._dated("guidance", day, row | {"channel": "Sms"})
            case "two_clients_of_one_company":
                # The CRM's export now and then repeats a row; the newest change stands.
                older = row | {"has_content": "", "changed_at": self._moment(day - DAY)}
                yield self._dated("guidance", day, row)
                yield self._dated("guidance", day, older)

    # ------------------------------------------------------------------- visitations, specialists, programmes

    def _growth(self) -> Iterator[Record]:
        growth, chance = self.card.growth, self.chance
        if growth is None:
            if chance.random() < 0.3:
                day = after(self.first_day, chance.randint(0, 5))
                yield self._referral(day, LOCAL, "Lokal" if chance.random() < 0.8 else "Specialiseret")
            return
        visited = self.first_day
        if growth.contact is not None:
            visited = after(self.first_day, chance.randint(0, 3))
            if growth.contact == "pending":
                visited = dt.date(story.YEAR, 12, 30)
            yield self._visitation(visited, growth.contact)
        if growth.specialised:
            day, registered = self._specialised_day(growth, visited)
            yield self._dated("guidance", day, self._guidance(day, SPECIALISED, registered_date=registered))
            yield self._referral(after(day, 2), SPECIALISED, "Specialiseret")
            again = after(day, chance.randint(10, 30))
            if again <= story.YEAR_END and chance.random() < 0.6:
                yield self._dated("guidance", again, self._guidance(again, SPECIALISED))
        for level, month in growth.programmes:
            started = month_day(month, chance, among=slice(8, 18))
            ended = after(started, chance.randint(60, 140))
            row = {
                "programme_id": self.numbers.id("F"),
                "client_id": self.client_id,
                "growth_level": level,
                "start_date": started,
                "end_date": ended if ended <= story.YEAR_END else None,
                "cofinancing_dkk": f"{chance.randrange(20, 250) // 5 * 5}.000,00",
                "changed_at": self._moment(started),
            }
            yield self._dated("programme", started, row | self._hidden(row, "end_date"), row)

    def _specialised_day(self, growth: story.Growth, visited: dt.date) -> tuple[dt.date, dt.date]:
        if growth.notice is not None:
            return self.first_day, after(self.first_day, 1 if growth.notice == "kept" else 5)
        day = month_day(growth.specialised, self.chance, among=slice(3, 10))
        if day <= visited:
            day = after(visited, self.chance.randint(3, 6))
        return day, after(day, 1)

    def _visitation(self, day: dt.date, contact: str) -> Record:
        contacted = {"kept": after(day, self.chance.randint(0, 2)), "late": after(day, 5)}.get(contact)
        row = self._screening_row(day, "Væksthjulet", "Specialiseret") | {"first_contact_date": contacted}
        if contact == "never":
            row["work_hours"] = ""
        return self._dated("screening", day, row | self._hidden(row, "first_contact_date"), row)

    def _screening_row(self, day: dt.date, tool: str, screened_to: str) -> dict[str, Any]:
        return {
            "screening_id": self.numbers.id("SC"),
            "client_id": self.client_id,
            "screening_date": day,
            "tool": tool,
            "screened_to": screened_to,
            "work_hours": self.chance.choice(SCREENING_HOURS),
            "hourly_rate_dkk": self.chance.choice(RATES),
            "is_otherwise_agreed": "Nej",
            "changed_at": self._moment(day),
        }

    def _screenings(self) -> Iterator[Record]:
        day = after(self.first_day, self.chance.randint(0, 4))
        if self.card.is_screened and day <= story.YEAR_END:
            to = "Fokuseret" if self.card.is_focused or self.chance.random() < 0.1 else "Ingen"
            tool = "Væksthjulet" if self.chance.random() < 0.75 else "Andet"
            yield self._dated("screening", day, self._screening_row(day, tool, to))
        if self.quirk == "otherwise_agreed":
            row = self._screening_row(day, "Andet", "Specialiseret")
            yield self._dated(
                "screening", day, row | {"is_otherwise_agreed": "Ja", "first_contact_date": after(day, 9)}
            )

    def _referral(self, day: dt.date, level: str, solver: str) -> Record:
        day = min(day, story.YEAR_END)
        row = {
            "referral_id": self.numbers.id("H"),
            "client_id": self.client_id,
            "referral_date": day,
            "level": level,
            "solver_type": solver,
            "changed_at": self._moment(day),
        }
        return self._dated("referral", day, row)

    # --------------------------------------------------------------------------------------------- satisfaction

    def _answers(self) -> Iterator[Record]:
        card, chance = self.card, self.chance
        if card.voice is None:
            if card.segment == "elsewhere" and chance.random() < 0.4 and card.month < 12:
                yield self._answer(self.first_day + 9 * DAY, LOCAL, chance.choice(SATISFIED))
            return
        growth, sent, level = card.growth, self.first_day + chance.randint(7, 13) * DAY, LOCAL
        is_early = card.month <= story.LAST_VOICE_MONTH[1]
        if growth is not None and growth.specialised and (growth.specialised <= 5 or not is_early):
            if growth.notice is None and card.voice != "silent":
                yield self._answer(sent, LOCAL, chance.choice(SATISFIED), not is_early)
            specialised_month_end = dt.date(story.YEAR, growth.specialised, 28)
            sent, level = max(sent + 9 * DAY, specialised_month_end - 5 * DAY), SPECIALISED
        word = {"satisfied": SATISFIED, "uncounted": SATISFIED + OTHERWISE, "other": OTHERWISE, "unsure": (UNSURE,)}
        score = chance.choice(word[card.voice]) if card.voice != "silent" else None
        yield self._answer(sent, "" if chance.random() < 0.04 else level, score, not is_early)

    def _answer(self, sent: dt.date, level: str, score: str | None, is_late: bool = False) -> Record:
        if is_late:
            sent = max(sent, SECOND_SURVEY + self.chance.randint(0, 8) * DAY)
        sent = min(sent, dt.date(story.YEAR, 12, 12))
        answered = sent + self.chance.randint(1, 8) * DAY if score else None
        if answered is not None and not is_late and self.card.month <= story.LAST_VOICE_MONTH[1]:
            answered = min(answered, max(sent, dt.date(story.YEAR, 6, 29)))
        row = {
            "answer_id": self.numbers.id("S"),
            "client_id": self.client_id,
            "level": level,
            "sent_date": sent,
            "answered_date": answered,
            "score": score or "",
            "changed_at": self._moment(answered or sent),
        }
        first = dict(row)
        if answered is not None and answered > SURVEY_TAKEN:
            first |= {"answered_date": None, "score": "", "changed_at": self._moment(sent)}
        return self._dated("answer", sent, first, row)

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
