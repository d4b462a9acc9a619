"""What the register says about a company's size, quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from data_pipeline.sample import story
from data_pipeline.sample.deck import Card, Record, Row

QUARTER_ENDS = tuple(
    dt.date(story.YEAR + years, month, day)
    for years, month, day in ((-1, 12, 31), (0, 3, 31), (0, 6, 30), (0, 9, 30), (0, 12, 31))
)
SIZES = (5, 6, 6.5, 8, 9.5, 12, 14, 19, 26, 41)
SMALL_SIZES = (1, 1.5, 2, 3)
REGISTER, REPORTED = "CVR", "Indberettet"


def employment(card: Card, cvr: str, guided: dt.date, starts: dt.date | None, chance: Random) -> Iterator[Record]:
    """The company's rows: every quarter when it is measured, else none or an old one."""
    size = Decimal(str(chance.choice(SMALL_SIZES if card.segment == "entrepreneur" else SIZES)))
    if starts is not None and starts.year == story.YEAR:
        size = Decimal(0)
    if card.segment in ("elsewhere", "never_guided") or card.changes is None:
        changes = (Decimal(0), Decimal(0))
    else:
        changes = (Decimal(str(card.changes[0])), Decimal(str(card.changes[1])))
    is_measured = card.changes is not None or (card.segment == "elsewhere" and chance.random() < 0.5)
    if not is_measured and chance.random() < 0.5:
        return
    exports = chance.random() < 0.25
    # Of those that do not export, every second says so; the others leave it blank.
    without_export = "0" if int(cvr[-2:]) % 2 else ""
    for day in QUARTER_ENDS if is_measured else QUARTER_ENDS[:1]:
        if starts is not None and day < starts:
            continue
        people = size + _change(card.half, changes, guided, day)
        row = {
            "cvr": cvr,
            "measured_date": day,
            "full_time_equivalents": comma(people),
            "data_source": REGISTER,
            "changed_at": dt.datetime(day.year, day.month, day.day, 23, 55),
        }
        if day.month == 12:
            revenue = people * chance.randint(900, 1600)
            row["revenue_dkk"] = _kroner(revenue)
            row["export_dkk"] = _kroner(revenue * chance.randint(5, 60) / 100) if exports else without_export
        yield _dated(day, row)
        if card.quirk == "two_sources" and day.month != 12:
            yield _dated(day, row | {"full_time_equivalents": comma(people + 2), "data_source": REPORTED})
    if not is_measured:
        yield _dated(QUARTER_ENDS[2], {"cvr": cvr, "measured_date": QUARTER_ENDS[2], "data_source": REPORTED})
    if card.quirk == "wrong_cvr_in_figures":
        wrong = f"{cvr[:7]}{(int(cvr[7]) + 1) % 10}"
        row = {"cvr": wrong, "measured_date": QUARTER_ENDS[4], "full_time_equivalents": "7,5", "data_source": REPORTED}
        yield _dated(QUARTER_ENDS[4], row)


def _change(half: int, changes: tuple[Decimal, Decimal], guided: dt.date, day: dt.date) -> Decimal:
    """Change from before the guidance to `day`: half of it after a quarter that is not the plan's own."""
    to_mid_year, to_year_end = changes
    if day < guided:
        return Decimal(0)
    if day <= story.MID_YEAR:
        return to_mid_year if day == story.MID_YEAR else to_mid_year / 2
    if day < story.YEAR_END:
        return (to_mid_year + to_year_end) / 2 if half == 1 else to_year_end / 2
    return to_year_end


def _dated(day: dt.date, row: Row) -> Record:
    return Record("employment", row if day <= story.MID_YEAR else None, row)


def comma(number: Decimal) -> str:
    """A number as the export writes it: `12,5`."""
    return format(number.normalize(), "f").replace(".", ",")


def _kroner(thousands: Decimal) -> str:
    """Kroner from thousands of them: `1.250.000,00`."""
    return f"{int(thousands) * 1000:,}".replace(",", ".") + ",00"
