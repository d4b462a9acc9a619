"""The catalogue: what every figure is called and means, each once (R4–R14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from data_pipeline.language import N_

SEGMENTS = ("entrepreneur", "company")
LEVELS = ("local", "focused", "specialised")


@dataclass(frozen=True)
class Figure:
    """One entry of the catalogue. `label`, `meaning` and `unit` are message ids; `model` and `column` say where SQL
    works it out; `better` is `higher`, `lower` or `neither`; the clause stands in the agreement file under `clause`.
    """

    id: str
    label: str
    meaning: str
    unit: str
    rule: str
    clause: str
    better: str
    model: str
    column: str


class _Unit(NamedTuple):
    parties: str = N_("parties")
    programmes: str = N_("programmes")
    kroner: str = N_("kroner")
    share: str = N_("share")
    jobs: str = N_("full-time equivalents")
    cases: str = N_("cases")
    clients: str = N_("clients")


UNIT = _Unit()
# What a target is called that is short: while there is time left, and when there is none (R15).
SHORT = {"behind": N_("Behind"), "missed": N_("Not reached")}
_GUIDED = N_("Parties with at least one guidance at the level in the window, each counted once.")
_TOTAL = N_("Parties with a local or specialised guidance in the window, each counted once: not the sum of the rows.")
_PROGRAMMES = N_("Growth programmes that start in the window; a programme, not a party, is counted.")
_REGISTRATION = N_("One fee for each entrepreneur guided locally: hours × rate, up to the cap.")
_SCREENING = N_(
    "One fee for each screening with Væksthjulet referred to specialised service: hours × rate, up to the cap."
)
_SATISFIED = N_("Parties whose latest answer in the window is satisfied or very satisfied, of all that answered.")
_SATISFIED_BY_LEVEL = N_("As satisfaction, from each party's latest answer about that level.")
_RESPONSE = N_("Parties asked in the window that answered, of all that were asked.")
_FIRST_CONTACT = N_("Screenings referred to specialised service whose client was contacted in time, of those decided.")
_REGISTRATION_IN_TIME = N_(
    "Parties that met the system at an expert first and were registered in time, of those decided."
)
_COMPLETE = N_("Clients guided in the window whose file has everything the agreement asks for.")
_ROAD = N_("Parties guided locally that took this step and every step before it, in any order in time.")

_TARGET_LABELS = {
    "guided.local": (N_("Entrepreneurs guided locally"), N_("Companies guided locally")),
    "guided.specialised": (N_("Entrepreneurs guided by specialists"), N_("Companies guided by specialists")),
    "guided.total": (N_("Guided entrepreneurs"), N_("Guided companies")),
    "programme.A": (N_("A programmes for entrepreneurs"), N_("A programmes for companies")),
    "programme.B": (N_("B programmes for entrepreneurs"), N_("B programmes for companies")),
    "programme.C": (N_("C programmes for entrepreneurs"), N_("C programmes for companies")),
    "programme.total": (N_("Growth programmes for entrepreneurs"), N_("Growth programmes for companies")),
    "guided.focused": (N_("Entrepreneurs in focused initiatives"), N_("Companies in focused initiatives")),
}
MEASURES = tuple(_TARGET_LABELS)

_ROAD_STEPS = {
    "guided_local": N_("Guided locally"),
    "screened": N_("Screened with Væksthjulet"),
    "referred": N_("Referred to specialised service"),
    "contacted": N_("Contacted by the specialised operator"),
    "guided_specialised": N_("Guided by specialists"),
    "programme": N_("In a growth programme"),
}
ROAD_STEPS = tuple(_ROAD_STEPS)

_SECTOR_FIGURES = {
    "guided": (N_("Guided in the sector"), _TOTAL, UNIT.parties, "guided_count", "higher"),
    "screened": (
        N_("Screened in the sector"),
        N_("Parties screened with Væksthjulet in the window."),
        UNIT.parties,
        "screened_count",
        "higher",
    ),
    "programmes": (N_("Growth programmes in the sector"), _PROGRAMMES, UNIT.programmes, "programme_count", "higher"),
    "satisfied": (
        N_("Satisfied in the sector"),
        N_("Voices of 4 or 5 among the sector's parties."),
        UNIT.parties,
        "satisfied_count",
        "higher",
    ),
    "answered": (
        N_("Answers in the sector"),
        N_("Voices among the sector's parties."),
        UNIT.parties,
        "answered_count",
        "neither",
    ),
    "created": (
        N_("Jobs created in the sector"),
        N_("Sum of increases in full-time equivalents among the sector's guided companies."),
        UNIT.jobs,
        "created",
        "higher",
    ),
    "lost": (
        N_("Jobs lost in the sector"),
        N_("Sum of decreases in full-time equivalents among the sector's guided companies."),
        UNIT.jobs,
        "lost",
        "lower",
    ),
    "net": (
        N_("Jobs in the sector, net"),
        N_("Jobs created less jobs lost among the sector's guided companies."),
        UNIT.jobs,
        "net",
        "higher",
    ),
    "measured": (
        N_("Companies measured in the sector"),
        N_("Companies with a baseline and a current figure."),
        UNIT.parties,
        "measured_count",
        "neither",
    ),
    "not_measured": (
        N_("Companies not measured in the sector"),
        N_("Guided companies without a baseline or a current figure."),
        UNIT.parties,
        "not_measured_count",
        "lower",
    ),
}
SECTOR_FIGURES = tuple(_SECTOR_FIGURES)


def _targets() -> Iterable[Figure]:
    for measure, labels in _TARGET_LABELS.items():
        family, which = measure.split(".")
        if family == "programme":
            rule, meaning, unit = "R5", _PROGRAMMES, UNIT.programmes
        else:
            rule = "R6" if which == "focused" else "R4"
            meaning, unit = (_TOTAL if which == "total" else _GUIDED), UNIT.parties
        for segment, label in zip(SEGMENTS, labels, strict=True):
            name = f"{measure}.{segment}"
            yield Figure(name, label, meaning, unit, rule, name, "higher", "activity", "actual")


def _others() -> Iterable[Figure]:
    fees = (
        ("fee.registration.entrepreneur", N_("Registered entrepreneurs"), _REGISTRATION),
        ("fee.screening.entrepreneur", N_("Screened entrepreneurs"), _SCREENING),
        ("fee.screening.company", N_("Screened companies"), _SCREENING),
        ("fee_total", N_("Fees payable"), N_("The sum of the fees, each up to its cap.")),
    )
    for name, label, meaning in fees:
        yield Figure(name, label, meaning, UNIT.kroner, "R7", name, "neither", "fee", "amount_dkk")
    yield _share("satisfaction", N_("Satisfied clients"), _SATISFIED, rule="R8", column="satisfied_count")
    by_level = (
        N_("Satisfied with local service"),
        N_("Satisfied with focused service"),
        N_("Satisfied with specialists"),
    )
    for level, label in zip(LEVELS, by_level, strict=True):
        yield _share(f"satisfaction.{level}", label, _SATISFIED_BY_LEVEL, rule="R8", column="satisfied_count")
    yield _share(
        "response_rate", N_("Response rate"), _RESPONSE, rule="R8", column="invited_voice_count", model="satisfaction"
    )
    jobs = (
        ("created", N_("Jobs created"), N_("Sum of increases in full-time equivalents."), UNIT.jobs, "higher"),
        ("lost", N_("Jobs lost"), N_("Sum of decreases in full-time equivalents."), UNIT.jobs, "lower"),
        ("net", N_("Jobs, net"), N_("Jobs created less jobs lost."), UNIT.jobs, "higher"),
        (
            "measured",
            N_("Companies measured"),
            N_("Guided companies with a baseline and a current figure."),
            UNIT.parties,
            "neither",
        ),
        (
            "not_measured",
            N_("Companies not measured"),
            N_("Guided companies without a baseline or a current figure; they count neither as created nor as lost."),
            UNIT.parties,
            "lower",
        ),
    )
    for name, label, meaning, unit, better in jobs:
        column = name if unit == UNIT.jobs else f"{name}_count"
        yield Figure(f"jobs.{name}", label, meaning, unit, "R9", "jobs", better, "jobs", column)
    for deadline, label, meaning, rule in (
        ("first_contact", N_("First contact in time"), _FIRST_CONTACT, "R10"),
        ("registration", N_("Registration in time"), _REGISTRATION_IN_TIME, "R11"),
    ):
        yield _share(f"deadline.{deadline}", label, meaning, rule=rule, column="kept_count", clause=deadline)
    for step, label in _ROAD_STEPS.items():
        for segment in SEGMENTS:
            name, column = f"road.{step}.{segment}", f"{segment}_count"
            yield Figure(name, label, _ROAD, UNIT.parties, "R12", "road", "higher", "road", column)
    for name, (label, meaning, unit, column, better) in _SECTOR_FIGURES.items():
        yield Figure(f"sector.{name}", label, meaning, unit, "R13", "sectors", better, "sector", column)
    yield _share("completeness", N_("Complete client files"), _COMPLETE, rule="R14", column="complete_count")


def _share(name: str, label: str, meaning: str, *, rule: str, column: str, model: str = "", clause: str = "") -> Figure:
    """A figure that is a share; its model and clause are its family's unless given."""
    family = name.partition(".")[0]
    return Figure(name, label, meaning, UNIT.share, rule, clause or model or family, "higher", model or family, column)


CATALOGUE: Mapping[str, Figure] = {figure.id: figure for figure in (*_targets(), *_others())}
