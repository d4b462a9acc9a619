"""Working days: Monday to Friday, no Danish public holiday, no closing day of the agreement."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline.arithmetic.workdays import (
    due,
    is_closing_day,
    is_working_day,
    non_working_days,
    public_holidays,
    working_days_between,
)

CLOSING_DAYS = ("06-05", "12-24", "12-31")


def day(text: str) -> dt.date:
    """`"23-12-2014"` as a date."""
    return dt.datetime.strptime(text, "%d-%m-%Y").date()


FIRST, LAST = day("01-01-2014"), day("31-12-2014")
CLOSED = non_working_days(CLOSING_DAYS, FIRST, LAST + dt.timedelta(days=60))
HOLIDAYS = non_working_days((), FIRST, LAST + dt.timedelta(days=60))


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("16-04-2014", True),  # Wednesday before Easter
        ("17-04-2014", False),  # Maundy Thursday
        ("18-04-2014", False),  # Good Friday
        ("19-04-2014", False),  # Saturday
        ("21-04-2014", False),  # Easter Monday
        ("22-04-2014", True),  # Tuesday after Easter
        ("15-05-2014", True),
        ("16-05-2014", False),  # Store bededag
        ("29-05-2014", False),  # Ascension Day
        ("30-05-2014", True),  # the Friday after is a working day
        ("09-06-2014", False),  # Whit Monday
        ("01-05-2014", True),  # 1 May is no public holiday
        ("05-06-2014", False),  # Grundlovsdag, closed by the agreement
        ("24-12-2014", False),
        ("31-12-2014", False),
        ("02-01-2015", True),
    ],
)
def test_days_of_2014(text: str, working: bool):
    """Each holiday beside its neighbours."""
    assert is_working_day(day(text), CLOSED) is working


def test_closing_days_are_a_setting():
    """Without the agreement's closing days the same three are working days."""
    for text in ("05-06-2014", "24-12-2014", "31-12-2014"):
        assert is_working_day(day(text), HOLIDAYS)


def test_store_bededag_was_abolished():
    """The fourth Friday after Easter: closed up to 2023, a working day from 2024."""
    assert day("05-05-2023") in public_holidays(2023)
    assert day("26-04-2024") not in public_holidays(2024)


def test_saturdays_and_sundays_are_not_listed():
    """Easter Sunday and a closing day on a Saturday are known without the list."""
    assert all(one.weekday() < 5 for one in CLOSED)
    assert non_working_days(("06-14",), day("14-06-2014"), day("14-06-2014")) == []


def test_a_year_has_249_working_days_with_and_252_without_closing_days():
    assert working_days_between(FIRST, LAST, HOLIDAYS) == 252
    assert working_days_between(FIRST, LAST, CLOSED) == 249


def test_the_rule_books_own_example():
    """200 expected by 30 June 2014: 121 of 249 working days, to the last digit."""
    elapsed = working_days_between(FIRST, day("30-06-2014"), CLOSED)
    assert elapsed == 121
    assert 200 * elapsed / working_days_between(FIRST, LAST, CLOSED) == 97.18875502008032


def test_both_ends_are_counted():
    assert working_days_between(day("03-02-2014"), day("03-02-2014"), CLOSED) == 1  # a Monday
    assert working_days_between(day("01-02-2014"), day("02-02-2014"), CLOSED) == 0  # a weekend
    assert working_days_between(day("04-02-2014"), day("03-02-2014"), CLOSED) == 0  # the wrong way round


@pytest.mark.parametrize(
    ("start", "working_days", "expected"),
    [
        ("03-02-2014", 2, "05-02-2014"),  # Monday to Wednesday
        ("07-02-2014", 2, "11-02-2014"),  # Friday over the weekend
        ("08-02-2014", 2, "11-02-2014"),  # Saturday counts like the Friday before
        ("16-04-2014", 2, "23-04-2014"),  # over Easter
        ("15-05-2014", 2, "20-05-2014"),  # over Store bededag
        ("04-06-2014", 2, "10-06-2014"),  # over Grundlovsdag and Whitsun
        ("23-12-2014", 2, "30-12-2014"),  # 24 December is closed
        ("30-12-2014", 2, "05-01-2015"),  # past the end of the year
        ("03-02-2014", 0, "03-02-2014"),
    ],
)
def test_due(start: str, working_days: int, expected: str):
    """The second working day after, never the day itself."""
    assert due(day(start), working_days, CLOSED) == day(expected)


def test_due_without_closing_days():
    """The same two days before Christmas end a day earlier where 24 December is worked."""
    assert due(day("23-12-2014"), 2, HOLIDAYS) == day("29-12-2014")


@pytest.mark.parametrize(
    ("text", "known"), [("02-29", True), ("02-30", False), ("6-5", False), ("13-01", False), ("", False)]
)
def test_closing_day_is_a_day_of_the_year(text: str, known: bool):
    assert is_closing_day(text) is known


def test_29_february_is_closed_in_leap_years_only():
    assert non_working_days(("02-29",), day("01-02-2012"), day("31-03-2012")) == [day("29-02-2012")]
    assert non_working_days(("02-29",), day("01-02-2014"), day("31-03-2014")) == []


@given(st.integers(0, 800), st.integers(-10, 400), st.sets(st.integers(0, 800), max_size=9))
def test_counting_agrees_with_walking(offset: int, length: int, closed: set[int]):
    """Whole weeks at once and one day at a time give the same, weekends on the list included."""
    begin = day("01-01-2014")
    first = begin + dt.timedelta(days=offset)
    last = first + dt.timedelta(days=length)
    non_working = [begin + dt.timedelta(days=number) for number in closed]
    walked = sum(is_working_day(first + dt.timedelta(days=number), non_working) for number in range(length + 1))
    assert working_days_between(first, last, non_working) == walked


@given(st.integers(0, 700), st.integers(1, 30))
def test_due_is_so_many_working_days_away(offset: int, working_days: int):
    start = FIRST + dt.timedelta(days=offset)
    non_working = non_working_days(CLOSING_DAYS, FIRST, FIRST + dt.timedelta(days=800))
    end = due(start, working_days, non_working)
    assert is_working_day(end, non_working)
    assert working_days_between(start + dt.timedelta(days=1), end, non_working) == working_days
