"""Which kind of export some headings are, and which column of ours each heading is (DESIGN §4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import KINDS, Kind
from data_pipeline.exports.matching import may_be_shown, nearest
from data_pipeline.exports.profiles import Profile, known_headings, profiles
from data_pipeline.language import Message, folded, message

_LOST = re.compile("[?\ufffd]+")


@dataclass(frozen=True)
class Recognition:
    """What headings mean. `positions` and `headings` (as the profile writes them) are by column name."""

    kind: Kind
    profile: Profile
    positions: Mapping[str, int]
    headings: Mapping[str, str]
    empty: tuple[int, ...]
    notes: tuple[Message, ...]


@dataclass(frozen=True)
class _Match:
    kind: Kind
    profile: Profile
    places: Mapping[str, list[int]]
    headings: Mapping[str, str]

    @property
    def missing(self) -> list[str]:
        """Required headings that are not there, as the default profile writes them."""
        return [c.heading for c in self.kind.columns if c.required and c.name not in self.places]

    @property
    def required_found(self) -> int:
        return sum(column.required and column.name in self.places for column in self.kind.columns)


def _match(header: Sequence[str], profile: Profile, kind: Kind) -> _Match:
    places: dict[str, list[int]] = {}
    headings: dict[str, str] = {}
    for table in (profile.headings[kind.name], profile.fallback[kind.name]):
        found: dict[str, list[int]] = {}
        for position, heading in enumerate(header):
            known = table.get(folded(heading))
            if known and known[0] not in places:
                found.setdefault(known[0], []).append(position)
                headings[known[0]] = known[1]
        places |= found
    return _Match(kind, profile, places, headings)


def _best(header: Sequence[str]) -> list[_Match]:
    """For each kind whose required headings are all there: the profile that knows most headings (default first)."""
    by_kind: dict[str, _Match] = {}
    for profile in profiles():
        for kind in KINDS:
            found = _match(header, profile, kind)
            if not found.missing and len(found.places) > len(by_kind[kind.name].places if kind.name in by_kind else ()):
                by_kind[kind.name] = found
    return list(by_kind.values())


def is_header(header: Sequence[str]) -> bool:
    """Return whether these cells are the headings of some kind; most rows have none of any kind's."""
    return any(folded(cell) in known_headings() for cell in header) and bool(_best(header))


def recognise(header: Sequence[str], line: int) -> Recognition:
    """Return the one kind these headings are. Raises `Correctable` with every fault of the headings."""
    fitting = _best(header)
    if not fitting:
        raise Correctable(*_not_recognised(header, line))
    if len(fitting) > 1:
        raise Correctable(
            message(
                "The headings in line {line} fit both {first} and {second}; export one kind at a time.",
                line=line,
                first=fitting[0].kind.name,
                second=fitting[1].kind.name,
            )
        )
    found = fitting[0]
    lost = _lost_letters(header, found)
    if lost is not None:
        raise Correctable(
            message(
                "The letters æ, ø and å were lost in the heading {heading}, in line {line}; "
                "export the file again as “CSV UTF-8” or .xlsx.",
                heading=lost,
                line=line,
            )
        )
    faults = [
        message(
            "The heading {heading} stands more than once in line {line} (columns {columns}); keep one of them.",
            heading=found.headings[name],
            line=line,
            columns=tuple(position + 1 for position in positions),
        )
        for name, positions in found.places.items()
        if len(positions) > 1
    ]
    if faults:
        raise Correctable(*faults)
    positions = {name: places[0] for name, places in found.places.items()}
    used = set(positions.values())
    others = [position for position in range(len(header)) if position not in used]
    empty = tuple(position for position in others if not header[position].strip())
    extra = [header[position].strip() for position in others if position not in empty]
    return Recognition(
        found.kind,
        found.profile,
        positions,
        found.headings,
        empty,
        tuple(_notes([heading for heading in extra if not found.profile.is_ignored(heading)], found)),
    )


def _lost_letters(header: Sequence[str], found: _Match) -> str | None:
    """Return the known heading that one of these is with `?` or `\ufffd` for its Danish letters, None where none is."""
    absent = [column.heading for column in found.kind.columns if column.name not in found.places]
    for heading in header:
        parts = _LOST.split(heading.strip())
        pattern = re.compile("[æøåÆØÅ]{1,2}".join(map(re.escape, parts)), re.IGNORECASE)
        for known in absent if len(parts) > 1 else ():
            if pattern.fullmatch(known):
                return known
    return None


def _notes(extra: list[str], found: _Match) -> list[Message]:
    notes: list[Message] = []
    shown = tuple(" ".join(heading.split()) for heading in extra if may_be_shown(heading))
    if shown:
        notes.append(
            message(
                "The column {columns} is not known and was left out.",
                "The columns {columns} are not known and were left out.",
                columns=shown,
                count=len(shown),
            )
        )
    if len(extra) > len(shown):
        notes.append(
            message(
                "{count} column whose heading is not fit to be shown was left out.",
                "{count} columns whose headings are not fit to be shown were left out.",
                count=len(extra) - len(shown),
            )
        )
    absent = [column.heading for column in found.kind.columns if column.name not in found.places]
    for heading in shown:
        near = nearest(heading, absent)
        if near:
            notes.append(
                message("{heading} may be meant for {near}; correct the heading if so.", heading=heading, near=near)
            )
    return notes


def _not_recognised(header: Sequence[str], line: int) -> list[Message]:
    matches = [_match(header, profile, kind) for profile in profiles() for kind in KINDS]
    best = max(matches, key=lambda found: found.required_found - len(found.missing) + len(found.places))
    if best.required_found < 2 and len(best.places) < 3:
        return [
            message(
                "Line {line} does not hold the headings of any known export; export with headings in the first line.",
                line=line,
            )
        ]
    used = {position for places in best.places.values() for position in places}
    rest = [heading for position, heading in enumerate(header) if position not in used and may_be_shown(heading)]
    faults: list[Message] = []
    for missing in best.missing:
        near = nearest(missing, rest)
        if near:
            faults.append(
                message(
                    "This looks like {kind}, but the heading {missing} is missing in line {line}; "
                    "{near} may be meant for it.",
                    kind=best.kind.name,
                    missing=missing,
                    line=line,
                    near=near,
                )
            )
        else:
            faults.append(
                message(
                    "This looks like {kind}, but the heading {missing} is missing in line {line}; "
                    "export it with that column.",
                    kind=best.kind.name,
                    missing=missing,
                    line=line,
                )
            )
    return faults
