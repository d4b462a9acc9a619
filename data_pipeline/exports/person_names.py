"""What reads like a person's name or address, in text that was never meant to hold one (decision 0031).

By names common in Denmark, listed by hand beside this module. A rare name is not found: no rule tells it from a firm.
"""

from __future__ import annotations

import re
from pathlib import Path

_GIVEN, _FAMILY = (
    frozenset(names.split())
    for names in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").partition("\n")[2].split("\n\n")
)
_FORMS = r"a/s|aps|i/s|ivs|k/s|p/s|s/i|a\.?m\.?b\.?a|f\.?m\.?b\.?a|smba|fond|fonden|holding|og|& co|&.*"
# With one of these the text names a firm, an office or a thing, whatever else it is called.
_NO_PERSON = re.compile(
    rf"(?:^|[\s,(])(?:{_FORMS})(?:$|[\s,).])"
    r"|kommune|råd\b|rådet|rådgivning|center|centret|centeret|hus\b|huset|gruppe|group|consult|design|revision|skole"
    r"|college|universitet|forening|klub|netværk|bank|byg\b|service|teknik|invest|kontor|bureau|advokat|handel|gård\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_STREETS = (
    "vej|vejen|gade|gaden|stræde|strædet|allé|alle|alléen|vænge|vænget|sti|stien|torv|torvet|boulevard|plads|pladsen"
    "|parken|toften|krogen"
)
_HOUSE = rf"(?:{_STREETS})\.? ?[0-9]{{1,3}} ?[A-Za-z]?(?:$|[\s,.])"
# Looked for first: it takes time in proportion to the text alone, however long that is.
_NUMBERED_STREET = re.compile(_HOUSE, re.IGNORECASE)
_ADDRESS = re.compile(rf"[^\W\d_]\D{{0,60}}?{_HOUSE}", re.IGNORECASE)
_MOST_WORDS = 6


def names_a_person(text: str) -> bool:
    """Return whether `text` reads as the name of a person, given name first or last, or as a street with a number."""
    if _NUMBERED_STREET.search(text) and _ADDRESS.search(text):
        return True
    if _NO_PERSON.search(text):
        return False
    family_first, comma, rest = text.partition(",")
    words = (f"{rest} {family_first}" if comma else text).split()
    if not 2 <= len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    given = set(words[0].casefold().split("-")) & _GIVEN
    last = words[-1].casefold().split("-")[-1]
    is_family = last in _FAMILY or last.removesuffix("sen") in _GIVEN or last.removesuffix("en") in _GIVEN - {last}
    if given:
        return is_family or all(word[0].isupper() for word in words)
    return last in _FAMILY and all(word[0].isupper() for word in words)


def is_given_name(text: str) -> bool:
    """Return whether `text` is a given name and nothing else."""
    return text.casefold() in _GIVEN
