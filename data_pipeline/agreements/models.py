"""What an agreement file may say: one frozen model per table, strict about every key.

Clauses (`§7`, `B1`) are the signed text's own sections. Words shown to people stand in Danish and English.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from data_pipeline.arithmetic.workdays import is_closing_day, non_working_days
from data_pipeline.language import DEFAULT_LANGUAGE, Message, message

SEGMENTS = ("entrepreneur", "company")
MEASURES = (
    "guided.local",
    "guided.specialised",
    "guided.total",
    "programme.A",
    "programme.B",
    "programme.C",
    "programme.total",
    "guided.focused",
)
# The one order in which figures, tables and files list them (DESIGN §6, and B2's own for the fees).
TARGET_IDS = tuple(f"{measure}.{segment}" for measure in MEASURES for segment in SEGMENTS)
FEE_IDS = ("fee.registration.entrepreneur", "fee.screening.entrepreneur", "fee.screening.company")
ROLES = ("municipality", "local_operator", "focused_operator", "specialised_operator", "payer", "payee")
# Focused service may be left out of an agreement; the other roles are what its sentences are about.
REQUIRED_ROLES = ("municipality", "local_operator", "specialised_operator", "payer", "payee")
JOBS_MEASURES = ("net", "created")
UNITS = ("rank", "percent", "survey", "yes_no")
DIRECTIONS = ("higher", "lower")

# How far around its period an agreement may meet a deadline that starts or ends inside it, in days.
DAYS_BEFORE, DAYS_AFTER = 10, 60


def refusal(said: Message) -> PydanticCustomError:
    """A fault of a value, to be raised: pydantic carries our sentence with the key it belongs to."""
    return PydanticCustomError("said", "{said}", {"said": said})


def nearest(word: object, known: tuple[str, ...]) -> str | None:
    """The known word most like the given one, None when none is like it."""
    return next(iter(get_close_matches(str(word), known, n=1, cutoff=0.6)), None)


def _one_of(*known: str) -> AfterValidator:
    def check(word: str) -> str:
        if word in known:
            return word
        if (near := nearest(word, known)) is not None:
            raise refusal(message("knows no “{word}”; the nearest is {nearest}", word=word, nearest=near))
        raise refusal(message("knows no “{word}”; it may be {known}", word=word, known=known))

    return AfterValidator(check)


def _shaped(pattern: str, said: Message) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise refusal(said)
        return text

    return AfterValidator(check)


def _closing_day(text: str) -> str:
    if not is_closing_day(text):
        raise refusal(message("must be a day of the year as “MM-DD”, in quotes"))
    return text


def _in_order(known: tuple[str, ...]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    return lambda entries: tuple(sorted(entries, key=lambda entry: known.index(entry.id)))


def _decimal(value: object) -> object:
    return Decimal(value) if type(value) is int else value


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Id = Annotated[
    str,
    _shaped(r"[a-z0-9]+([._-][a-z0-9]+)*", message("may hold small letters, digits and . _ - between them only")),
]
Name = Annotated[str, _shaped(r"[a-z0-9]+(-[a-z0-9]+)*", message("may hold small letters, digits and hyphens only"))]
Code = Annotated[str, _shaped(r"[0-9]{1,6}", message("must be one to six digits, in quotes"))]
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=0, le=100)]
Money = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, decimal_places=2)]
Amount = Annotated[Decimal, BeforeValidator(_decimal)]
ClosingDay = Annotated[str, AfterValidator(_closing_day)]


class Part(BaseModel):
    """Any table of the file: no key but the known ones, no value bent into shape, never changed after."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(Part):
    """The same words in both languages."""

    da: Text
    en: Text

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The words in `language`."""
        return self.da if language == "da" else self.en


class Period(Part):
    """First and last date, both included (§3)."""

    first_date: dt.date
    last_date: dt.date
    clause: Text


class Municipality(Part):
    """Whose clients are counted (R0): the three-digit municipality code."""

    code: Annotated[str, _shaped(r"[0-9]{3}", message("must be three digits, in quotes"))]
    clause: Text


class Party(Part):
    """Someone the agreement gives a role; `is_signatory`: signed it, rather than being named in it."""

    id: Id
    name: Text
    roles: tuple[Annotated[str, _one_of(*ROLES)], ...] = Field(min_length=1)
    is_signatory: bool
    clause: Text


class Segments(Part):
    """How many years after its start a party is an entrepreneur (R2)."""

    entrepreneur_years: Annotated[int, Field(ge=1, le=20)]
    clause: Text


class WorkingDays(Part):
    """Days of every year (`MM-DD`) on which the parties are closed although they are no public holidays."""

    closing_days: tuple[ClosingDay, ...]


class Target(Part):
    """One number of B1. `count` 0 means no target (R6); `note`: what the table leaves unsaid."""

    id: Annotated[str, _one_of(*TARGET_IDS)]
    count: Count
    clause: Text
    label: Words
    note: Words | None = None

    @property
    def measure(self) -> str:
        """The id without its segment: `guided.local`."""
        return self.id.rpartition(".")[0]

    @property
    def segment(self) -> str:
        """`entrepreneur` or `company`."""
        return self.id.rpartition(".")[2]


class Fee(Part):
    """One fee (§8, B2): at most `cap_dkk` kroner for each of `count` expected ones."""

    id: Annotated[str, _one_of(*FEE_IDS)]
    cap_dkk: Money
    count: Count
    clause: Text
    label: Words

    @property
    def budget_dkk(self) -> Decimal:
        """What the agreement sets aside, in kroner: expected number times cap."""
        return self.count * self.cap_dkk


class BudgetLine(Part):
    """A line of B2's table that is no fee: shown with its number and amount in kroner, never counted."""

    id: Id
    count: Count
    amount_dkk: Money
    clause: Text
    label: Words


class Satisfaction(Part):
    """The share of voices that must be satisfied: *more than* `goal_percent` (R8)."""

    goal_percent: Percent
    clause: Text
    label: Words


class Jobs(Part):
    """The goal in full-time equivalents, which measure is held against it, and whom to believe (R9).

    `employment_sources`: texts of Kilde in order of trust, for figures of the same date.
    """

    goal: Count
    measure: Annotated[str, _one_of(*JOBS_MEASURES)]
    employment_sources: tuple[Text, ...]
    clause: Text
    label: Words
    definition: Words


class Deadline(Part):
    """A promise in working days after the day that starts the clock (R10, R11)."""

    working_days: Annotated[int, Field(ge=1, le=20)]
    clause: Text
    label: Words


class Deadlines(Part):
    """The two promises of §5."""

    first_contact: Deadline
    registration: Deadline


class Sector(Part):
    """A focus sector (B4): DB07 codes or beginnings of them, one to six digits without dots (R13)."""

    id: Id
    name: Words
    codes: tuple[Code, ...]
    clause: Text


class FollowUp(Part):
    """The dates whose figures the parties go through together (B3)."""

    dates: tuple[dt.date, ...]
    clause: Text


class Obligation(Part):
    """Something parties promise each other (R17). `times`: how often within the period; `parties`: ids, who does it."""

    id: Id
    clause: Text
    parties: tuple[Id, ...] = Field(min_length=1)
    label: Words
    text: Words
    times: Annotated[int, Field(ge=1)] | None = None
    due_date: dt.date | None = None


class Milestone(Part):
    """A milestone of the strategy (R17). `goal` in `unit`; `better`: which way is good."""

    id: Id
    clause: Text
    label: Words
    text: Words
    unit: Annotated[str, _one_of(*UNITS)]
    goal: Amount | None = None
    better: Annotated[str, _one_of(*DIRECTIONS)] | None = None
    due_date: dt.date | None = None


class Objective(Part):
    """An aim of the strategy that the agreement supports, without a number of its own (B4)."""

    id: Id
    clause: Text
    text: Words


class Agreement(Part):
    """Everything one signed agreement fixes. `title` is short enough for a menu, `document` names the signed text.

    `series`: the cooperation of which it is one year (R20).
    """

    id: Name
    series: Name | None = None
    title: Words
    document: Words
    municipality: Municipality
    period: Period
    segments: Segments
    working_days: WorkingDays
    satisfaction: Satisfaction
    jobs: Jobs
    deadlines: Deadlines
    follow_up: FollowUp
    parties: tuple[Party, ...]
    targets: Annotated[tuple[Target, ...], AfterValidator(_in_order(TARGET_IDS))]
    fees: Annotated[tuple[Fee, ...], AfterValidator(_in_order(FEE_IDS))]
    budget_lines: tuple[BudgetLine, ...] = ()
    sectors: tuple[Sector, ...]
    obligations: tuple[Obligation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    objectives: tuple[Objective, ...] = ()

    def party(self, role: str) -> Party | None:
        """Who has the role, None for a role the agreement gives nobody."""
        return next((party for party in self.parties if role in party.roles), None)

    @property
    def first_date(self) -> dt.date:
        """The first day that counts."""
        return self.period.first_date

    @property
    def last_date(self) -> dt.date:
        """The last day that counts."""
        return self.period.last_date

    @property
    def budget_dkk(self) -> Decimal:
        """All fees' budgets in kroner: the total B2 leaves blank (R7)."""
        return sum((fee.budget_dkk for fee in self.fees), Decimal(0))

    @property
    def closed_days(self) -> list[dt.date]:
        """Weekdays without work around the period, far enough for every deadline that touches it."""
        return non_working_days(
            self.working_days.closing_days,
            self.first_date - dt.timedelta(days=DAYS_BEFORE),
            self.last_date + dt.timedelta(days=DAYS_AFTER),
        )

    def parameters(self) -> dict[str, Any]:
        """The agreement as the figures' SQL asks for it: `$agreement`."""
        return {
            "id": self.id,
            "first_date": self.first_date,
            "last_date": self.last_date,
            "municipality_code": self.municipality.code,
            "entrepreneur_years": self.segments.entrepreneur_years,
            "satisfaction_goal_percent": self.satisfaction.goal_percent,
            "jobs_measure": self.jobs.measure,
            "employment_sources": list(self.jobs.employment_sources),
            "contact_working_days": self.deadlines.first_contact.working_days,
            "registration_working_days": self.deadlines.registration.working_days,
            "fees": [
                {"id": fee.id, "cap_dkk": fee.cap_dkk.quantize(Decimal("0.01")), "fee_count": fee.count}
                for fee in self.fees
            ],
            "sectors": [
                {
                    "id": sector.id,
                    "position": position,
                    "names": [sector.name.da, sector.name.en],
                    "codes": list(sector.codes),
                }
                for position, sector in enumerate(self.sectors, 1)
            ],
            "closed_days": self.closed_days,
        }
