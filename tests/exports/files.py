"""Drawn exports: one usual row of each kind, and what the reader makes of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_pipeline.exports import Sheet, read_bytes, reason
from data_pipeline.exports.kinds import KINDS, Kind
from data_pipeline.language import Message

KEY = b"k" * 32
BY_NAME = {kind.name: kind for kind in KINDS}

# Every column filled in, each as the CRM writes it.
FULL: Mapping[str, Mapping[str, str]] = {
    "kunder": {
        "Kunde-ID": "K-001",
        "Kundetype": "Virksomhed",
        "CPR-nr.": "610160-1234",
        "CVR-nr.": "90000004",
        "Navn": "Bageriet Ærø ApS",
        "Adresse": "Søvej 1",
        "Postnr.": "8800",
        "Kommune": "Viborg Kommune",
        "Telefon": "87 65 43 21",
        "Uddannelse": "Bager",
        "Kontaktperson": "Åse Ø",
        "Kontaktpersons uddannelse": "cand.merc.",
        "Branchekode": "10.71.20",
        "Stiftelsesdato": "01-02-2010",
        "Ophørsdato": "",
        "Vækstambition": "Ja",
        "Vækstpotentiale": "A",
        "Fokusområde": "Store oplevelser",
        "Ændret": "03-02-2014 10:15",
    },
    "vejledninger": {
        "Vejledning-ID": "V-001",
        "Kunde-ID": "K-001",
        "Dato": "03-02-2014",
        "Niveau": "Lokal",
        "Operatør": "VER",
        "Kanal": "Telefon",
        "Timer": "1,5",
        "Timesats": "1.234,50",
        "Hovedindhold": "Talte om; vækst",
        "Registreret": "04-02-2014",
        "Ændret": "2014-02-04T08:00:00",
    },
    "visitationer": {
        "Visitation-ID": "S-001",
        "Kunde-ID": "K-001",
        "Dato": "03/02/2014",
        "Værktøj": "Væksthjulet",
        "Visiteret til": "Specialiseret",
        "Timer": "7,25",
        "Timesats": "kr. 500",
        "Første kontakt": "05-02-2014",
        "Andet aftalt": "Nej",
        "Ændret": "",
    },
    "henvisninger": {
        "Henvisning-ID": "H-001",
        "Kunde-ID": "K-001",
        "Dato": "03.02.2014",
        "Niveau": "Fokuseret",
        "Problemløsertype": "Specialiseret",
        "Ændret": "",
    },
    "vækstforløb": {
        "Forløb-ID": "F-001",
        "Kunde-ID": "K-001",
        "Vækstniveau": "B",
        "Startdato": "2014-02-03",
        "Slutdato": "30-06-2014",
        "Medfinansiering": "12.500,-",
        "Ændret": "",
    },
    "tilfredshed": {
        "Svar-ID": "T-001",
        "Kunde-ID": "K-001",
        "Niveau": "Lokal",
        "Udsendt": "03-02-2014",
        "Besvaret": "05-02-2014",
        "Tilfredshed": "Meget tilfreds",
        "Ændret": "",
    },
    "beskæftigelse": {
        "CVR-nr.": "90000004",
        "Opgjort": "31-12-2014",
        "Årsværk": "12,125",
        "Omsætning": "1 234 500,00",
        "Eksport": "500 kr.",
        "Kilde": "CVR",
        "Ændret": "",
    },
}


def rows_of(kind: str, *changes: Mapping[str, str]) -> list[list[str]]:
    """Headings, then one row for each of `changes`: the usual row with other values by heading."""
    headings = list(FULL[kind])
    assert headings == [column.heading for column in BY_NAME[kind].columns]
    return [headings, *([{**FULL[kind], **change}[heading] for heading in headings] for change in changes)]


def text_of(rows: Iterable[Iterable[str]], separator: str = ";", line_end: str = "\r\n", quoting: int = 0) -> str:
    """A separated text, quoted where it must be (RFC 4180), or everywhere."""
    must = set(f'{separator}"\r\n')

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if quoting or must & set(text) else text

    return "".join(separator.join(map(cell, row)) + line_end for row in rows)


def one(content: str | bytes, name: str = "x.csv") -> Sheet:
    """The only sheet of a file."""
    sheets = read_bytes(name, content.encode() if isinstance(content, str) else content, KEY)
    assert len(sheets) == 1
    sheet = sheets[0]
    assert sheet.received == sheet.rows.num_rows + len(set(sheet.refused["line"].to_pylist()))
    return sheet


def with_values(kind: str, *changes: Mapping[str, str]) -> Sheet:
    """What the reader makes of usual rows with other values by heading."""
    return one(text_of(rows_of(kind, *changes)))


def faults(sheet: Sheet) -> list[tuple[int, str, str]]:
    """Line, heading and English sentence of every refused entry."""
    return [
        (entry["line"], entry["heading"], reason(entry["reason"], entry["reason_values"]).say("en"))
        for entry in sheet.refused.to_pylist()
    ]


def danish(sheet: Sheet) -> list[str]:
    """The Danish sentence of every refused entry."""
    return [reason(entry["reason"], entry["reason_values"]).say("da") for entry in sheet.refused.to_pylist()]


def whole(sheet: Sheet) -> Message:
    """Why the whole file was refused."""
    assert sheet.reason is not None
    assert sheet.received == sheet.rows.num_rows == sheet.refused.num_rows == 0
    return sheet.reason


def kind_of(sheet: Sheet) -> Kind:
    """The kind a file was taken for."""
    assert sheet.reason is None, sheet.reason.say("en")
    assert sheet.kind is not None
    return sheet.kind
