"""One value at a time: what a written value means, or the one sentence that says why it cannot be read (DESIGN §4).

Every reader takes a trimmed, present text, or a workbook's own value (number, date, yes/no), and gives `(value, None)`
or `(None, msgid)`. The sentences have one gap, `{heading}`, and never hold the value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from data_pipeline.exports.contradictions import NumberStyle, digits, is_month_first
from data_pipeline.exports.grid import Cell
from data_pipeline.exports.person_names import names_a_person
from data_pipeline.language import N_, folded
from data_pipeline.municipalities import code_of
from data_pipeline.privacy import cpr

Read = tuple[Any, str | None]

MISSING_REQUIRED = N_("{heading} is empty; fill it in in the CRM and export again.")
ERROR_CELL = N_("{heading}: cell {cell} holds an error from Excel; mend the formula and save the workbook.")
MERGED_CELL = N_(
    "{heading}: cell {cell} is merged with others, so it is not certain which rows its value is for; "
    "split the cells and write the value in each row."
)
NO_CACHED_VALUE = N_(
    "{heading}: cell {cell} holds a formula without its result; open, save and load the workbook again."
)

NOT_A_DATE = N_("{heading} is not a date as 31-12-2014; write day, month and a year of four digits.")
NO_SUCH_DATE = N_("{heading} is a day that does not exist; correct it in the CRM.")
TOO_OLD_DATE = N_("{heading} is before the year 1500; write the year with its four digits.")
PLACEHOLDER_DATE = N_(
    "{heading} is before 1905, which usually means that the date is missing; write the real date in the CRM."
)
NEVER_DATE = N_("{heading} is after 2100, which usually means that there is no date; write the real date in the CRM.")
MONTH_FIRST = N_("{heading} has the month before the day; choose Danish dates in the CRM and export again.")
UNCERTAIN_DAY = N_(
    "{heading} may have the month before the day, as {other} has in line {line}; "
    "choose Danish dates in the CRM and export again."
)
NUMBER_NOT_DATE = N_("{heading} is a number where a date belongs; format the cell as a date, or write 31-12-2014.")
FALSE_DATE = N_(
    "{heading} is a date in the first days of 1900, which is how Excel shows a small number; write the date as text."
)
NOT_A_MOMENT = N_("{heading} is not a date with time as 31-12-2014 14:30; correct it in the export.")

NOT_A_NUMBER = N_("{heading} is not a number as 1.234,50; write it with a decimal comma.")
AMBIGUOUS_NUMBER = N_("{heading} can be read as two different numbers; write it as 1.234,50, with a decimal comma.")
MIXED_NUMBERS = N_(
    "{heading} can be thousands or decimals, as other numbers of the column have a decimal point; "
    "write it as 1.234,50, with a decimal comma."
)
DATE_NOT_NUMBER = N_("{heading} is a date or a time where a number belongs; format the cell as a number.")
NEGATIVE = N_("{heading} is negative; correct it in the CRM.")
TWO_DECIMALS = N_("{heading} has more than two decimals; write two.")
THREE_DECIMALS = N_("{heading} has more than three decimals; write three.")
OVER_A_DAY = N_("{heading} is more than 24 hours in one row; divide it by day in the CRM.")
TOO_LARGE = N_("{heading} is larger than any amount there can be; correct it in the CRM.")
NO_KRONER = N_("{heading} has “kr.” and is not an amount; write the number alone.")
BAND_BACKWARDS = N_("{heading} is an interval whose first number is the larger; write it as 10-19.")

NOT_LISTED = N_("{heading} is none of its listed values ({listed}); correct it in the CRM.")
NOT_YES_OR_NO = N_("{heading} is neither yes nor no; write Ja or Nej.")
NOT_A_SCORE = N_("{heading} is none of its listed values; write 1 to 5, the words for them, or Ved ikke.")

CPR_LOST_ZERO = N_("{heading} has nine digits and has lost its first zero; format the column as text and export again.")
NOT_A_CPR = N_("{heading} is not ten digits with a real date; correct the CPR number in the CRM.")
NOT_EIGHT_DIGITS = N_("{heading} is not eight digits; correct the CVR number in the CRM.")
NO_SUCH_CVR = N_("{heading} fails the check digit of CVR numbers; correct the CVR number in the CRM.")
NO_SUCH_MUNICIPALITY = N_("{heading} is no Danish municipality; write its name or its three-digit code.")
INDUSTRY_LOST_ZERO = N_(
    "{heading} has five digits and has lost its first zero; format the column as text and export again."
)
NOT_AN_INDUSTRY = N_("{heading} is not six digits; write the whole industry code.")
POSTCODE_LOST_ZERO = N_(
    "{heading} has three digits and has lost its first zero; format the column as text and export again."
)
NOT_A_POSTCODE = N_("{heading} is not a postcode; write its four digits.")

NOT_TEXT = N_("{heading} is a date, a time or a truth value where text belongs; format the cell as text.")
LOST_DIGITS = N_("{heading} is a number too long for Excel to keep; format the column as text and export again.")
HOLDS_CPR = N_("{heading} holds what looks like a CPR number; remove it in the CRM.")
CPR_NOT_AMOUNT = N_("{heading} looks like a CPR number; remove it in the CRM, or write the amount as 1.234,50.")
HOLDS_EMAIL = N_("{heading} holds what looks like an e-mail address; remove it in the CRM.")
HOLDS_PHONE = N_("{heading} holds what looks like a telephone number; remove it in the CRM.")
HOLDS_NAME = N_(
    "{heading} reads as a person's name or address; remove it in the CRM, or write it as a number or a code."
)
TOO_LONG = N_("{heading} is longer than {count} characters; shorten it in the CRM.")

MAX_TEXT = 200
# Days that stand for none: 01-01-1900 and 01-01-1753 in databases, 31-12-9999 for what has no end.
FIRST_YEAR, LAST_YEAR = 1905, 2100
# Below, but for year 1, a year has lost its digits.
EARLIEST_YEAR = 1500
HOURS_A_DAY = 24

_DATE = re.compile(
    r"(?:(\d\d)([-/.])(\d\d)\2(\d{4})|(\d{4})-(\d\d)-(\d\d))(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?", re.ASCII
)
_NUMBER = re.compile(
    r"(?P<sign>[-−])?(?:(?P<whole>\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)"
    r"(?:,(?:(?P<part>\d+)|(?P<none>-)))?"
    r"|(?P<point_whole>\d+)\.(?P<point_part>\d\d))",
    re.ASCII,
)
_POINT_NUMBER = re.compile(
    r"(?P<sign>[-−])?(?P<point_whole>\d+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(?P<point_part>\d+))?", re.ASCII
)
_MIXED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_TWO_WAYS = re.compile(r"[-−]?\d[\d.,]*[.,][\d.,]*\d", re.ASCII)
_BAND = re.compile(r"(\d{1,6}) ?[-–] ?(\d{1,6})", re.ASCII)
_INDUSTRY = re.compile(r"\d{6}|\d\d\.\d\d\.\d\d|\d{3}\.\d{3}", re.ASCII)
_FIVE_DIGITS = re.compile(r"\d{5}|\d\.\d\d\.\d\d|\d\d\.\d{3}", re.ASCII)
_CVR_BAND = re.compile(r"ANTAL_(\d+)_(\d+)", re.ASCII)
# No word of four letters: that is a street, a town or a name in the wrong column.
_FOREIGN_POSTCODE = re.compile(r"(?=.*\d)(?!.*[A-Z]{4})[A-Z0-9][A-Z0-9 -]{1,9}", re.ASCII)
_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)

# CVR's own bands of employees (facts of the register); others have been seen only in edited samples.
KNOWN_BANDS = frozenset(
    [(0, 0), (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 199), (200, 499), (500, 999), (1000, 999999)]
)
YES_NO = {"ja": True, "j": True, "1": True, "sand": True, "true": True} | {
    "nej": False,
    "n": False,
    "0": False,
    "falsk": False,
    "false": False,
}


def as_text(cell: Cell) -> str | None:
    """Return a cell that is to be read as text: numbers as Excel shows them; None for dates, times and truth values."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return number_text(cell)


def number_text(value: float) -> str:
    """Return a number as Excel shows it: fifteen significant digits, no exponent, decimal point."""
    return format(Decimal(format(value, ".15g")), "f")


def date(cell: Cell) -> Read:
    """Return a day; a time beside it is left out."""
    moment, fault = _moment(cell)
    return (moment.date() if moment else None), fault


def life_date(cell: Cell) -> Read:
    """Return a company's first or last day: none for the dates that stand for none."""
    value, fault = date(cell)
    return value, None if fault in {PLACEHOLDER_DATE, NEVER_DATE, FALSE_DATE} else fault


def moment(cell: Cell) -> Read:
    """Return a day with time, midnight where no time is said; no time zone."""
    value, fault = _moment(cell)
    return value, NOT_A_MOMENT if fault == NOT_A_DATE else fault


def _moment(cell: Cell) -> tuple[dt.datetime | None, str | None]:
    if isinstance(cell, str):
        found = _DATE.fullmatch(" ".join(cell.split()))
        if not found:
            return None, NOT_A_DATE
        day, _, month, year, iso_year, iso_month, iso_day, hour, minute, second = found.groups()
        try:
            value = dt.datetime(
                int(year or iso_year),
                int(month or iso_month),
                int(day or iso_day),
                int(hour or 0),
                int(minute or 0),
                int(second or 0),
            )
        except ValueError:
            return None, MONTH_FIRST if day and is_month_first(day, month, year) else NO_SUCH_DATE
    elif isinstance(cell, dt.datetime):
        value = cell.replace(tzinfo=None)
    elif isinstance(cell, dt.date):
        value = dt.datetime(cell.year, cell.month, cell.day)
    else:
        return None, NUMBER_NOT_DATE if isinstance(cell, int | float) and not isinstance(cell, bool) else NOT_A_DATE
    if not isinstance(cell, str) and value.year == 1900 and value.month <= 2:
        return None, FALSE_DATE
    if value.year < FIRST_YEAR:
        return None, TOO_OLD_DATE if 1 < value.year < EARLIEST_YEAR else PLACEHOLDER_DATE
    return (value, None) if value.year < LAST_YEAR else (None, NEVER_DATE)


def number(cell: Cell, style: NumberStyle, *, in_kroner: bool) -> tuple[Decimal | None, str | None]:
    """Return an exact number of Danish writing; `kr.` and `,-` only where it is an amount."""
    if isinstance(cell, bool):
        return None, NOT_A_NUMBER
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return None, DATE_NOT_NUMBER
    if isinstance(cell, int | float):
        try:
            return Decimal(number_text(cell)) + 0, None
        except (InvalidOperation, ValueError, OverflowError):
            return None, NOT_A_NUMBER
    text = " ".join(str(cell).split())
    kroner = text.casefold()
    if kroner.startswith("kr.") or kroner.endswith("kr."):
        if not in_kroner:
            return None, NO_KRONER
        text = text[3:].strip() if kroner.startswith("kr.") else text[:-3].strip()
    if style.is_mixed and _MIXED.fullmatch(digits(text)):
        return None, MIXED_NUMBERS
    found = (style.decimal_point and _POINT_NUMBER.fullmatch(text)) or _NUMBER.fullmatch(text)
    if not found:
        return None, AMBIGUOUS_NUMBER if _TWO_WAYS.fullmatch(text) else NOT_A_NUMBER
    parts = found.groupdict()
    if parts.get("none") and not in_kroner:
        return None, NO_KRONER
    whole = (parts["point_whole"] or parts["whole"]).replace(".", "").replace(" ", "")
    part = parts["point_part"] or parts.get("part")
    if len(whole) + len(part or "") > 29:
        return None, TOO_LARGE
    value = Decimal(f"{whole}.{part}" if part else whole)
    return (-value if found["sign"] else value) + 0, None


def _within(value: Decimal | None, fault: str | None, decimals: int, whole_digits: int) -> Read:
    if value is None:
        return None, fault
    if value < 0:
        return None, NEGATIVE
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > decimals:
        return None, TWO_DECIMALS if decimals == 2 else THREE_DECIMALS
    if value >= Decimal(10) ** whole_digits:
        return None, TOO_LARGE
    return value, None


def money(cell: Cell, style: NumberStyle) -> Read:
    """Kroner: not negative, two decimals at most. Ten bare digits that could be a CPR number are no amount."""
    text = as_text(cell) or ""
    if len(text) == 10 and text.isdigit() and cpr.looks_like_cpr(text):
        return None, CPR_NOT_AMOUNT
    return _within(*number(cell, style, in_kroner=True), 2, 12)


def hours(cell: Cell, style: NumberStyle) -> Read:
    """Hours of one row: 0 to 24, two decimals at most."""
    value, fault = _within(*number(cell, style, in_kroner=False), 2, 4)
    return (None, OVER_A_DAY) if value is not None and value > HOURS_A_DAY else (value, fault)


def full_time(cell: Cell, style: NumberStyle) -> Read:
    """Full-time equivalents as (exact, low, high): exact is None for a band, all three for an unknown band of CVR."""
    if isinstance(cell, str):
        register = _CVR_BAND.fullmatch(cell)
        if register:
            band = int(register[1]), int(register[2])
            low, high = band if band in KNOWN_BANDS else (None, None)
            return (None, low if low is None else Decimal(low), high if high is None else Decimal(high)), None
        written = _BAND.fullmatch(" ".join(cell.split()))
        if written:
            low, high = int(written[1]), int(written[2])
            return ((None, Decimal(low), Decimal(high)), None) if low <= high else (None, BAND_BACKWARDS)
    value, fault = _within(*number(cell, style, in_kroner=False), 3, 9)
    return (None, fault) if value is None else ((value, value, value), None)


def choice(cell: Cell, listed: Mapping[str, Any]) -> Read:
    """Return one of `listed`, whose keys are folded."""
    text = as_text(cell)
    found = None if text is None else listed.get(folded(text))
    return (None, NOT_LISTED) if found is None else (found, None)


def score(cell: Cell, listed: Mapping[str, Any]) -> Read:
    """Satisfaction 1 to 5; 0 stands for Ved ikke."""
    value, fault = choice(cell, listed)
    return value, fault and NOT_A_SCORE


def yes_no(cell: Cell, listed: Mapping[str, Any]) -> Read:
    """Yes or no."""
    if isinstance(cell, bool):
        return cell, None
    text = as_text(cell)
    found = None if text is None else listed.get(folded(text))
    return (None, NOT_YES_OR_NO) if found is None else (found, None)


def cpr_pseudonym(cell: Cell, key: bytes) -> Read:
    """Return the pseudonym of a CPR number."""
    text = as_text(cell)
    if text is None:
        return None, NOT_A_CPR
    digits = cpr.cpr_digits(text)
    if digits is None:
        plain = text.replace("-", "", 1)
        lost = len(plain) == 9 and plain.isascii() and plain.isdigit()
        return None, CPR_LOST_ZERO if lost else NOT_A_CPR
    return cpr.pseudonym(digits, key), None


def cvr(cell: Cell) -> Read:
    """Return a CVR number: eight digits, mod 11."""
    text = as_text(cell)
    if text is None or len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None, NOT_EIGHT_DIGITS
    total = sum(weight * int(digit) for weight, digit in zip(_CVR_WEIGHTS, text, strict=True))
    return (None, NO_SUCH_CVR) if total % 11 or text[0] == "0" else (text, None)


def municipality(cell: Cell) -> Read:
    """Return the three-digit code of a municipality."""
    text = as_text(cell)
    code = None if text is None else code_of(text)
    return (None, NO_SUCH_MUNICIPALITY) if code is None else (code, None)


def industry(cell: Cell) -> Read:
    """Return an industry code (DB07, DB25): six digits, with dots as 01.11.00 or 011.100."""
    text = as_text(cell) or ""
    if _INDUSTRY.fullmatch(text):
        return text.replace(".", ""), None
    return None, INDUSTRY_LOST_ZERO if _FIVE_DIGITS.fullmatch(text) else NOT_AN_INDUSTRY


def postcode(cell: Cell) -> Read:
    """Return a postcode: four digits, or a foreign one of six digits, capital letters and ten characters at most."""
    text = as_text(cell)
    if text is None:
        return None, NOT_A_POSTCODE
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return None, POSTCODE_LOST_ZERO if len(text) == 3 else NOT_A_POSTCODE
    if not _FOREIGN_POSTCODE.fullmatch(text) or sum(map(str.isdigit, text)) > 6 or names_a_person(text):
        return None, NOT_A_POSTCODE
    return text, None
