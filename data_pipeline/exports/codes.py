"""Texts as they are written: what hides at their ends, Excel's guards, and what a spreadsheet has made of a code."""

from __future__ import annotations

import re
import unicodedata

from data_pipeline.language import INVISIBLE, N_

LOST_LETTER = "\ufffd"
ACCENTS = "\u0300-\u036f"

SCIENTIFIC = N_(
    "{heading} is a number that Excel has shortened, as 1,23E+11, so that several have become one; "
    "format the column as text and export again from the CRM."
)
DECIMAL_CODE = N_(
    "{heading} has become a number with decimals, as 1003.0; format the column as text and export again from the CRM."
)
INVISIBLE_INSIDE = N_("{heading} holds an invisible character; delete the value in the CRM and write it again.")
LETTER_LOST = N_("{heading} holds “\ufffd”, where a letter was lost; export again as “CSV UTF-8” or .xlsx.")
FORMULA_TEXT = N_("{heading} is a formula; write the value itself and save the file again.")
FILLER_ID = N_("{heading} is a filler such as NULL or Ukendt, and no id; give the row its id in the CRM.")

_ENDS = re.compile(rf"^[\s{INVISIBLE}]+|[\s{INVISIBLE}]+$")
_INSIDE = re.compile(rf"[{INVISIBLE}]")
_ACCENT = re.compile(rf"[{ACCENTS}]")
_GUARD = re.compile(r'="(.*)"', re.DOTALL)
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:[.,]\d+)?E[-+]\d+", re.ASCII | re.IGNORECASE)
_DECIMAL = re.compile(r"[-+]?\d+[.,]0+", re.ASCII)
_NO_NUMBER = re.compile(r"0[0 ]{6,}0")
# What people and programs write where they know nothing, in lower case.
FILLERS = frozenset(
    [
        *("ukendt", "(ukendt)", "ikke oplyst", "uoplyst", "ikke angivet", "ikke udfyldt", "(tom)", "i/t", "#i/t"),
        *("unknown", "n/a", "n.a.", "#n/a", "null", "(null)", "none", "nan", "(blank)", "?", "??", "???"),
    ]
)
LONGEST_FILLER_BYTES = 24


def bare(text: str) -> str:
    """Return a text without what hides at its ends, `="…"` as what stands in it, and accents joined."""
    text = _ENDS.sub("", text)
    guard = _GUARD.fullmatch(text)
    if guard:
        text = _ENDS.sub("", guard[1].replace('""', '"'))
    return unicodedata.normalize("NFC", text) if _ACCENT.search(text) else text


def bare_code(text: str) -> str:
    """Return an id or code as `bare` does, and without the apostrophe that makes Excel take it as text."""
    text = bare(text)
    return bare(text[1:]) if text.startswith("'") else text


def code_fault(text: str) -> str | None:
    """Return the sentence for what a spreadsheet has made of a code (from `bare_code`), None where it is whole."""
    if _SCIENTIFIC.fullmatch(text):
        return SCIENTIFIC
    if _DECIMAL.fullmatch(text):
        return DECIMAL_CODE
    if text.startswith("="):
        return FORMULA_TEXT
    if LOST_LETTER in text:
        return LETTER_LOST
    return INVISIBLE_INSIDE if _INSIDE.search(text) else None


def visible(text: str) -> str:
    """Return a label without invisible characters, wherever they stand."""
    return _INSIDE.sub("", bare(text)).strip()


def is_filler(text: str) -> bool:
    """Whether a text means that nothing is known: `Ukendt`, `N/A`, a telephone number of noughts, no visible letter."""
    text = bare(text)
    return not text or text.casefold() in FILLERS or _NO_NUMBER.fullmatch(text) is not None
