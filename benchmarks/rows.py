"""Exports of any size: clients and guidances for the load, a tenth as many rows of each other kind for the figures."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

FIRST_DAY = dt.date(2014, 1, 1)
DAYS = 365
GUIDANCES_PER_CLIENT = 20
OTHER_ROWS_SHARE = 10
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


def cvr_numbers(count: int) -> list[str]:
    """`count` numbers that pass mod 11 and begin with 9, so that they belong to nobody."""
    found: list[str] = []
    body = 9_000_000
    while len(found) < count:
        rest = sum(int(digit) * weight for digit, weight in zip(str(body), CVR_WEIGHTS, strict=True)) % 11
        if rest != 1:
            found.append(f"{body}{(11 - rest) % 11}")
        body += 1
    return found


def day(random_: random.Random, start: dt.date = FIRST_DAY, days: int = DAYS) -> dt.date:
    """A day among the `days` from `start` on."""
    return start + dt.timedelta(days=random_.randrange(days))


def danish(date: dt.date) -> str:
    return f"{date:%d-%m-%Y}"


def write(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A CSV file as a Danish CRM writes it, but in UTF-8, which DuckDB reads as well."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(";".join(headings) + "\r\n")
        file.writelines(";".join(row) + "\r\n" for row in rows)
    return path


def clients_and_guidances(folder: Path, guidance_count: int, seed: int = 1) -> tuple[Path, Path]:
    """`kunder.csv` and `vejledninger.csv`, the same for the same seed."""
    random_ = random.Random(seed)
    clients = max(guidance_count // GUIDANCES_PER_CLIENT, 1)
    numbers = cvr_numbers(clients)

    def client(n: int) -> Sequence[str]:
        start = danish(day(random_, dt.date(2005, 1, 1), 3500))
        kind = random_.choice(("Iværksætter", "Virksomhed"))
        home = "Viborg" if n % 10 else "Silkeborg"
        return (
            f"K{n}", kind, numbers[n], f"Firma {n}", f"Gade {n}", "8800", home, "86000000", "Kontakt", "Ja", "582100",
            start, random_.choice(("Ja", "Nej")),
        )  # fmt: skip

    def guidance(n: int) -> Sequence[str]:
        held = day(random_)
        hours = f"{random_.randrange(1, 20) / 2:.2f}".replace(".", ",") if n % 25 else ""
        return (
            f"V{n}", f"K{random_.randrange(clients)}", danish(held), random_.choices(LEVELS, (90, 5, 5))[0], "VER",
            random_.choice(("Personlig", "Telefon", "Mail")), hours, "550,00", "Vækstplan",
            danish(held + dt.timedelta(days=random_.randrange(4))), f"{danish(held)} 1{n % 10}:{n % 60:02d}",
        )  # fmt: skip

    return (
        write(
            folder / "kunder.csv",
            ("Kunde-ID", "Kundetype", "CVR-nr.", "Navn", "Adresse", "Postnr.", "Kommune", "Telefon", "Kontaktperson",
             "Kontaktpersons uddannelse", "Branchekode", "Stiftelsesdato", "Vækstambition"),
            map(client, range(clients)),
        ),
        write(
            folder / "vejledninger.csv",
            ("Vejledning-ID", "Kunde-ID", "Dato", "Niveau", "Operatør", "Kanal", "Timer", "Timesats", "Hovedindhold",
             "Registreret", "Ændret"),
            map(guidance, range(guidance_count)),
        ),
    )  # fmt: skip


LEVELS = ("Lokal", "Fokuseret", "Specialiseret")


def others(folder: Path, guidance_count: int, seed: int = 2) -> list[Path]:
    """The other kinds, a tenth as many rows each, about the same clients."""
    random_ = random.Random(seed)
    clients = max(guidance_count // GUIDANCES_PER_CLIENT, 1)
    numbers = cvr_numbers(clients)
    rows = range(max(guidance_count // OTHER_ROWS_SHARE, 1))

    def somebody() -> str:
        return f"K{random_.randrange(clients)}"

    def screening(n: int) -> Sequence[str]:
        held = day(random_)
        contact = danish(held + dt.timedelta(days=random_.randrange(6))) if n % 7 else ""
        return (f"S{n}", somebody(), danish(held), "Væksthjulet", random_.choice(("Specialiseret", "Ingen")),
                "3,50", "700,00", contact)  # fmt: skip

    def programme(n: int) -> Sequence[str]:
        return f"F{n}", somebody(), random_.choice("ABC"), danish(day(random_)), "25000,00"

    def answer(n: int) -> Sequence[str]:
        sent = day(random_)
        if n % 3:
            return f"T{n}", somebody(), random_.choice(LEVELS), danish(sent), "", ""
        return f"T{n}", somebody(), random_.choice(LEVELS), danish(sent), danish(sent), str(random_.randrange(1, 6))

    def employment(n: int) -> Sequence[str]:
        measured = dt.date(2013 + n // clients % 2, 12, 31) - dt.timedelta(days=n // clients)
        return numbers[n % clients], danish(measured), f"{random_.randrange(10, 900) / 10:.1f}".replace(".", ","), "CVR"

    return [
        write(folder / "visitationer.csv",
              ("Visitation-ID", "Kunde-ID", "Dato", "Værktøj", "Visiteret til", "Timer", "Timesats", "Første kontakt"),
              map(screening, rows)),
        write(folder / "forloeb.csv", ("Forløb-ID", "Kunde-ID", "Vækstniveau", "Startdato", "Medfinansiering"),
              map(programme, rows)),
        write(folder / "tilfredshed.csv", ("Svar-ID", "Kunde-ID", "Niveau", "Udsendt", "Besvaret", "Tilfredshed"),
              map(answer, rows)),
        write(folder / "beskaeftigelse.csv", ("CVR-nr.", "Opgjort", "Årsværk", "Kilde"), map(employment, rows)),
    ]  # fmt: skip
