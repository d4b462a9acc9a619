"""A made-up region around the sample year: Viborg before and after it, and four neighbours of very different size.

One export of the CRM they share, and an agreement for each, called made up in its title. Told in numbers alone: what is
odd about exports stands in the sample year.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from data_pipeline import agreements
from data_pipeline.agreements import Agreement, Words, draft
from data_pipeline.arithmetic import workdays
from data_pipeline.municipalities import NAMES
from data_pipeline.sample import names
from data_pipeline.sample.files import Delivery
from data_pipeline.settings import ROOT, Settings

EXPORT, AGREEMENTS = "3-regionen", "agreements"
FOLDER = "region"  # of an installation's home: where the region of `make run` lies
SEED = 2014
VIBORG = "viborg-2014"
# The sample year takes its CVR numbers from one end of a ring, the region from half-way round it.
HALF_ROUND = 500_000


class Year(NamedTuple):
    """What happened in a municipality in a year, or until `until` of it.

    Guided locally, by segment; of each segment the share that went further and was satisfied; `target`: what B1 says of
    those guided locally.
    """

    place: str
    code: str
    postcode: str
    year: int
    entrepreneurs: int
    companies: int
    target: int
    satisfied: float
    until: dt.date

    @property
    def id(self) -> str:
        """Of the agreement: `skive-2014`."""
        return f"{self.place}-{self.year}"


def _whole(year: int) -> dt.date:
    return dt.date(year, 12, 31)


# Randers' clients are really less satisfied; of Samsø's four answers two are not, which says nothing.
YEARS = (
    Year("viborg", "791", "8800", 2013, 187, 205, 200, 0.82, _whole(2013)),
    Year("viborg", "791", "8800", 2015, 84, 118, 200, 0.80, dt.date(2015, 6, 30)),
    Year("aarhus", "751", "8000", 2014, 655, 590, 600, 0.83, _whole(2014)),
    Year("randers", "730", "8900", 2014, 246, 228, 250, 0.62, _whole(2014)),
    Year("skive", "779", "7800", 2014, 31, 44, 40, 0.75, _whole(2014)),
    Year("samsoe", "741", "8305", 2014, 4, 6, 5, 0.5, _whole(2014)),
)


def write(out: Path, seed: int, years: Sequence[Year] = YEARS) -> list[Path]:
    """The region's export and agreements under `out`, Viborg's of the sample year among them; the files written."""
    folder = out / AGREEMENTS
    folder.mkdir(parents=True, exist_ok=True)
    original = ROOT / "agreements" / f"{VIBORG}.toml"
    written = [folder / original.name]
    written[0].write_bytes(original.read_bytes())
    for year in years:
        path = folder / f"{year.id}.toml"
        agreed = _agreement(agreements.read(original), year)
        path.write_text(draft.text(agreed, "Opdigtet: hører til eksemplerne.", with_clauses=True), encoding="utf-8")
        written.append(path)
    numbers = names.cvr_numbers(Random(seed).randrange(1_000_000) + HALF_ROUND)
    chance = Random(f"region {seed}")
    with Delivery(out / EXPORT) as delivery:
        for year in years:
            for table, row in _Told(year, chance, numbers).rows():
                delivery.add(table, row)
    return [*written, *delivery.paths]


def install(settings: Settings) -> Settings:
    """The settings of an installation with the region beside it: its export and its agreements in the home folder, the
    installation's own agreements among them.
    """
    out = settings.home / FOLDER
    write(out, SEED)
    for path in settings.agreements.glob("*.toml"):
        shutil.copy(path, out / AGREEMENTS)
    return replace(settings, agreements=out / AGREEMENTS)


def _agreement(viborg: Agreement, year: Year) -> Agreement:
    """Viborg's terms with the year's and the municipality's numbers, and without what only Viborg has promised."""
    name, share = NAMES[year.code], year.target / 200
    dates = {"first_date": dt.date(year.year, 1, 1), "last_date": _whole(year.year)}

    def scaled(count: int) -> int:
        return max(round(count * share), 1) if count else 0

    own = {"kommune": f"{name} Kommune", "erhvervsraad": f"{name} Erhvervsråd (opdigtet)"}
    return viborg.model_copy(
        update={
            "id": year.id,
            "series": year.place,
            "title": Words(da=f"{name} {year.year} (opdigtet)", en=f"{name} {year.year} (made up)"),
            "document": Words(
                da=f"Opdigtet samarbejdsaftale om erhvervsservice {year.year}, {name} Kommune",
                en=f"Made-up business-service agreement {year.year}, {name} Municipality",
            ),
            "municipality": viborg.municipality.model_copy(update={"code": year.code}),
            "period": viborg.period.model_copy(update=dates),
            "parties": tuple(one.model_copy(update={"name": own.get(one.id, one.name)}) for one in viborg.parties),
            "targets": tuple(one.model_copy(update={"count": scaled(one.count)}) for one in viborg.targets),
            "fees": tuple(one.model_copy(update={"count": scaled(one.count)}) for one in viborg.fees),
            "jobs": viborg.jobs.model_copy(update={"goal": scaled(viborg.jobs.goal)}),
            "follow_up": viborg.follow_up.model_copy(update={"dates": (dt.date(year.year, 6, 30), _whole(year.year))}),
            "obligations": (),
            "milestones": (),
            "objectives": (),
        }
    )


class _Told:
    """A year's rows, party by party: guided, and some asked, screened, guided by specialists, in a programme."""

    def __init__(self, year: Year, chance: Random, cvrs: Iterator[str]) -> None:
        self.year, self.chance, self.cvrs = year, chance, cvrs
        first = dt.date(year.year, 1, 1)
        self._away = set(workdays.non_working_days(("06-05", "12-24", "12-31"), first, _whole(year.year)))
        days = (first + number * workdays.ONE_DAY for number in range((year.until - first).days + 1))
        self._days = [day for day in days if workdays.is_working_day(day, self._away)]

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All rows, with the kind of each. Every sixth party goes further; every second or third answers."""
        counts = {"entrepreneur": self.year.entrepreneurs, "company": self.year.companies}
        answered = 0
        for segment, count in counts.items():
            for number in range(count):
                place = number * len(self._days) // count
                day = self._days[min(place + self.chance.randint(0, 4), len(self._days) - 1)]
                name = f"{self.year.id}-{segment[0]}{number + 1}"
                cvr = next(self.cvrs)
                yield "client", self._client(name, cvr, segment, day)
                yield "guidance", self._guidance(name, day, "Lokal")
                if number % 6 == 0:
                    yield from self._further(name, day)
                if number % 5 in (0, 2):
                    # Spread evenly, so that a small municipality has its share of both too.
                    is_satisfied = int((answered + 1) * self.year.satisfied) > int(answered * self.year.satisfied)
                    yield "answer", self._answer(name, day, is_satisfied=is_satisfied)
                    answered += 1
                yield from self._employment(cvr, day)

    def _later(self, day: dt.date, working_days: int) -> dt.date:
        return min(workdays.due(day, working_days, self._away), self.year.until)

    def _client(self, name: str, cvr: str, segment: str, day: dt.date) -> dict[str, Any]:
        days_old = self.chance.randint(60, 980) if segment == "entrepreneur" else self.chance.randint(1_500, 9_000)
        return {
            "client_id": name,
            "client_type": "Iværksætter" if segment == "entrepreneur" else "Virksomhed",
            "cvr": cvr,
            "has_name": names.company(self.chance, "none"),
            "has_address": names.address(self.chance),
            "postcode": self.year.postcode,
            "municipality_code": NAMES[self.year.code],
            "has_phone": names.phone(self.chance),
            "has_contact": names.person(self.chance),
            "has_contact_education": self.chance.choice(names.EDUCATIONS),
            "industry_code": self.chance.choice(names.INDUSTRIES[self.chance.choice(("none", "none", "green"))]),
            "start_date": day - dt.timedelta(days=days_old),
            "is_ambitious": "Ja",
        }

    def _guidance(self, name: str, day: dt.date, level: str) -> dict[str, Any]:
        return {
            "guidance_id": f"V-{name}-{level[0]}",
            "client_id": name,
            "guidance_date": day,
            "level": level,
            "work_hours": self.chance.choice(("0,5", "0,75", "1", "1,5")) if self.chance.random() < 0.95 else "",
            "hourly_rate_dkk": self.chance.choice(("385,00", "400,00", "415,00")),
            "has_content": "Forretningsplan",
            "registered_date": self._later(day, 1),
        }

    def _further(self, name: str, day: dt.date) -> Iterator[tuple[str, dict[str, Any]]]:
        row = {
            "screening_id": f"SC-{name}",
            "client_id": name,
            "screening_date": day,
            "tool": "Væksthjulet",
            "screened_to": "Specialiseret" if self.chance.random() < 0.5 else "Ingen",
            "work_hours": self.chance.choice(("3", "4,5", "5", "6")),
            "hourly_rate_dkk": "400,00",
            "is_otherwise_agreed": "Nej",
        }
        if row["screened_to"] == "Ingen":
            yield "screening", row
            return
        contact = self._later(day, self.chance.choice((0, 1, 1, 2, 2, 5)))
        yield "screening", row | {"first_contact_date": contact}
        guided = self._later(day, 8)
        yield "guidance", self._guidance(name, guided, "Specialiseret")
        yield (
            "programme",
            {
                "programme_id": f"F-{name}",
                "client_id": name,
                "growth_level": self.chance.choice("AABC"),
                "start_date": self._later(guided, 20),
                "cofinancing_dkk": "50.000,00",
            },
        )

    def _answer(self, name: str, day: dt.date, *, is_satisfied: bool) -> dict[str, Any]:
        sent = self._later(day, 5)
        return {
            "answer_id": f"S-{name}",
            "client_id": name,
            "level": "Lokal",
            "sent_date": sent,
            "answered_date": self._later(sent, self.chance.randint(1, 6)),
            "score": self.chance.choice("45") if is_satisfied else self.chance.choice("23"),
        }

    def _employment(self, cvr: str, day: dt.date) -> Iterator[tuple[str, dict[str, Any]]]:
        size = self.chance.randint(2, 30)
        for measured in (dt.date(day.year - 1, 12, 31), self.year.until):
            yield (
                "employment",
                {
                    "cvr": cvr,
                    "measured_date": measured,
                    "full_time_equivalents": str(size),
                    "data_source": "CVR",
                },
            )
            size = max(size + self.chance.choice((-2, -1, 0, 0, 1, 1, 2, 3, 4)), 0)
