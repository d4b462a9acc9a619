"""When two written words are the same word (DESIGN §4), and which known word a strange one is nearest to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from data_pipeline.exports.person_names import names_a_person
from data_pipeline.language import folded
from data_pipeline.privacy import cpr

# Texts of one cell that mean that nothing is there.
MISSING = ("", "-", "–")

_LONG_NUMBER = re.compile(r"(?:\d[\s.\-–/]?){6}")


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known word that `text` is most likely a slip of, None when nothing is near."""
    by_form = {folded(word): word for word in known}
    found = difflib.get_close_matches(folded(text), list(by_form), n=1, cutoff=0.8)
    return by_form[found[0]] if found else None


def sheet_shown(name: str) -> str:
    """Return a sheet's name as it may be told: without a CPR number, and not at all where it names a person."""
    shown = cpr.without_cpr(name)
    return "…" if names_a_person(shown) else shown


def may_be_shown(heading: str) -> bool:
    """Return whether a heading may be told: no six digits in a row, no `@`, no name, 60 characters at most."""
    return (
        0 < len(heading) <= 60
        and "@" not in heading
        and not _LONG_NUMBER.search(heading)
        and not names_a_person(heading)
    )
