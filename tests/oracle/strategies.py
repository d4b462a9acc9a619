"""Random histories, small and nasty: few clients that share CVR and CPR, dates on every line the rules draw.

Everything comes from short lists, so that rows collide: ids are sent again as corrections, withdrawn by full loads,
and point to clients that come late or never.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

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
    Screening,
)
from tests.oracle.terms import Terms

OURS = "791"
CLIENT_IDS = ("K1", "K10", "K2", "k1", "Ø1", "K3")
STRANGER_IDS = ("K1", "K10", "K2", "k1", "Ø1", "K3", "K9")  # K9 is never delivered
# CVR numbers that start with 9 and CPR numbers with day + 60 belong to nobody (§4).
CVRS = ("90000004", "90000012", "90000020", "90000039")
CPRS = ("6101800001", "9112850002", "8902880003")
EVENT_NUMBERS = st.integers(1, 12)
LEVELS = ("local", "focused", "specialised")
YES_NO_BLANK = (True, False, None)
HOURS = tuple(map(Decimal, ("0.00", "0.25", "0.33", "0.50", "1.00", "1.75", "24.00")))
RATES = tuple(map(Decimal, ("0.00", "0.02", "333.33", "500.00", "700.10", "1250.00", "2500.01")))
FULL_TIME = tuple(map(Decimal, ("0.000", "0.001", "0.004", "0.005", "1.500", "9.995", "10.000", "12.345")))
SOURCES = ("CVR", "cvr", "Register", "Indberettet", "INDBERETTET *", "Ældre  opgørelse", "aeldre opgoerelse", "B", "a")
FOCUS = (None, None, "animation", "GRØN TEKNOLOGI", "big experiences", "Animation og nye medier", "Noget andet")
INDUSTRIES = (None, "381100", "591110", "590000", "582100", "900110", "011100")

# Periods and the years a party is an entrepreneur: a leap day's anniversary on 28 February falls into the second
# (2012 + 3) and the third (2016 + 2, in no leap year); the fourth is shorter than 20 working days.
PERIODS = (
    (dt.date(2014, 1, 1), dt.date(2014, 12, 31), 3),
    (dt.date(2015, 1, 1), dt.date(2015, 6, 30), 3),
    (dt.date(2018, 2, 1), dt.date(2019, 1, 31), 2),
    (dt.date(2014, 4, 14), dt.date(2014, 5, 9), 1),
)


@st.composite
def days(draw: st.DrawFn, first: dt.date, last: dt.date) -> dt.date:
    """Days on and around the lines of a period, or anywhere from a year before it to a year after."""
    kind = draw(st.integers(0, 5))
    if kind <= 1:
        return draw(st.sampled_from((first, last))) + dt.timedelta(days=draw(st.integers(-2, 2)))
    if kind == 2:
        year = draw(st.sampled_from((first.year, last.year)))
        line = draw(st.sampled_from(("02-28", "03-01", "04-16", "05-15", "06-04", "06-30", "12-23", "12-30")))
        return dt.date.fromisoformat(f"{year}-{line}")
    if kind == 3:
        return first + dt.timedelta(days=draw(st.integers(-365, (last - first).days + 365)))
    return first + dt.timedelta(days=draw(st.integers(0, min(10, (last - first).days))))


@st.composite
def starts(draw: st.DrawFn, first: dt.date, last: dt.date, years: int) -> dt.date | None:
    """Start dates whose anniversary lies on one of the lines, leap days, days in the period, or unknown."""
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return None
    if kind == 1:
        return draw(st.sampled_from((dt.date(2012, 2, 29), dt.date(2016, 2, 29), dt.date(2000, 2, 29))))
    day = draw(days(first, last))
    if kind == 2:
        return day
    return day.replace(year=day.year - years, day=min(day.day, 28))


class World:
    """Strategies for the rows of one agreement's world."""

    def __init__(self, terms: Terms) -> None:
        period = (terms.first_date, terms.last_date)
        day = days(*period)
        maybe = st.none() | day
        changed = st.sampled_from((None, None, dt.datetime(2014, 1, 1, 10, 0), dt.datetime(2014, 1, 1, 10, 1)))
        event = {"client_id": st.sampled_from(STRANGER_IDS), "changed_at": changed}
        work = {
            "work_hours": st.none() | st.sampled_from(HOURS),
            "hourly_rate_dkk": st.none() | st.sampled_from(RATES),
        }
        mostly = st.sampled_from((True, True, True, False))
        self.rows: Mapping[str, st.SearchStrategy] = {
            "client": st.builds(
                Client,
                client_id=st.sampled_from(CLIENT_IDS),
                client_type=st.sampled_from(("before_start", "entrepreneur", "company")),
                cpr_pseudonym=st.none() | st.sampled_from(CPRS),
                cvr=st.none() | st.sampled_from(CVRS),
                has_name=mostly,
                has_address=mostly,
                municipality_code=st.sampled_from((OURS, OURS, OURS, OURS, "661")),
                has_phone=mostly,
                has_education=mostly,
                has_contact=mostly,
                has_contact_education=mostly,
                industry_code=st.sampled_from(INDUSTRIES),
                start_date=starts(*period, terms.entrepreneur_years),
                end_date=maybe,
                is_ambitious=st.sampled_from(YES_NO_BLANK),
                growth_level=st.sampled_from((None, "A")),
                focus_area=st.sampled_from(FOCUS),
                changed_at=changed,
            ),
            "guidance": st.builds(
                Guidance,
                guidance_id=EVENT_NUMBERS.map("V{}".format),
                guidance_date=day,
                level=st.sampled_from(LEVELS),
                has_content=mostly,
                registered_date=maybe,
                **work,
                **event,
            ),
            "screening": st.builds(
                Screening,
                screening_id=EVENT_NUMBERS.map("S{}".format),
                screening_date=day,
                tool=st.sampled_from(("growth_wheel", "growth_wheel", "other")),
                screened_to=st.sampled_from(("specialised", "specialised", "focused", "none")),
                first_contact_date=maybe,
                is_otherwise_agreed=st.sampled_from((None, False, False, True)),
                **work,
                **event,
            ),
            "referral": st.builds(Referral, referral_id=EVENT_NUMBERS.map("H{}".format), referral_date=day, **event),
            "programme": st.builds(
                Programme,
                programme_id=EVENT_NUMBERS.map("F{}".format),
                growth_level=st.sampled_from(("A", "B", "C")),
                start_date=day,
                cofinancing_dkk=st.none() | st.sampled_from(RATES),
                **event,
            ),
            "answer": st.builds(
                Answer,
                answer_id=EVENT_NUMBERS.map("S{}".format),
                level=st.sampled_from((None, *LEVELS)),
                sent_date=day,
                answered_date=maybe,
                score=st.sampled_from((None, 0, 1, 2, 3, 4, 5, 4, 5)),
                **event,
            ),
            "employment": st.builds(
                Employment,
                cvr=st.sampled_from(CVRS),
                measured_date=day,
                full_time_equivalents=st.none() | st.sampled_from(FULL_TIME),
                revenue_dkk=st.none() | st.sampled_from(RATES),
                export_dkk=st.none() | st.sampled_from(RATES),
                data_source=st.none() | st.sampled_from(SOURCES),
                changed_at=changed,
            ),
        }

    @st.composite
    @staticmethod
    def deliveries(draw: st.DrawFn, self: World, is_first: bool, with_refusals: bool) -> Delivery:
        """One load; the first one brings every kind."""
        rows: dict[str, tuple] = {}
        for table, row in self.rows.items():
            if is_first or draw(st.booleans()):
                most = {"guidance": 10, "client": 6, "referral": 1}.get(table, 6)
                least = 2 if is_first and table in ("client", "guidance") else 0
                rows[table] = tuple(draw(st.lists(row, min_size=least, max_size=most)))
        refused: frozenset[tuple[str, str]] = frozenset()
        if with_refusals and not is_first:
            refused = draw(
                st.frozensets(
                    st.tuples(st.just("client"), st.sampled_from(CLIENT_IDS))
                    | st.tuples(st.just("guidance"), EVENT_NUMBERS.map("V{}".format))
                    | st.tuples(st.just("employment"), st.sampled_from(CVRS)),
                    max_size=2,
                )
            )
        refused = frozenset((table, row_id) for table, row_id in refused if table in rows)
        return Delivery(rows, full=not is_first and draw(st.integers(0, 2)) == 0, refused=refused)


@st.composite
def agreements(draw: st.DrawFn) -> Terms:
    """Agreements whose numbers are small enough to be reached."""
    first, last, years = draw(st.sampled_from(PERIODS))
    small = st.integers(0, 4)
    fees: list[dict[str, Any]] = [
        {**fee, "cap_dkk": draw(st.sampled_from((fee["cap_dkk"], Decimal("166.67")))), "fee_count": draw(small)}
        for fee in DRAWN_PARAMETERS["fees"]
    ]
    return Terms(
        {
            **DRAWN_PARAMETERS,
            "first_date": first,
            "last_date": last,
            "municipality_code": OURS,
            "entrepreneur_years": years,
            "satisfaction_goal_percent": draw(st.sampled_from((80, 80, 50, 0, 100))),
            "jobs_measure": draw(st.sampled_from(("net", "created"))),
            "employment_sources": draw(
                st.sampled_from((["CVR", "Register", "Indberettet"], ["Indberettet", "Ældre opgørelse", "Cvr"], []))
            ),
            "contact_working_days": draw(st.sampled_from((2, 2, 0, 5))),
            "registration_working_days": draw(st.sampled_from((2, 2, 0, 5))),
            "fees": fees,
        },
        tuple((name, draw(small), clause) for name, _, clause in DRAWN_TARGETS),
        draw(small),
        draw(st.sampled_from((("06-05", "12-24", "12-31"), ("02-29", "05-16")))),
    )


@st.composite
def histories(draw: st.DrawFn, terms: Terms, with_refusals: bool = False) -> History:
    """One to three loads in the world of an agreement."""
    world = World(terms)
    number = draw(st.integers(1, 3))
    return History(tuple(draw(World.deliveries(world, position == 0, with_refusals)) for position in range(number)))


def as_ofs(terms: Terms) -> st.SearchStrategy[dt.date]:
    """Days before, inside and after the period, many of them on its lines."""
    return days(terms.first_date, terms.last_date) | st.sampled_from(
        (terms.first_date, terms.last_date, terms.last_date + dt.timedelta(days=400))
    )
