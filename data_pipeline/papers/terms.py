"""What kinds, levels, channels and the like are called, each once: on the screen, in files and on slides.

Every word is a message id, to be said in the reader's language.
"""

from __future__ import annotations

from data_pipeline.language import N_

STATUS = {"met": N_("Reached"), "on_track": N_("On track"), "behind": N_("Behind")}

SEGMENTS = {"entrepreneur": N_("Entrepreneurs"), "company": N_("Companies")}

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
    "satisfied": N_("Satisfied"),
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

GUIDED_BY = {"local": N_("Guided locally"), "specialised": N_("Guided by specialists")}

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
}

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
