"""Random histories, small and nasty: few clients that share CVR and CPR, dates on every line the rules draw.

Everything comes from short lists, so that rows collide: ids are sent again as corrections, withdrawn by full loads,
and point to clients that come late or never. The rows are drawn with `random.Random`, whose seed hypothesis chooses:
its own way of drawing repeats itself too much for tables of fifty rows (one row in five was new). What it would have
shrunk, `minimal.py` does, row by row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.oracle.drawn import DRAWN_PARAMETERS, DRAWN_TARGETS
from tests.oracle.rows import (
    Answer,
    Client,
    Delivery,
    Employment,
    Guidance,
    History,
    Programme,
    Referral,
    Row,
    Screening,
)
from tests.oracle.terms import Terms

T = TypeVar("T")

OURS, NEIGHBOUR = "791", "661"
CLIENT_IDS = ("K1", "K10", "K2", "k1", "Ø1")
STRANGER = "K9"  # never delivered
# CVR numbers that start with 9 and CPR numbers with day + 60 belong to nobody (§4).
CVRS = ("90000004", "90000012", "90000020")
CPRS = ("6101800001", "9112850002")
LEVELS = ("local", "focused", "specialised")
HOURS = tuple(map(Decimal, ("0.00", "0.25", "0.33", "0.50", "1.00", "1.75", "24.00")))
RATES = tuple(map(Decimal, ("0.00", "0.02", "333.33", "500.00", "700.10", "1250.00", "2500.01")))
FULL_TIME = tuple(map(Decimal, ("0.000", "0.001", "0.004", "0.005", "1.500", "9.995", "10.000", "12.345")))
BANDS = ((Decimal(1), Decimal(1)), (Decimal(2), Decimal(4)), (Decimal(10), Decimal(19)))
SOURCES = ("CVR", "cvr", "Register", "Indberettet", "INDBERETTET *", "Ældre  opgørelse", "aeldre opgoerelse", "b", "a")
TRUSTED = (("CVR", "Register", "Indberettet"), ("Indberettet", "Ældre opgørelse", "Cvr"), ())
FOCUS = (None, None, "animation", "GRØN TEKNOLOGI", "big experiences", "Animation og nye medier", "Noget andet")
INDUSTRIES = (None, "381100", "591110", "590000", "582100", "900110", "011100")
CHANGES = (None, None, dt.datetime(2014, 1, 1, 10, 0), dt.datetime(2014, 1, 1, 10, 1))
LINES = ("02-28", "03-01", "04-16", "05-15", "06-04", "06-30", "12-23", "12-30")
LEAP_DAYS = (dt.date(2012, 2, 29), dt.date(2016, 2, 29), dt.date(2000, 2, 29))

# Periods and the years a party is an entrepreneur: a leap day's anniversary on 28 February falls into the second
# (2012 + 3) and the third (2016 + 2, in no leap year); the fourth is shorter than 20 working days.
PERIODS = (
    (dt.date(2014, 1, 1), dt.date(2014, 12, 31), 3),
    (dt.date(2015, 1, 1), dt.date(2015, 6, 30), 3),
    (dt.date(2018, 2, 1), dt.date(2019, 1, 31), 2),
    (dt.date(2014, 4, 14), dt.date(2014, 5, 9), 1),
)

# How few and how many rows of a kind the first load brings; a later one brings up to five.
SIZES: Mapping[str, tuple[int, int]] = {
    "client": (4, 9),
    "guidance": (6, 20),
    "screening": (3, 12),
    "referral": (0, 1),
    "programme": (1, 6),
    "answer": (3, 14),
    "employment": (4, 16),
}


@dataclass(frozen=True)
class Case:
    """A history, the agreement that reads it, and the days it is asked for."""

    terms: Terms
    history: History
    as_ofs: tuple[dt.date, ...]


def cases(with_refusals: bool = False, dates: int = 4) -> st.SearchStrategy[Case]:
    """Random cases with so many different days each."""
    return st.randoms(use_true_random=True).map(lambda random: draw_case(random, with_refusals, dates))


def draw_case(random: Random, with_refusals: bool = False, dates: int = 4) -> Case:
    """One case; the same for the same seed."""
    terms = draw_terms(random)
    history = draw_history(random, terms, with_refusals)
    as_ofs: set[dt.date] = set()
    while len(as_ofs) < dates:
        as_ofs.add(draw_as_of(random, terms))
    return Case(terms, history, tuple(sorted(as_ofs)))


def draw_terms(random: Random) -> Terms:
    """An agreement whose numbers are small enough to be reached."""
    first, last, years = random.choice(PERIODS)
    fees: list[dict[str, Any]] = [
        {
            **fee,
            "cap_dkk": random.choice((fee["cap_dkk"], Decimal("166.67"))),
            "fee_count": random.randint(0, 4),
        }
        for fee in DRAWN_PARAMETERS["fees"]
    ]
    return Terms(
        {
            **DRAWN_PARAMETERS,
            "first_date": first,
            "last_date": last,
            "municipality_code": OURS,
            "entrepreneur_years": years,
            "satisfaction_goal_percent": random.choice((80, 80, 50, 0, 100)),
            "jobs_measure": random.choice(("net", "created")),
            "employment_sources": list(random.choice(TRUSTED)),
            "contact_working_days": random.choice((2, 2, 1, 5)),
            "registration_working_days": random.choice((2, 2, 1, 5)),
            "fees": fees,
        },
        tuple((name, random.choice((0, 1, 2, 3, 4, 10, 60)), clause) for name, _, clause in DRAWN_TARGETS),
        random.randint(0, 4),
        random.choice((("06-05", "12-24", "12-31"), ("02-29", "05-16"))),
    )


def draw_as_of(random: Random, terms: Terms) -> dt.date:
    """A day before, inside or after the period, often on one of its lines and mostly late."""
    last = terms.last_date
    match random.randrange(4):
        case 0:
            return last + random.choice((0, 400)) * dt.timedelta(days=1)
        case 1:
            return last + dt.timedelta(days=random.randint(-60, 60))
        case _:
            return World(random, terms).day()


def draw_history(random: Random, terms: Terms, with_refusals: bool = False) -> History:
    """One to three loads in the world of an agreement; the first one brings every kind."""
    world = World(random, terms)
    loads = [world.delivery(number == 0, with_refusals) for number in range(random.randint(1, 3))]
    if random.randrange(4) == 0:
        loads.insert(random.randrange(len(loads) + 1), world.crowd())
    return History(tuple(loads))


class World:
    """Draws the rows of one agreement's world."""

    def __init__(self, random: Random, terms: Terms) -> None:
        self.random = random
        self.terms = terms
        self.meeting_days = [self.new_day() for _ in range(4)]
        # In every fourth world most guidance lies before the period, so that events stand alone in it.
        self.is_early = random.randrange(4) == 0
        self.draw: Mapping[str, Callable[[], Row]] = {
            "client": self.client,
            "guidance": self.guidance,
            "screening": self.screening,
            "referral": self.referral,
            "programme": self.programme,
            "answer": self.answer,
            "employment": self.employment,
        }

    def delivery(self, is_first: bool, with_refusals: bool) -> Delivery:
        """One load."""
        rows: dict[str, tuple[Row, ...]] = {}
        for table, row in self.draw.items():
            if is_first or self.random.random() < 0.5:
                least, most = SIZES[table] if is_first else (0, 5)
                rows[table] = tuple(row() for _ in range(self.random.randint(least, most)))
        named = {"client": CLIENT_IDS, "guidance": [f"V{number}" for number in range(1, 21)], "employment": CVRS}
        refused = {
            (table, self.random.choice(ids))
            for table, ids in named.items()
            if with_refusals and not is_first and table in rows and self.random.random() < 0.5
        }
        return Delivery(rows, full=not is_first and self.random.random() < 0.35, refused=frozenset(refused))

    def crowd(self) -> Delivery:
        """A load of many parties in which the share of satisfied lies on the goal, just above or just below it."""
        size = self.random.choice((5, 10, 20, 50))
        goal = size * self.terms.satisfaction_goal_percent // 100
        satisfied = goal + self.random.randint(-1, 1)
        names = [f"M{number}" for number in range(size)]
        day = self.new_day()
        return Delivery(
            {
                "client": tuple(Client(client_id=name, is_ambitious=True, start_date=self.start()) for name in names),
                "guidance": tuple(
                    Guidance(
                        guidance_id=f"V{name}", client_id=name, guidance_date=day, level=self.random.choice(LEVELS)
                    )
                    for name in names
                ),
                "answer": tuple(
                    Answer(
                        answer_id=f"S{name}",
                        client_id=name,
                        level="local",
                        sent_date=day,
                        answered_date=day,
                        score=self.random.choice((4, 5) if number < satisfied else (1, 2, 3)),
                    )
                    for number, name in enumerate(names)
                ),
            }
        )

    def day(self) -> dt.date:
        """A new day, or one of the four on which much happens at once."""
        return self.new_day() if self.random.randrange(3) else self.random.choice(self.meeting_days)

    def new_day(self) -> dt.date:
        """A day on or around the lines of the period, or anywhere from a year before it to a year after."""
        first, last = self.terms.first_date, self.terms.last_date
        length = (last - first).days
        match self.random.randrange(8):
            case 0 | 1 | 2:
                return first + dt.timedelta(days=self.random.randint(0, length))
            case 3 | 4:
                return first + dt.timedelta(days=self.random.randint(0, min(10, length)))
            case 5:
                return self.random.choice((first, last)) + dt.timedelta(days=self.random.randint(-2, 2))
            case 6:
                year = self.random.choice((first.year, last.year))
                return dt.date.fromisoformat(f"{year}-{self.random.choice(LINES)}")
            case _:
                return first + dt.timedelta(days=self.random.randint(-365, length + 365))

    def start(self) -> dt.date | None:
        """A start date whose anniversary lies on a line, a leap day, a day in the period, or none."""
        match self.random.randrange(6):
            case 0 | 1:
                return None
            case 2:
                return self.random.choice(LEAP_DAYS)
            case 3:
                return self.random.choice((self.day(), self.terms.first_date))
            case _:
                day = self.day()
                return day.replace(year=day.year - self.terms.entrepreneur_years, day=min(day.day, 28))

    def soon(self, day: dt.date) -> dt.date | None:
        """A day within two weeks of `day`, any other day, or none."""
        match self.random.randrange(6):
            case 0:
                return None
            case 1:
                return self.day()
            case _:
                return day + dt.timedelta(days=self.random.randint(-1, 12))

    def often(self, values: tuple[T, ...]) -> T | None:
        """One of the values, but missing one time in six."""
        return None if self.random.randrange(6) == 0 else self.random.choice(values)

    def nearly_always(self) -> bool:
        """Yes, fifteen times in sixteen."""
        return self.random.randrange(16) > 0

    def client(self) -> Client:
        """A row of `kunder`."""
        choice = self.random.choice
        return Client(
            client_id=choice(CLIENT_IDS),
            client_type=choice(("before_start", "entrepreneur", "company")),
            cpr_pseudonym=choice((None, *CPRS)),
            cvr=choice((None, *CVRS)),
            has_name=self.nearly_always(),
            has_address=self.nearly_always(),
            municipality_code=OURS if self.random.randrange(8) else NEIGHBOUR,
            has_phone=self.nearly_always(),
            has_education=self.nearly_always(),
            has_contact=self.nearly_always(),
            has_contact_education=self.nearly_always(),
            industry_code=choice(INDUSTRIES),
            start_date=self.start(),
            end_date=self.often((self.day(),)),
            is_ambitious=choice((True, False, None)),
            growth_level=choice((None, "A", "B", "C")),
            focus_area=choice(FOCUS),
            changed_at=choice(CHANGES),
        )

    def event(self) -> dict[str, Any]:
        """What all events have."""
        client = self.random.choice(CLIENT_IDS) if self.random.randrange(16) else STRANGER
        return {"client_id": client, "changed_at": self.random.choice(CHANGES)}

    def number(self) -> int:
        """One of few numbers for an id."""
        return self.random.randint(1, 20)

    def guidance(self) -> Guidance:
        """A row of `vejledninger`."""
        day = self.day()
        if self.is_early and self.random.randrange(6):
            day = self.terms.first_date - dt.timedelta(days=self.random.randint(1, 60))
        return Guidance(
            guidance_id=f"V{self.number()}",
            guidance_date=day,
            level=self.random.choice(LEVELS),
            channel=self.random.choice((None, "phone", "mail")),
            work_hours=self.often(HOURS),
            hourly_rate_dkk=self.often(RATES),
            has_content=self.nearly_always(),
            registered_date=self.soon(day),
            **self.event(),
        )

    def screening(self) -> Screening:
        """A row of `visitationer`."""
        day = self.day()
        return Screening(
            screening_id=f"S{self.number()}",
            screening_date=day,
            tool=self.random.choice(("growth_wheel", "growth_wheel", "other")),
            screened_to=self.random.choice(("specialised", "specialised", "focused", "none")),
            work_hours=self.often(HOURS),
            hourly_rate_dkk=self.often(RATES),
            first_contact_date=self.soon(day),
            is_otherwise_agreed=self.random.choice((None, False, False, True)),
            **self.event(),
        )

    def referral(self) -> Referral:
        """A row of `henvisninger`."""
        return Referral(referral_id=f"H{self.number()}", referral_date=self.day(), **self.event())

    def programme(self) -> Programme:
        """A row of `vækstforløb`."""
        return Programme(
            programme_id=f"F{self.number()}",
            growth_level=self.random.choice(("A", "B", "C")),
            start_date=self.day(),
            cofinancing_dkk=self.often(RATES),
            **self.event(),
        )

    def answer(self) -> Answer:
        """A row of `tilfredshed`."""
        day = self.day()
        return Answer(
            answer_id=f"S{self.number()}",
            level=self.random.choice((None, *LEVELS)),
            sent_date=day,
            answered_date=self.soon(day),
            score=self.random.choice((None, 0, 1, 2, 3, 4, 4, 4, 5, 5, 5)),
            **self.event(),
        )

    def employment(self) -> Employment:
        """A row of `beskæftigelse`, one in eight with a band."""
        exact, (low, high) = self.often(FULL_TIME), (None, None)
        if self.random.randrange(8) == 0:
            exact, (low, high) = None, self.random.choice(BANDS)
        return Employment(
            cvr=self.random.choice(CVRS),
            measured_date=self.random.choice((self.day(), *self.meeting_days[:2])),
            full_time_equivalents=exact,
            full_time_low=low,
            full_time_high=high,
            revenue_dkk=self.often(RATES),
            export_dkk=self.often(RATES),
            data_source=self.often(SOURCES),
            register_industry_code=self.random.choice(INDUSTRIES),
            register_start_date=self.often((self.day(),)),
            register_end_date=self.often((self.day(),)),
            changed_at=self.random.choice(CHANGES),
        )
