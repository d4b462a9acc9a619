"""Names of files in plain letters, so that every system takes them."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


def plain(name: str) -> str:
    """The name with Danish letters as ae, oe, aa, and a hyphen for what is no plain letter or digit; perhaps empty."""
    composed = unicodedata.normalize("NFC", name).translate(_LETTERS)
    bare = "".join(one for one in unicodedata.normalize("NFD", composed) if not unicodedata.combining(one))
    return _OTHER.sub("-", bare).strip("-.")
