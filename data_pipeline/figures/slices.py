"""Slices of an agreement (R19): the parties of one focus sector, industry group or growth potential."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from data_pipeline.agreements.models import nearest
from data_pipeline.errors import Correctable
from data_pipeline.figures.figure_id import NO_SECTOR as NONE
from data_pipeline.language import N_, message

if TYPE_CHECKING:
    from data_pipeline.agreements import Agreement

# Statistics Denmark's ten groups (R16), and whatever is in none of them.
INDUSTRIES = (
    "agriculture",
    "manufacturing",
    "construction",
    "trade",
    "information",
    "finance",
    "property",
    "services",
    "public",
    "culture",
    "unknown",
)
POTENTIALS = ("A", "B", "C")

_UNKNOWN = {
    "sector": N_("There is no focus sector “{name}”; {known}."),
    "industry": N_("There is no industry group “{name}”; {known}."),
    "potential": N_("There is no growth potential “{name}”; {known}."),
}


class Slice(NamedTuple):
    """One slice: `kind` is sector, industry or potential, `id` its name within the kind."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.id}"

    def parameters(self, as_of: dt.date) -> dict[str, Any]:
        """The slice as SQL asks for it (`$slice`); the register's word on an industry alone depends on the day."""
        return {"kind": self.kind, "id": self.id, "as_of": as_of if self.kind == "industry" else dt.date.min}


WHOLE = Slice("all", "all")


def slices(agreement: Agreement) -> Mapping[str, tuple[str, ...]]:
    """Every slice of an agreement by kind; those of one kind hold each party once."""
    return {
        "sector": (*(sector.id for sector in agreement.sectors), NONE),
        "industry": INDUSTRIES,
        "potential": (*POTENTIALS, NONE),
    }


def find_slice(agreement: Agreement, kind: str, name: str) -> Slice:
    """The slice called `name`. Raises `Correctable` with the nearest there is, or with all that there are."""
    known = slices(agreement)[kind]
    if name in known:
        return Slice(kind, name)
    near = nearest(name.casefold(), known) or nearest(name.upper(), known)
    there_are = message("the nearest is {nearest}", nearest=near) if near else message("there are {known}", known=known)
    raise Correctable(message(_UNKNOWN[kind], name=name, known=there_are))
