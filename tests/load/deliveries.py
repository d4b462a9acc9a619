"""Small exports to load, written as the CRM writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from data_pipeline.exports.kinds import KINDS, Kind

BY_NAME = {kind.name: kind for kind in KINDS}
# One row of a kind that is right in every respect.
USUAL: Mapping[str, Mapping[str, str]] = {
    "kunder": {"Kunde-ID": "K1", "Kundetype": "Iværksætter", "Kommune": "Viborg"},
    "vejledninger": {"Vejledning-ID": "V1", "Kunde-ID": "K1", "Dato": "03-02-2014", "Niveau": "Lokal"},
    "visitationer": {
        "Visitation-ID": "S1",
        "Kunde-ID": "K1",
        "Dato": "03-02-2014",
        "Værktøj": "Væksthjulet",
        "Visiteret til": "Specialiseret",
    },
    "henvisninger": {
        "Henvisning-ID": "H1",
        "Kunde-ID": "K1",
        "Dato": "03-02-2014",
        "Niveau": "Lokal",
        "Problemløsertype": "Lokal",
    },
    "vækstforløb": {"Forløb-ID": "F1", "Kunde-ID": "K1", "Vækstniveau": "A", "Startdato": "03-02-2014"},
    "tilfredshed": {"Svar-ID": "T1", "Kunde-ID": "K1", "Udsendt": "03-02-2014"},
    "beskæftigelse": {"CVR-nr.": "90000004", "Opgjort": "03-02-2014", "Årsværk": "2,5", "Kilde": "CVR"},
}


def line(kind: Kind, values: Mapping[str, str]) -> list[str]:
    """The cells of a row: what is usual, with `values` (by heading) instead."""
    row = {**USUAL[kind.name], **values}
    unknown = set(row) - {column.heading for column in kind.columns}
    assert not unknown, unknown
    return [row.get(column.heading, "") for column in kind.columns]


def text(kind: str, rows: Iterable[Mapping[str, str]]) -> str:
    """A whole file: headings, then a line a row."""
    one = BY_NAME[kind]
    lines = [[column.heading for column in one.columns], *(line(one, row) for row in rows)]
    return "".join(";".join(cells) + "\r\n" for cells in lines)


def write(path: Path, kind: str, *rows: Mapping[str, str]) -> Path:
    """The file with these rows of a kind, in Windows-1252 as a Danish Excel writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text(kind, rows).encode("cp1252"))
    return path


def clients(path: Path, *ids: str, **values: str) -> Path:
    """A file of clients with these ids."""
    return write(path, "kunder", *({"Kunde-ID": one, **values} for one in ids))


def guidances(path: Path, *ids: tuple[str, str], **values: str) -> Path:
    """A file of guidances: (Vejledning-ID, Kunde-ID)."""
    return write(path, "vejledninger", *({"Vejledning-ID": v, "Kunde-ID": k, **values} for v, k in ids))
