"""The sample year as a plan: how many, in which month, with which outcome. Nothing here is a real client's.

Read with agreements/viborg-2014.toml beside it: a year that starts well, dips in July and ends near its targets.
Months are 1–12 of 2014. `deck.py` deals the plan out on clients, `rows.py` writes each client's year.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

YEAR = 2014
MID_YEAR = dt.date(YEAR, 6, 30)
YEAR_END = dt.date(YEAR, 12, 31)
CLOSING_DAYS = ("06-05", "12-24", "12-31")
SEED = 2014

# Folders of the two deliveries, in the order in which they are loaded.
DELIVERIES = ("1-status-30-juni-2014", "2-aaret-2014")

SEGMENTS = ("entrepreneur", "company")
SECTORS = ("animation", "green", "experiences", "none")

# Parties by month of their first local guidance: 95 and 104 by mid-year, 190 and 212 in the year.
NEW_PARTIES = {
    #                jan feb mar apr may jun jul aug sep oct nov dec
    "entrepreneur": (14, 16, 17, 15, 16, 17, 7, 14, 19, 20, 20, 15),
    "company": (16, 18, 20, 15, 17, 18, 6, 16, 21, 23, 23, 19),
}
# How many of them in each half-year belong to a focus sector: animation, green, experiences.
IN_SECTORS = {
    ("entrepreneur", 1): (8, 7, 4),
    ("company", 1): (6, 24, 5),
    ("entrepreneur", 2): (7, 8, 4),
    ("company", 2): (6, 25, 5),
}
# Entrepreneurs who have not started when they first come, in each half-year; the others have a CVR number already.
BEFORE_START = {1: 58, 2: 57}

# Voices (answered, satisfied) by SECTORS: first those who come in January–May and answer by mid-year, then the others.
# Companies' voices count when they have growth ambition; so do all of these.
VOICES = {
    ("entrepreneur", 1): ((4, 4), (4, 3), (3, 1), (25, 22)),
    ("company", 1): ((4, 3), (10, 9), (3, 2), (21, 18)),
    ("entrepreneur", 2): ((3, 3), (4, 3), (3, 1), (27, 21)),
    ("company", 2): ((3, 3), (11, 9), (3, 1), (21, 15)),
}
LAST_VOICE_MONTH = {1: 5, 2: 11}
# Beside them: asked without answering, "Ved ikke", and answers of companies without ambition, which do not count.
SILENT = {("entrepreneur", 1): 28, ("company", 1): 14, ("entrepreneur", 2): 30, ("company", 2): 16}
UNSURE = {("entrepreneur", 1): 2, ("company", 1): 1, ("entrepreneur", 2): 2, ("company", 2): 2}
UNCOUNTED_ANSWERS = {1: 9, 2: 10}
AMBITIOUS_COMPANIES = {1: 62, 2: 66}

# Change in full-time equivalents of measured parties, from before their guidance to mid-year and to the year's end,
# in turn: green creates most, animation is small, experiences loses. Guided in the second half: to the year's end.
CHANGES = {
    ("company", "animation"): ((2.5, 3.0), (1.0, 1.5), (4.0, 4.5), (-1.5, -1.0), (2.0, 2.0)),
    ("company", "green"): ((4.5, 6.0), (1.0, 1.5), (6.0, 8.0), (-1.5, -0.5), (3.5, 3.5), (2.5, 3.0), (6.0, 7.5)),
    ("company", "experiences"): ((-2.0, -3.0), (0.5, 0.0), (-3.5, -4.5), (-0.5, 1.0)),
    ("company", "none"): ((2.0, 2.5), (0.0, 0.5), (3.5, 4.0), (-1.0, -1.5), (1.5, 2.0), (4.0, 4.5), (-0.5, -0.5)),
    ("entrepreneur", "animation"): ((1.0, 1.5), (0.5, 0.5), (1.5, 2.0)),
    ("entrepreneur", "green"): ((2.0, 2.5), (1.0, 1.5)),
    ("entrepreneur", "experiences"): ((0.5, 0.0), (-0.5, -1.0)),
    ("entrepreneur", "none"): ((1.0, 1.0), (2.0, 2.5), (0.5, 1.0), (1.5, 1.5)),
}
CHANGES_SECOND_HALF = {
    ("company", "animation"): (0.5, 1.0, 0.0),
    ("company", "green"): (1.0, 0.0, 2.5, 1.5),
    ("company", "experiences"): (-2.0, 0.0, -1.0),
    ("company", "none"): (0.5, -1.0, 1.5, 0.0, -0.5),
    ("entrepreneur", "animation"): (0.5, 1.0),
    ("entrepreneur", "green"): (1.0, 0.5),
    ("entrepreneur", "experiences"): (0.0,),
    ("entrepreneur", "none"): (1.0, 0.0, 0.5),
}
# Parties with a CVR number of whom the figures say nothing, in each half-year.
NOT_MEASURED = {("entrepreneur", 1): 15, ("company", 1): 19, ("entrepreneur", 2): 19, ("company", 2): 30}

# Entrepreneurs whose guidances have no timesheet yet, in each half-year.
NO_TIMESHEET = {1: 6, 2: 5}


class Growth(NamedTuple):
    """A party that goes further than local guidance.

    `contact`: outcome of the visitation's deadline (kept, late, never, pending), None without a visitation.
    `notice`: it came to the growth house first, and the local service was told (kept or missed), else None.
    `specialised`: month of its first specialised guidance, 0 for none. `programmes`: (level, month).
    """

    month: int
    segment: str
    sector: str
    contact: str | None
    notice: str | None
    specialised: int
    programmes: tuple[tuple[str, int], ...] = ()


# By mid-year 5 and 7 guided by specialists, 12 visitations of which 10 were contacted in time, programmes A 2 B 2 C 0
# for entrepreneurs and A 4 B 2 C 1 for companies.
GROWTH = (
    Growth(1, "company", "green", "kept", None, 1, (("A", 2),)),
    Growth(1, "entrepreneur", "green", "kept", None, 2, (("A", 3),)),
    Growth(1, "company", "none", None, "kept", 1, (("A", 3),)),
    Growth(2, "company", "green", "kept", None, 3, (("A", 4),)),
    Growth(2, "entrepreneur", "animation", "kept", None, 2, (("B", 4),)),
    Growth(2, "company", "none", None, "kept", 2, (("B", 4),)),
    Growth(3, "company", "green", "kept", None, 3, (("A", 5),)),
    Growth(3, "entrepreneur", "none", None, "missed", 3, (("A", 5),)),
    Growth(3, "company", "animation", "kept", None, 4, (("B", 6),)),
    Growth(4, "entrepreneur", "green", "late", None, 5, (("B", 6),)),
    Growth(4, "company", "green", "kept", None, 8, (("C", 9),)),
    Growth(4, "company", "none", "kept", None, 5, (("C", 6),)),
    Growth(4, "entrepreneur", "none", "kept", None, 5),
    Growth(5, "entrepreneur", "none", "kept", None, 9),
    Growth(5, "company", "green", "never", None, 0),
    Growth(8, "company", "green", "kept", None, 9, (("B", 10),)),
    Growth(8, "entrepreneur", "none", "kept", None, 9, (("B", 11),)),
    Growth(8, "entrepreneur", "animation", None, "kept", 8, (("A", 10),)),
    Growth(9, "company", "none", "kept", None, 9, (("A", 10),)),
    Growth(9, "entrepreneur", "green", "kept", None, 10, (("C", 12),)),
    Growth(9, "company", "green", "kept", None, 10, (("B", 11),)),
    Growth(10, "company", "none", "late", None, 11, (("C", 12),)),
    Growth(10, "entrepreneur", "none", "kept", None, 11),
    Growth(10, "company", "animation", None, "missed", 10, (("B", 12),)),
    Growth(11, "entrepreneur", "none", "kept", None, 0),
    Growth(11, "company", "green", "kept", None, 11, (("A", 12),)),
    Growth(11, "company", "experiences", "kept", None, 0),
    Growth(11, "entrepreneur", "green", "never", None, 0),
    Growth(12, "company", "none", "pending", None, 0),
    Growth(12, "entrepreneur", "none", "kept", None, 0),
)

# Visitations that lead no further (to nobody, or to the focused service), in each half-year and segment.
OTHER_SCREENINGS = {("entrepreneur", 1): 6, ("company", 1): 10, ("entrepreneur", 2): 6, ("company", 2): 9}
# Guided by the focused service as well, in the second half-year (the agreement has no target for it).
FOCUSED = {"entrepreneur": 1, "company": 2}

# Clients of other municipalities, by month, and clients who were registered and never guided.
ELSEWHERE = (3, 3, 3, 2, 3, 3, 1, 3, 4, 4, 3, 2)
NEVER_GUIDED = (1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0)

# What goes wrong, once each: (month, segment, what), told where rows.py does it.
QUIRKS = (
    (2, "entrepreneur", "cpr_of_nine_digits"),
    (3, "company", "unknown_municipality"),
    (4, "company", "industry_of_five_digits"),
    (5, "company", "client_comes_later"),
    (5, "entrepreneur", "registered_late"),
    (6, "company", "registered_late"),
    (1, "company", "follow_up_registered_late"),
    (3, "entrepreneur", "follow_up_registered_late"),
    (7, "company", "date_corrected"),
    (2, "company", "bad_date"),
    (4, "entrepreneur", "bad_date"),
    (5, "company", "too_many_hours"),
    (10, "company", "too_many_hours"),
    (3, "company", "unknown_channel"),
    (11, "entrepreneur", "impossible_date"),
    (9, "company", "wrong_cvr_in_figures"),
    (4, "company", "two_sources"),
    (6, "company", "two_sources"),
    (2, "company", "two_clients_of_one_company"),
    (5, "company", "two_clients_of_one_company"),
    (9, "company", "two_clients_of_one_company"),
    (1, "entrepreneur", "starts_in_the_year"),
    (2, "entrepreneur", "starts_in_the_year"),
    (3, "entrepreneur", "starts_in_the_year"),
    (8, "entrepreneur", "starts_in_the_year"),
    (1, "entrepreneur", "starts_as_a_new_client"),
    (4, "entrepreneur", "starts_as_a_new_client"),
    (9, "entrepreneur", "starts_as_a_new_client"),
    (6, "entrepreneur", "timesheet_comes_later"),
    (5, "entrepreneur", "timesheet_comes_later"),
    (1, "company", "guided_the_year_before"),
    (2, "company", "guided_the_year_before"),
    (4, "company", "guided_the_year_before"),
    (8, "company", "guided_the_year_before"),
    (10, "company", "guided_the_year_before"),
    (3, "company", "otherwise_agreed"),
    (9, "company", "otherwise_agreed"),
    (6, "company", "no_start_date"),
    (11, "company", "no_start_date"),
    (3, "entrepreneur", "third_year_ends"),
    (9, "entrepreneur", "third_year_ends"),
    (5, "entrepreneur", "born_on_29_february"),
    (10, "entrepreneur", "incomplete"),
    (2, "entrepreneur", "incomplete"),
    (5, "company", "incomplete"),
    (6, "company", "incomplete"),
    (11, "company", "incomplete"),
    (12, "company", "closed_again"),
    (4, "elsewhere", "moved_away"),
)
