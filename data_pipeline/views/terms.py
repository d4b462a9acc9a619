"""What kinds, levels, channels and the like are called, each once: on the screen, in files and on slides.

Every word is a message id, to be said in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_pipeline.agreements import Words
from data_pipeline.figures import CATALOGUE, NO_SECTOR, SHORT, UNIT, Slice
from data_pipeline.language import N_, Message, message
from data_pipeline.views.table import Kind

# Words of numbers that several pages, slides and files put over them.
REACHED = N_("Reached")
SATISFIED, ANSWERED = N_("Satisfied"), N_("Answered")
FULL_TIME = N_("Full-time equivalents")
UNCAPPED, CUT, PAYABLE, AWAITING = N_("Uncapped"), N_("Cut"), N_("Payable"), N_("Awaiting timesheet")

_UNIT_KINDS = {UNIT.kroner: Kind.MONEY, UNIT.share: Kind.SHARE, UNIT.jobs: Kind.EXACT}

PAGES = {
    "overview": N_("Overview"),
    "targets": N_("Activity targets"),
    "fees": N_("Fees"),
    "satisfaction": N_("Satisfaction"),
    "jobs": N_("Jobs"),
    "focus_sectors": N_("Focus sectors"),
    "road": N_("The client's road"),
    "deadlines": N_("Deadlines"),
    "compare": N_("Region and years"),
    "annual_reports": N_("Annual reports"),
    "strategy": N_("Strategy"),
    "meeting": N_("Meeting"),
    "changes": N_("Changes"),
    "data": N_("Data"),
    "why": N_("Why?"),
}

STATUS = {"met": REACHED, "on_track": N_("On track"), **SHORT}

# What the interval says about a goal (R8).
CERTAINTY = {
    "above": N_("statistically above: {interval}"),
    "below": N_("statistically not above: {interval}"),
    "open": N_("statistically open: {interval}"),
}

SEGMENTS = {"entrepreneur": N_("Entrepreneurs"), "company": N_("Companies")}
SEGMENTS_IN_FULL = SEGMENTS | {"entrepreneur": N_("Entrepreneurs (before start – up to three years)")}

SCOPES = {
    "all": N_("In all"),
    "local": N_("Local"),
    "focused": N_("Focused"),
    "specialised": N_("Specialised"),
}

ANSWERS = {
    "dissatisfied": N_("Dissatisfied"),
    "not_satisfied": N_("Dissatisfied or neutral"),
    "neutral": N_("Neutral"),
    "satisfied": SATISFIED,
    "very_satisfied": N_("Very satisfied"),
    "satisfied_or_very": N_("Satisfied or very satisfied"),
}

CHANNELS = {
    "outreach": N_("Outreach"),
    "in_person": N_("In person"),
    "phone": N_("By phone"),
    "mail": N_("By e-mail"),
    "unknown": N_("Not said"),
}

OPERATORS = {
    "local": N_("The local operator"),
    "focused": N_("The focused operator"),
    "specialised": N_("The specialised operator"),
}

GUIDED_BY = {
    "local": CATALOGUE["road.guided_local.company"].label,
    "specialised": CATALOGUE["road.guided_specialised.company"].label,
}

PROFILES = {
    "before_start": N_("First-time starters (before start)"),
    "entrepreneur": N_("Entrepreneurs (up to three years)"),
    "established": N_("Established companies"),
}

INDUSTRIES = {
    "agriculture": N_("Agriculture, forestry and fishing"),
    "manufacturing": N_("Manufacturing, mining and utilities"),
    "construction": N_("Construction"),
    "trade": N_("Trade, transport, hotels and restaurants"),
    "information": N_("Information and communication"),
    "finance": N_("Finance and insurance"),
    "property": N_("Property"),
    "services": N_("Business services"),
    "public": N_("Public administration, education and health"),
    "culture": N_("Culture, leisure and other services"),
    "unknown": N_("Industry not registered"),
    "others": N_("Others"),
}

SLICES = {"sector": N_("Focus sectors"), "industry": N_("Industries"), "potential": N_("Growth potential")}
# Those of whom nothing of the kind is known.
NO_SLICE = {"sector": N_("Outside the focus sectors"), "potential": N_("Growth potential not said")}

FILE_STATUS = {"loaded": N_("loaded"), "unchanged": N_("unchanged"), "refused": N_("refused")}

KINDS = {
    "kunder": N_("client list"),
    "vejledninger": N_("guidances"),
    "visitationer": N_("screenings"),
    "henvisninger": N_("referrals"),
    "vækstforløb": N_("growth programmes"),
    "tilfredshed": N_("satisfaction"),
    "beskæftigelse": N_("employment"),
}

FIELDS = {
    "cpr": N_("CPR number"),
    "cvr": N_("CVR number"),
    "name": N_("Name"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "education": N_("Education"),
    "industry": N_("Industry code"),
    "contact": N_("Contact person"),
    "contact_education": N_("Contact person's education"),
    "content": N_("Main content of a guidance"),
}

GOALS = {
    "rank": N_("among the first {goal}"),
    "percent": N_("{goal}% a year"),
    "survey": N_("a positive development"),
    "yes_no": N_("done"),
}

SECTOR_COUNTS = {"guided": N_("guided"), "screened": N_("screened"), "programmes": N_("growth programmes")}

COUNTED = {
    "received": N_("Received"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "waiting": N_("Waiting"),
}

# Columns of the rows behind a figure, and the words that stand in them.
ROW_HEADINGS = {
    "row_id": N_("Row"),
    "client_id": N_("Client"),
    "party_key": N_("Party"),
    "event_date": N_("Date"),
    "level": N_("Level"),
    "growth_level": N_("Level"),
    "score": N_("Score"),
    "is_satisfied": SATISFIED,
    "has_voice": ANSWERED,
    "missing_fields": N_("Missing"),
    "full_time_equivalents": FULL_TIME,
    "used_as": N_("Used as"),
    "change": N_("Change"),
    "due_date": N_("Due"),
    "done_date": N_("Done"),
    "outcome": N_("Outcome"),
    "fee_number": N_("Fee"),
    "work_hours": N_("Hours"),
    "hourly_rate_dkk": N_("Rate"),
    "uncapped_dkk": UNCAPPED,
    "amount_dkk": PAYABLE,
    "fee_amount_dkk": PAYABLE,
    "cut_dkk": CUT,
    "fee_cut_dkk": CUT,
    "is_pending": AWAITING,
    "cofinancing_dkk": N_("Cofinancing"),
    "step_count": N_("Steps"),
    "sector_id": N_("Focus sector"),
    "amount": N_("Adds"),
}

ROW_WORDS = {
    "local": N_("local"),
    "focused": N_("focused"),
    "specialised": N_("specialised"),
    "kept": N_("on time"),
    "missed": N_("late"),
    "pending": N_("pending"),
    "baseline": N_("baseline"),
    "current": N_("current"),
    "none": N_("none"),
    "cpr": N_("CPR number"),
    "cvr": N_("CVR number"),
    "name": N_("name"),
    "address": N_("address"),
    "phone": N_("phone number"),
    "education": N_("education"),
    "industry": N_("industry"),
    "contact": N_("contact person"),
    "contact_education": N_("contact person's education"),
    "content": N_("main content"),
}


def slice_name(slice_: Slice, sectors: Mapping[str, Words]) -> Message | Words:
    """What a slice is called (R19); `sectors` has the names of the agreement's sectors by id."""
    if slice_.kind == "industry":
        return message(INDUSTRIES[slice_.id])
    if slice_.id == NO_SECTOR:
        return message(NO_SLICE[slice_.kind])
    if slice_.kind == "potential":
        return message("Growth potential {level}", level=slice_.id)
    return sectors[slice_.id]


def kind_of(figure: str) -> Kind:
    """The kind of a figure's exact value in a table, by its unit; a count for a figure that is no more."""
    return _UNIT_KINDS.get(CATALOGUE[figure].unit, Kind.COUNT) if figure in CATALOGUE else Kind.COUNT
