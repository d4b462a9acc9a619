"""A figure's id, taken apart in one place: `guided.local.company`, `jobs.net`, `sector.tourism.net`, `fee_total`."""

from __future__ import annotations

from collections.abc import Collection, Container
from difflib import get_close_matches
from typing import NamedTuple

from data_pipeline.errors import Correctable
from data_pipeline.figures.catalogue import CATALOGUE, Figure
from data_pipeline.language import message

FEE_TOTAL = "fee_total"
NO_SECTOR = "none"


class FigureId(NamedTuple):
    """The parts of an id, empty where it has none.

    `member`: what it is within its family, as a level, a road step, a kind of fee or of job figure; `segment`:
    entrepreneur or company; `sector`: the agreement's id of a sector, or `none`.
    """

    family: str
    member: str = ""
    segment: str = ""
    sector: str = ""

    @classmethod
    def parse(cls, text: str) -> FigureId:
        """The parts of `text`, whether or not there is such a figure."""
        family, *parts = text.split(".")
        sector = parts.pop(0) if family == "sector" and len(parts) > 1 else ""
        return cls(family, parts[0] if parts else "", ".".join(parts[1:]), sector)

    @classmethod
    def find(cls, text: str, sectors: Collection[str]) -> FigureId:
        """The parts of `text`, an id of the catalogue or of one of `sectors`.

        Raises `Correctable` with the nearest known name for a figure there is not.
        """
        found = cls.parse(text)
        if found.catalogue_id in CATALOGUE and (not found.sector or found.sector in {*sectors, NO_SECTOR}):
            return found
        raise unknown_figure(text, sectors)

    @classmethod
    def of_value(cls, figure: str, part: str) -> tuple[FigureId, str]:
        """The figure of one value of the figures' JSON (see `leaves`), and the part of the figure that the value is.

        The JSON has all measures of a sector, both segments of a road step and all levels of satisfaction in one entry.
        """
        family, _, member = figure.partition(".")
        if family == "sector":
            return cls(family, part, sector=member), ""
        if family == "road":
            return cls(family, member, part), ""
        if family == "jobs" and f"jobs.{part}" in CATALOGUE:
            return cls(family, part), ""
        if part.startswith("levels."):
            _, level, inner = part.split(".", 2)
            return cls(family, level), inner
        return cls.parse(figure), part

    def __str__(self) -> str:
        return ".".join(part for part in (self.family, self.sector, self.member, self.segment) if part)

    @property
    def measure(self) -> str:
        """The id without its segment, as `guided.local`."""
        return f"{self.family}.{self.member}"

    @property
    def catalogue_id(self) -> str:
        """The id under which the catalogue has it: the same for all sectors."""
        return str(self._replace(sector=""))

    @property
    def entry(self) -> Figure:
        """What the catalogue says of it."""
        return CATALOGUE[self.catalogue_id]


def all_guided(segment: str, known: Container[str]) -> str:
    """The target of all the guided in a segment: in all, or locally where B1 has no total; empty without either."""
    names = (f"{measure}.{segment}" for measure in ("guided.total", "guided.local"))
    return next((name for name in names if name in known), "")


def figure_ids(sectors: Collection[str]) -> list[str]:
    """Every id there is, in the catalogue's order, those of a sector for each of `sectors` and for none."""
    found: list[str] = []
    for name in CATALOGUE:
        figure = FigureId.parse(name)
        members = (*sectors, NO_SECTOR) if figure.family == "sector" else ("",)
        found += [str(figure._replace(sector=sector)) for sector in members]
    return found


def nearest_figure(text: str, sectors: Collection[str] = ()) -> str:
    """The id most like `text`, and not `text` itself, that has rows of its own."""
    known = [name for name in figure_ids(sectors) if name not in (FEE_TOTAL, text)]
    return get_close_matches(text.strip().lower(), known, n=1, cutoff=0)[0]


def unknown_figure(text: str, sectors: Collection[str] = ()) -> Correctable:
    """The complaint about a figure there is not, with the nearest that there is."""
    nearest = nearest_figure(text, sectors)
    return Correctable(message("There is no figure “{name}”; the nearest is {nearest}.", name=text, nearest=nearest))
