"""What is said at the table of a coming year's odds (R21)."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.views.chart import Text


def reached(number: Text, in_ten: int, years: int) -> Message:
    """`210 is reached in 2 of 10 years like the last 3`; `number` as it is written."""
    return message("{number} is reached in {often} {like}", number=number, often=often(in_ten), like=_like(years))


def enough(number: Text, in_ten: int, years: int) -> Message:
    """`105,000.00 is enough in 9 of 10 years like the last 3`; `number` as it is written."""
    return message("{number} is enough in {often} {like}", number=number, often=often(in_ten), like=_like(years))


def often(in_ten: int) -> Message:
    """`2 of 10 years`."""
    if in_ten == 0:
        return message("fewer than 1 of 20 years")
    if in_ten == 10:
        return message("more than 19 of 20 years")
    return message("{in_ten} of 10 years", in_ten=in_ten)


def _like(years: int) -> Message:
    return message("like the last one", "like the last {count}", count=years)
