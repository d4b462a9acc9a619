"""Agreements of one series: the years of one cooperation, one municipality's, one after the other (R20)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from data_pipeline.agreements.models import Agreement, nearest
from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message


def years(known: Iterable[Agreement], series: str) -> tuple[Agreement, ...]:
    """The agreements of a series, oldest first.

    Raises `Correctable` for a series there is not, with the nearest there is, and where its years don't fit together.
    """
    by_name = _by_name(known)
    if series not in by_name:
        names = tuple(sorted(by_name))
        if not names:
            raise Correctable(message("No agreement says of which series it is a year: write `series` in its file."))
        if (near := nearest(series, names)) is not None:
            raise Correctable(
                message("There is no series {name}; the nearest is {nearest}.", name=series, nearest=near)
            )
        raise Correctable(message("There is no series {name}; there are {known}.", name=series, known=names))
    if faults := tuple(_faults(series, by_name[series])):
        raise Correctable(*faults)
    return tuple(by_name[series])


def named(known: Iterable[Agreement], words: Collection[str]) -> frozenset[str]:
    """The ids of the agreements that the words name, each by its own id or by its series."""
    return frozenset(one.id for one in known if one.id in words or one.series in words)


def faults(known: Iterable[Agreement]) -> tuple[Message, ...]:
    """Where the years of a series don't fit together: two municipalities, or periods that overlap."""
    return tuple(fault for series, found in _by_name(known).items() for fault in _faults(series, found))


def _by_name(known: Iterable[Agreement]) -> dict[str, list[Agreement]]:
    found: dict[str, list[Agreement]] = {}
    for agreed in sorted(known, key=lambda one: (one.first_date, one.id)):
        if agreed.series is not None:
            found.setdefault(agreed.series, []).append(agreed)
    return found


def _faults(series: str, found: list[Agreement]) -> Iterator[Message]:
    for earlier, later in pairwise(found):
        if later.municipality.code != earlier.municipality.code:
            yield message(
                "{later}.toml: the series {series} is municipality {code} in {earlier}. A series is one "
                "municipality's: write another series, or mend the code.",
                later=later.id,
                series=series,
                code=earlier.municipality.code,
                earlier=earlier.id,
            )
        if later.first_date <= earlier.last_date:
            yield message(
                "{later}.toml: begins on {first}, before {earlier} of the same series {series} ends. Years of a series "
                "don't overlap: mend the dates, or write another series.",
                later=later.id,
                first=later.first_date,
                earlier=earlier.id,
                series=series,
            )
