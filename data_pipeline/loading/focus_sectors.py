"""Which Fokusområder of an export no agreement knows, and which one is likely meant (R13): they count in no sector."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline import agreements
from data_pipeline.errors import Correctable
from data_pipeline.exports.matching import nearest
from data_pipeline.language import Message, folded, message


def unknown_sectors(folder: Path, areas: pa.ChunkedArray) -> list[Message]:
    """Return what is to be told of the areas that name no focus sector of the agreements in `folder`.

    The areas themselves are not told. Where an agreement is faulty, `check` says so and nothing is told here.
    """
    try:
        agreed = agreements.load_all(folder).values()
    except Correctable:
        return []
    sectors = [sector for agreement in agreed for sector in agreement.sectors]
    known = [name for sector in sectors for name in (sector.name.da, sector.name.en)]
    if not sectors:
        return []
    # As the figures match them: without regard to case and outer blanks, by name or id.
    matched = {name.strip().lower() for name in (*known, *(sector.id for sector in sectors))}
    counts: Counter[str | None] = Counter()
    for entry in pc.value_counts(areas).to_pylist():
        area = entry["values"]
        if area is not None and area.strip().lower() not in matched:
            counts[nearest(area, known) or _begun(area, known)] += entry["counts"]
    return [
        message(
            "Fokusområde: {count} row names no focus sector of an agreement; {near} may be meant.",
            "Fokusområde: {count} rows name no focus sector of an agreement; {near} may be meant.",
            count=count,
            near=near,
        )
        if near
        else message(
            "Fokusområde: {count} row names no focus sector of an agreement; there are {known}.",
            "Fokusområde: {count} rows name no focus sector of an agreement; there are {known}.",
            count=count,
            known=tuple(dict.fromkeys(sector.name.da for sector in sectors)),
        )
        for near, count in sorted(counts.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    ]


def _begun(area: str, known: list[str]) -> str | None:
    """Return the only known name of which `area` is the beginning, None where it is of none or of several."""
    names = [name for name in dict.fromkeys(known) if folded(name).startswith(folded(area))]
    return names[0] if len(names) == 1 else None
