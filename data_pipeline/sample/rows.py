"""A card's year as rows of the CRM: what the first delivery says of it, and what the second says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from data_pipeline.sample import figures, story
from data_pipeline.sample.calendar import DAY, after, month_day, previous_year_day
from data_pipeline.sample.deck import Card, Record
from data_pipeline.sample.party import FOCUSED, LOCAL, RATES, SECOND_SURVEY, SPECIALISED, Numbers, Party

SCREENING_HOURS = ("3", "3,5", "4,5", "5", "6", "7,5", "9")
SATISFIED, OTHERWISE = ("Tilfreds", "Tilfreds", "Meget tilfreds", "4", "5"), ("Hverken eller", "Utilfreds", "3")
UNSURE = "Ved ikke"

# Answers that came in the week before the first delivery were not in the survey's file yet.
SURVEY_TAKEN = dt.date(story.YEAR, 6, 24)


def records(card: Card, numbers: Numbers, chance: Random) -> Iterator[Record]:
    """Everything the CRM has about a card's party: its clients, then what happened to them."""
    return Year(card, numbers, chance).records()


class Year(Party):
    """One party on its way through the year."""

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
