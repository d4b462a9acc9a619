"""Names, places and numbers of nobody: Danish to the ear, made up to the eye.

CVR numbers begin with 9 and CPR numbers have 60 added to the day: neither can belong to anyone (DESIGN §4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

_FIRST_NAMES = (
    "Alma", "Anton", "Birk", "Clara", "Dagny", "Ebbe", "Ella", "Esther", "Frode", "Gerda", "Halfdan", "Inger", "Johan",
    "Karla", "Laust", "Liva", "Magne", "Merete", "Niels", "Oda", "Palle", "Rigmor", "Sanne", "Signe", "Thyra", "Troels",
    "Ulla", "Villads", "Yrsa", "Åse",
)  # fmt: skip
_LAST_NAMES = (
    "Eksempelsen", "Prøvesen", "Opdigtsen", "Testgaard", "Påfundsen", "Forsøgsen", "Fantasiborg", "Modelgaard",
    "Mønstrup", "Skabelonsen", "Udkastrup", "Øveby",
)  # fmt: skip
_STREETS = ("Prøvevej", "Eksempelgade", "Mønsterstien", "Opdigtet Allé", "Skabelonvænget", "Øvepladsen", "Modelkrogen")
_TRADES = {
    "animation": ("Tegnefilm", "Billedværksted", "Spil", "Medier", "Animation"),
    "green": ("Genbrug", "Energi", "Vind", "Sortering", "Miljøteknik"),
    "experiences": ("Camping", "Scene", "Feriehuse", "Forlystelser", "Rejser"),
    "none": ("Smedje", "Byg", "Bageri", "Regnskab", "Rådgivning", "Maskiner", "Klinik", "Handel", "Design", "Gartneri"),
}
_PLACES = ("Prøvelund", "Opdigt", "Eksempel", "Fantasi", "Øvelse", "Model", "Forsøgs", "Mønster")
_FORMS = ("ApS", "A/S", "I/S", "IVS")
EDUCATIONS = ("Faglært", "Ufaglært", "HF", "Diplom", "Bachelor", "Kandidat", "Akademiuddannelse")

# Postal districts in and around Viborg, and municipalities nearby with one of theirs.
POSTCODES = ("8800", "8800", "8800", "8830", "8831", "8832", "8840", "8850", "7470", "7850", "9632")
NEIGHBOURS = (("Silkeborg", "8600"), ("Skive", "7800"), ("Favrskov", "8450"), ("Herning", "7400"), ("Randers", "8900"))

# DB07 codes by focus sector (agreements/viborg-2014.toml), and of trades outside them.
INDUSTRIES = {
    "animation": ("582100", "591110", "591200", "620100", "741020"),
    "green": ("381100", "382110", "383200", "351100"),
    "experiences": ("551010", "553000", "791100", "900110", "932990"),
    "none": (
        "011300", "016100", "107120", "251100", "281400", "310900", "412000", "432200", "433200", "451120", "464990",
        "471110", "476110", "561010", "620200", "692000", "702200", "711210", "731110", "855900", "869020", "960210",
    ),
}  # fmt: skip
FOCUS_AREAS = {
    "animation": ("Animation og nye medier", "animation"),
    "green": ("Grøn teknologi og bæredygtig produktion", "GRØN TEKNOLOGI OG BÆREDYGTIG PRODUKTION"),
    "experiences": ("Store oplevelser", "store oplevelser"),
}

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_CVR_NUMBERS = 1_000_000
_FIRST_BIRTHDAY = dt.date(1950, 1, 1)
_BIRTHDAYS = 16_000  # days, so up to 1993
# Steps without a common factor with the ranges they walk: every number comes once before one comes again.
_CVR_STEP, _BIRTHDAY_STEP = 617_283, 7_919


def cvr_numbers(start: int) -> Iterator[str]:
    """CVR numbers that begin with 9 and keep mod 11, none twice."""
    for number in range(start, start + _CVR_NUMBERS):
        digits = str(9_000_000 + number * _CVR_STEP % _CVR_NUMBERS)
        check = -sum(weight * int(digit) for weight, digit in zip(_CVR_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            yield f"{digits}{check}"


def cpr_numbers(start: int) -> Iterator[str]:
    """CPR numbers with 60 added to the day, `DDMMYY-NNNN`, none twice."""
    for number in range(_BIRTHDAYS * 3_999):
        birthday = _FIRST_BIRTHDAY + dt.timedelta(days=(start + number) * _BIRTHDAY_STEP % _BIRTHDAYS)
        yield f"{birthday.day + 60}{birthday:%m%y}-{1 + number // _BIRTHDAYS:04}"


def person(chance: Random) -> str:
    """A name nobody has."""
    return f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"


def company(chance: Random, sector: str) -> str:
    """A company nobody has founded."""
    return f"{chance.choice(_PLACES)} {chance.choice(_TRADES[sector])} {chance.choice(_FORMS)}"


def address(chance: Random) -> str:
    """A street nobody lives in."""
    return f"{chance.choice(_STREETS)} {chance.randint(1, 98)}"


def phone(chance: Random) -> str:
    """A number nobody answers: Danish ones never begin with 0."""
    return " ".join(f"{part:02}" for part in (0, *(chance.randint(0, 99) for _ in range(3))))
