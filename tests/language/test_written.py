"""How numbers, money, shares and dates are written, to the last character (LOOK's words; a blank here is one that
does not break a line).
"""

import datetime as dt
from decimal import Decimal

import pytest

from data_pipeline import language

DAY = dt.date(2014, 6, 30)
MOMENT = dt.datetime(2014, 7, 14, 8, 12)


def bare(text: str) -> str:
    """With plain blanks, after seeing that none of them may break before a unit."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1234, 0, "1.234", "1,234"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (Decimal("0.5"), 0, "1", "1"),
        (Decimal("2.5"), 0, "3", "3"),
        (Decimal("-2.5"), 0, "−3", "−3"),
        (Decimal("-0.4"), 0, "0", "0"),
        (Decimal("17.5"), 1, "17,5", "17.5"),
        (Decimal("164.25"), 1, "164,3", "164.3"),
    ],
)
def test_a_number(value, decimals, danish, english):
    assert language.number(value, "da", decimals) == danish
    assert language.number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Decimal("61450"), "61.450,00 kr.", "DKK 61,450.00"),
        (Decimal("-16350.005"), "−16.350,01 kr.", "DKK −16,350.01"),
        (Decimal("0"), "0,00 kr.", "DKK 0.00"),
    ],
)
def test_money(value, danish, english):
    assert bare(language.money(value, "da")) == danish
    assert bare(language.money(value, "en")) == english
    assert " " not in language.money(value, "da") + language.money(value, "en")


@pytest.mark.parametrize(
    ("ratio", "danish", "english"),
    [
        (0, "0 %", "0%"),
        (0.004, "under 1 %", "under 1%"),
        (0.005, "1 %", "1%"),
        (0.84, "84 %", "84%"),
        (0.995, "over 99 %", "over 99%"),
        (0.994, "99 %", "99%"),
        (1, "100 %", "100%"),
        (1.25, "125 %", "125%"),
    ],
)
def test_a_share_is_nothing_or_all_only_when_it_is(ratio, danish, english):
    assert bare(language.share(ratio, "da")) == danish
    assert bare(language.share(ratio, "en")) == english
    assert " " not in language.share(ratio, "da") + language.share(ratio, "en")


def test_a_range_has_one_unit():
    assert bare(language.share_range(0.738, 0.906, "da")) == "74–91 %"
    assert bare(language.share_range(0.738, 0.906, "en")) == "74–91%"
    assert bare(language.share_range(0.001, 0.999, "da")) == "0–100 %"


def test_dates():
    assert language.date(DAY, "da") == "30. juni 2014"
    assert language.date(DAY, "en") == "30 June 2014"
    assert language.weekday(DAY, "da") == "mandag den 30. juni 2014"
    assert language.weekday(DAY, "en") == "Monday 30 June 2014"
    assert language.short_date(DAY, "da") == "30.06.2014"
    assert language.short_date(DAY, "en") == "30/06/2014"
    assert language.date_time(MOMENT, "da") == "14. juli 2014 kl. 08.12"
    assert language.date_time(MOMENT, "en") == "14 July 2014, 08:12"


def test_months_in_three_letters():
    months = [dt.date(2014, number, 1) for number in range(1, 13)]
    danish = "jan feb mar apr maj jun jul aug sep okt nov dec"
    english = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    assert " ".join(language.month(one, "da") for one in months) == danish
    assert " ".join(language.month(one, "en") for one in months) == english


def test_a_listing():
    assert language.listing([], "da") == ""
    assert language.listing(["a"], "da") == "a"
    assert language.listing(["a", "b", "c"], "da") == "a, b og c"
    assert language.listing(["a", "b", "c"], "en") == "a, b and c"
