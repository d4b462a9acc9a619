"""The second calculation against numbers worked by hand: who checks the checker."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.oracle.calculation import figures
from tests.oracle.drawn import (
    answers,
    clients,
    delivery,
    employment,
    guidances,
    history,
    programmes,
    screenings,
    terms,
)
from tests.oracle.money import two_decimals
from tests.oracle.parties import Case, anniversary
from tests.oracle.rows import History, as_heading
from tests.oracle.satisfaction import wilson
from tests.oracle.targets import forecast

YEAR_END = dt.date(2014, 12, 31)


def target(answer: dict, target_id: str) -> dict:
    """One line of `targets`."""
    return next(line for line in answer["targets"] if line["id"] == target_id)


def fee(answer: dict, fee_id: str) -> dict:
    """One line of `fees`."""
    return next(line for line in answer["fees"] if line["id"] == fee_id)


def test_the_year_2014_has_249_working_days_and_its_first_half_121() -> None:
    """facts/domain: 252 with public holidays alone, by month 22, 20, 21, 19, 20, 20, 23, 21, 22, 23, 20, 21.

    Three closing days (5 June, 24 and 31 December) fall on weekdays: 252 - 3 = 249. The first half is
    22 + 20 + 21 + 19 + 20 + 20 = 122, less 5 June = 121.
    """
    agreement = terms()
    assert terms(closing_days=()).working_days(dt.date(2014, 1, 1), YEAR_END) == 252
    assert agreement.working_days(dt.date(2014, 1, 1), YEAR_END) == 249
    assert agreement.working_days(dt.date(2014, 1, 1), dt.date(2014, 6, 30)) == 121
    assert agreement.working_days(dt.date(2014, 1, 1), dt.date(2013, 12, 31)) == 0


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2014-12-23", "2014-12-30"),  # 24th closed, 25th and 26th holidays, weekend, 29th and 30th
        ("2014-05-15", "2014-05-20"),  # Thursday; Store Bededag on Friday the 16th; Monday, Tuesday
        ("2014-04-16", "2014-04-23"),  # Wednesday before Easter; Tuesday the 22nd, Wednesday the 23rd
        ("2014-03-01", "2014-03-04"),  # Saturday; Monday, Tuesday
    ],
)
def test_second_working_day(day: str, due: str) -> None:
    """Counted off on the calendar of 2014; the day itself does not count."""
    assert terms().due(dt.date.fromisoformat(day), 2) == dt.date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "years", "day"),
    [("2012-02-29", 3, "2015-02-28"), ("2012-02-29", 4, "2016-02-29"), ("2011-03-01", 3, "2014-03-01")],
)
def test_anniversary(start: str, years: int, day: str) -> None:
    """R2: 29 February + 3 years is 28 February."""
    assert anniversary(dt.date.fromisoformat(start), years) == dt.date.fromisoformat(day)


def test_forecast_as_in_the_design() -> None:
    """95 of 200 after 121 of 249 working days: expected 200 * 121 / 249; median, low, high, p as in DESIGN §6."""
    found = forecast(95, 200, 121, 128)
    assert found is not None
    assert (found["median"], found["low"], found["high"]) == (196, 178, 215)
    assert found["p_target"] == pytest.approx(0.3916939650577427, abs=1e-12)
    assert 200 * 121 / 249 == 97.18875502008032


def test_forecast_exactly_on_the_line() -> None:
    """None so far, a quarter of the days gone: P(0) = sqrt(1/4) = 0.5 exactly, so the median is 0.

    Then P(at least 1) = 0.5, and by P(1) = 0.5 * (1/2 * 3/4) = 0.1875, P(2) = 0.1875 * (3/2) / 2 * 3/4 = 0.10546875:
    0.5 + 0.1875 + 0.10546875 = 0.79296875 < 0.9; P(3) = 0.10546875 * (5/2) / 3 * 3/4 = 0.06591796875 (0.85888671875);
    P(4) = 0.06591796875 * (7/2) / 4 * 3/4 = 0.0432586669921875, sum 0.9021453857421875: high is 4.
    """
    assert forecast(0, 1, 63, 189) == {"median": 0, "low": 0, "high": 4, "p_target": 0.5}


def test_forecast_at_the_edges() -> None:
    """Null before 20 working days and without a target; all three are the actual when nothing remains."""
    assert forecast(5, 12, 19, 230) is None
    assert forecast(5, 12, 20, 229) is not None
    assert forecast(5, 0, 121, 128) is None
    assert forecast(12, 12, 249, 0) == {"median": 12, "low": 12, "high": 12, "p_target": 1.0}
    assert forecast(11, 12, 249, 0) == {"median": 11, "low": 11, "high": 11, "p_target": 0.0}
    reached = forecast(12, 12, 121, 128)
    assert reached is not None
    assert reached["p_target"] == 1.0


@pytest.mark.parametrize(
    ("satisfied", "answered", "low", "high"),
    [(80, 100, 0.711, 0.867), (17, 20, 0.640, 0.948), (170, 200, 0.794, 0.893)],
)
def test_wilson_golden(satisfied: int, answered: int, low: float, high: float) -> None:
    """facts/domain §4, to one decimal of a per cent."""
    assert wilson(satisfied, answered) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_half_an_oere_goes_away_from_zero() -> None:
    """0.005 is 0.01, 0.015 is 0.02, -0.005 is -0.01; -0.004 is plain 0.00."""
    assert [str(two_decimals(Decimal(text))) for text in ("0.005", "0.015", "-0.005", "-0.004")] == [
        "0.01",
        "0.02",
        "-0.01",
        "0.00",
    ]


def test_headings_match() -> None:
    """§4: case, blanks, NBSP, a trailing star, the dot of nr., æ/ae, ø/oe, å/aa."""
    assert as_heading(" CVR-nr.  \N{NO-BREAK SPACE}* ") == as_heading("cvr-NR") == "cvr-nr"
    assert as_heading("Løn på Ære") == "loen paa aere"
    assert as_heading(None) == ""


def test_parties_and_targets() -> None:
    """Five clients, four parties.

    K1 (CPR p1, no CVR) is the CVR 90000025 of K3, whose start (2010) is earlier than K2's (2012): K1's guidance is
    90000025's. K3 started 2010-06-01, so it is a company; K2 (2012-02-01) an entrepreneur in 2014. K4 is of another
    municipality and takes no part. K5 has neither CPR nor CVR and an unknown start; its type says entrepreneur.
    Local: K1 = 90000025 company; K2 entrepreneur; K5 entrepreneur. Specialised: K3 = 90000025 company.
    Total: company 1 (not 2), entrepreneur 2. K5's guidance of 2015 lies outside the window.
    """
    answer = figures(
        history(
            clients("""
            id  type          cpr  cvr       start       municipality
            K1  entrepreneur  p1   -         -           791
            K2  company       p1   90000017  2012-02-01  791
            K3  company       p1   90000025  2010-06-01  791
            K4  company       p1   90000033  2001-01-01  661
            K5  entrepreneur  -    -         -           791
            """),
            guidances("""
            id  client  date        level
            V1  K1      2014-03-03  local
            V2  K2      2014-03-03  local
            V3  K3      2014-05-01  specialised
            V4  K4      2014-03-03  local
            V5  K5      2014-12-31  local
            V6  K5      2015-01-01  specialised
            V7  K9      2014-03-03  local
            """),
        ),
        terms(),
        YEAR_END,
    )
    counts = {line["id"]: line["actual"] for line in answer["targets"] if line["actual"]}
    assert counts == {
        "guided.local.entrepreneur": 2,
        "guided.local.company": 1,
        "guided.specialised.company": 1,
        "guided.total.entrepreneur": 2,
        "guided.total.company": 1,
    }
    assert target(answer, "guided.focused.company")["status"] == "none"
    assert target(answer, "guided.local.company")["status"] == "missed"


def test_segment_stays_with_the_first_guidance() -> None:
    """K1 turns three on 1 March 2014. First guided on 28 February: an entrepreneur for the whole year.

    K2 turns three the same day and is first guided then: a company. K3 is not guided; its programme of 28 February
    is an entrepreneur's and that of 1 March a company's.
    """
    answer = figures(
        history(
            clients("""
            id  start
            K1  2011-03-01
            K2  2011-03-01
            K3  2011-03-01
            """),
            guidances("""
            id  client  date        level
            V1  K1      2014-02-28  focused
            V2  K1      2014-06-01  local
            V3  K2      2014-03-01  local
            """),
            programmes("""
            id  client  date
            F1  K1      2014-09-01
            F2  K3      2014-02-28
            F3  K3      2014-03-01
            """),
        ),
        terms(),
        YEAR_END,
    )
    assert target(answer, "guided.local.entrepreneur")["actual"] == 1
    assert target(answer, "guided.local.company")["actual"] == 1
    assert target(answer, "programme.A.entrepreneur")["actual"] == 2
    assert target(answer, "programme.total.company")["actual"] == 1


def test_status_on_the_line() -> None:
    """Target 249 and 249 working days: expected is the working days elapsed. 3 January 2014 is the second."""
    agreement = terms(targets=(("guided.local.company", 249, "B1"),))
    rows = (
        clients("""
        id
        K1
        K2
        """),
        guidances("""
        id  client  date
        V1  K1      2014-01-02
        V2  K2      2014-01-03
        """),
    )
    on_track = figures(history(*rows), agreement, dt.date(2014, 1, 3))["targets"][0]
    assert (on_track["actual"], on_track["expected"], on_track["status"]) == (2, 2.0, "on_track")
    behind = figures(history(*rows), agreement, dt.date(2014, 1, 6))["targets"][0]
    assert (behind["actual"], behind["expected"], behind["status"]) == (2, 3.0, "behind")
    for day, status in ((dt.date(2014, 12, 30), "behind"), (YEAR_END, "missed"), (dt.date(2015, 6, 30), "missed")):
        assert figures(history(*rows), agreement, day)["targets"][0]["status"] == status
    before = figures(history(*rows), agreement, dt.date(2013, 12, 31))["targets"][0]
    assert (before["actual"], before["expected"], before["status"]) == (0, 0.0, "none")


def test_fees() -> None:
    """Registration: K1 0.50 * 333.33 = 166.665 -> 166.67, and 1.00 * 400.00 = 400.00: 566.67, cut to 500.00.

    K2 has hours without a rate: pending. K3 is a company: no registration. Screening of K3: 2 * 1250.00 = 2500.00,
    exactly the cap; of K1: 0 hours * 700 = 0.00, not pending; the one to focused and the one with another tool are
    no fees. Count 2 + 1 + 1 = 4, amount 500 + 0 + 2500 = 3000, uncapped 566.67 + 0 + 2500 = 3066.67, cut 66.67.
    """
    answer = figures(
        history(
            clients("""
            id  start
            K1  2013-01-01
            K2  2013-01-01
            K3  2001-01-01
            """),
            guidances("""
            id  client  date        level        hours  rate
            V1  K1      2014-02-03  local        0.50   333.33
            V2  K1      2014-02-04  local        1.00   400.00
            V3  K1      2014-02-05  specialised  9.00   900.00
            V4  K2      2014-02-03  local        2.00   -
            V5  K3      2014-02-03  local        2.00   500.00
            """),
            screenings("""
            id  client  date        tool          to           hours  rate
            S1  K3      2014-02-06  growth_wheel  specialised  2.00   1250.00
            S2  K1      2014-02-06  growth_wheel  specialised  0      700.00
            S3  K1      2014-02-06  growth_wheel  focused      2.00   700.00
            S4  K1      2014-02-06  other         specialised  2.00   700.00
            """),
        ),
        terms(),
        YEAR_END,
    )
    assert fee(answer, "fee.registration.entrepreneur") == {
        "id": "fee.registration.entrepreneur",
        "count": 2,
        "pending": 1,
        "amount": "500.00",
        "uncapped": "566.67",
        "cut": "66.67",
        "budget": "100000.00",
    }
    assert fee(answer, "fee.screening.company")["cut"] == "0.00"
    assert answer["fee_total"] == {
        "count": 4,
        "pending": 1,
        "amount": "3000.00",
        "uncapped": "3066.67",
        "cut": "66.67",
        "budget": "160000.00",
    }


def test_satisfaction() -> None:
    """K1 entrepreneur: of two answers on one day S9 > S10 by code point, so 2 it is. K2 company that said Ja: 5.

    K3 company without ambition: not asked. K4 was never guided: not asked. K5 entrepreneur answered "Ved ikke": no
    voice, but invited. K6 (ambitious) was guided in 2013: asked, and its voice of January counts although sent in
    2013 (so not invited). Voices K1, K2, K6 = 3, satisfied K2, K6 = 2; invited K1, K2, K5 = 3, with a voice 2.
    100 * 2 > 80 * 3 is false: missed.
    """
    answer = figures(
        history(
            clients("""
            id  start       ambition
            K1  2013-01-01  -
            K2  2001-01-01  yes
            K3  2001-01-01  no
            K4  2013-01-01  yes
            K5  2013-01-01  -
            K6  2001-01-01  yes
            """),
            guidances("""
            id  client  date
            V1  K1      2014-02-03
            V2  K2      2014-02-03
            V3  K3      2014-02-03
            V5  K5      2014-02-03
            V6  K6      2013-06-01
            """),
            answers("""
            id   client  level  sent        answered    score
            S10  K1      local  2014-03-01  2014-03-10  5
            S9   K1      -      2014-03-01  2014-03-10  2
            S1   K2      local  2014-03-01  2014-03-10  5
            S11  K2      local  2014-04-01  2014-04-10  0
            S2   K3      local  2014-03-01  2014-03-10  1
            S3   K4      local  2014-03-01  2014-03-10  1
            S4   K5      local  2014-03-01  2014-03-10  0
            S5   K6      local  2013-12-20  2014-01-02  4
            """),
        ),
        terms(),
        YEAR_END,
    )["satisfaction"]
    assert (answer["satisfied"], answer["answered"], answer["invited"]) == (2, 3, 3)
    assert (answer["share"], answer["response_rate"], answer["met"]) == (2 / 3, 2 / 3, False)
    assert (answer["levels"]["local"]["satisfied"], answer["levels"]["local"]["answered"]) == (3, 3)
    assert answer["levels"]["focused"] == {
        "satisfied": 0,
        "answered": 0,
        "share": None,
        "goal": 0.8,
        "met": None,
        "low": None,
        "high": None,
        "certainty": "none",
    }


def test_jobs() -> None:
    """90000017: 10 at the guidance, then 12.345 by CVR (not 99 by Indberettet the same day): +2.345.

    90000025: started in the year, baseline 0, now 1.5: +1.5. 90000033: 8 then 5.5: -2.5. 90000041: no figure after.
    Created 3.845 -> 3.85 (half away from zero), lost 2.50, net 1.345 -> 1.35: each rounded once.
    """
    answer = figures(
        history(
            clients("""
            id  cvr       start
            K1  90000017  2001-01-01
            K2  90000025  2014-04-01
            K3  90000033  2001-01-01
            K4  90000041  2001-01-01
            K5  -         2001-01-01
            """),
            guidances("""
            id  client  date
            V1  K1      2014-02-03
            V2  K2      2014-02-03
            V3  K3      2014-02-03
            V4  K4      2014-02-03
            V5  K5      2014-02-03
            """),
            employment("""
            cvr       date        full_time  source
            90000017  2014-02-03  10         CVR
            90000017  2014-09-30  99         Indberettet
            90000017  2014-09-30  12.345     cvr
            90000017  2014-10-31  -          CVR
            90000025  2014-04-01  9          CVR
            90000025  2014-12-31  1.5        -
            90000033  2014-01-01  8          CVR
            90000033  2014-06-30  5.5        CVR
            90000041  2014-01-01  3          CVR
            """),
        ),
        terms(),
        YEAR_END,
    )["jobs"]
    assert answer == {
        "created": "3.85",
        "lost": "2.50",
        "net": "1.35",
        "measured": 3,
        "not_measured": 1,
        "goal": 275,
        "measure": "net",
    }


def test_deadlines() -> None:
    """As of Wednesday 5 March 2014. S1 of Monday the 3rd, due the 5th, contacted the 5th: kept.

    S2 of the 3rd, contacted the 6th: after as-of, so blank, and the 5th is not yet past: pending. S3 of 27 February
    (Thursday), due Monday the 3rd, none: missed. S4 otherwise agreed, S5 to nobody: not asked.
    Registration: K2 was first met by the focused operator on 3 March, registered the 4th: kept. K1 was screened
    before: not asked. K3 was met on 27 February and not registered: missed.
    """
    found = figures(
        history(
            clients("""
            id
            K1
            K2
            K3
            """),
            guidances("""
            id  client  date        level        registered
            V1  K1      2014-03-04  specialised  -
            V2  K2      2014-03-03  focused      2014-03-06
            V3  K2      2014-03-03  specialised  2014-03-04
            V4  K3      2014-02-27  specialised  -
            """),
            screenings("""
            id  client  date        to           contact     agreed
            S1  K1      2014-03-03  specialised  2014-03-05  -
            S2  K1      2014-03-03  specialised  2014-03-06  no
            S3  K1      2014-02-27  specialised  -           -
            S4  K1      2014-02-27  specialised  -           yes
            S5  K1      2014-02-27  none         -           -
            """),
        ),
        terms(),
        dt.date(2014, 3, 5),
    )["deadlines"]
    assert found == [
        {"id": "first_contact", "kept": 1, "missed": 1, "pending": 1, "share": 0.5},
        {"id": "registration", "kept": 1, "missed": 1, "pending": 0, "share": 0.5},
    ]


def test_road_sectors_and_completeness() -> None:
    """K1 goes the whole road; K2 is guided and screened, referred without contact; K3 only specialised: not on it.

    Sectors: K1 by text (any case) though its code says green; K2 by the longest code (591 over 59); K3 by none.
    Completeness: K1 (company, all there) complete; K2 lacks its industry? No: it lacks the contact. K3 lacks CVR.
    """
    answer = figures(
        history(
            clients("""
            id | cvr      | start      | industry | focus                    | contact
            K1 | 90000017 | 2001-01-01 | 381100   | ANIMATION OG NYE MEDIER  | yes
            K2 | 90000025 | 2001-01-01 | 591110   | Noget andet              | no
            K3 | -        | 2001-01-01 | 011100   | -                        | yes
            """),
            guidances("""
            id  client  date        level
            V1  K1      2014-02-03  local
            V2  K1      2014-01-06  specialised
            V3  K2      2014-02-03  local
            V4  K3      2014-02-03  specialised
            """),
            screenings("""
            id  client  date        tool          to           contact
            S1  K1      2014-02-03  growth_wheel  none         -
            S2  K1      2014-02-03  other         specialised  2015-01-05
            S3  K2      2014-02-03  growth_wheel  specialised  -
            """),
            programmes("""
            id  client  date
            F1  K1      2014-02-03
            """),
        ),
        terms(),
        dt.date(2015, 1, 31),
    )
    assert {line["step"]: line["company"] for line in answer["road"]} == {
        "guided_local": 2,
        "screened": 2,
        "referred": 2,
        "contacted": 1,
        "guided_specialised": 1,
        "programme": 1,
    }
    assert [(line["id"], line["guided"], line["screened"], line["programmes"]) for line in answer["sectors"]] == [
        ("animation", 1, 1, 1),
        ("green", 0, 0, 0),
        ("experiences", 1, 1, 0),
        ("none", 1, 0, 0),
    ]
    assert answer["completeness"] == {"clients": 3, "complete": 1, "share": 1 / 3}


def test_a_slice() -> None:
    """The rules' own example: the party of K1 and K2 is at B and in information, whoever was guided."""
    drawn = history(
        clients("""
        id  cvr       start       industry  growth
        K1  90000004  2005-01-01  -         -
        K2  90000004  -           620100    B
        K3  90000012  2005-01-01  011100    A
        """),
        guidances("""
        id  client  date
        V1  K1      2014-02-03
        V2  K3      2014-02-03
        """),
        programmes("""
        id  client  date        growth
        F1  K1      2014-03-03  A
        """),
    )
    for part in (("potential", "B"), ("industry", "information")):
        answer = figures(drawn, terms(), YEAR_END, part)
        assert answer["slice"] == dict([part])
        assert target(answer, "guided.local.company") == {
            "id": "guided.local.company",
            "actual": 1,
            "target": None,
            "expected": None,
            "status": "none",
            "forecast": None,
            "clause": "B1",
        }
        assert target(answer, "programme.A.company")["actual"] == 1
        assert fee(answer, "fee.registration.entrepreneur")["budget"] is None
        assert (answer["jobs"]["goal"], answer["jobs"]["not_measured"]) == (None, 1)
    assert target(figures(drawn, terms(), YEAR_END, ("sector", "none")), "guided.local.company")["actual"] == 2
    assert target(figures(drawn, terms(), YEAR_END, ("potential", "C")), "guided.local.company")["actual"] == 0


def test_versions_withdrawals_and_waiting() -> None:
    """Load 1: V1 twice (the later Ændret wins over the later row), V2 of the unknown K2 waits.

    Load 2: V1 with an older Ændret still wins, and points to the unknown K9, so it waits and its older version no
    longer counts. Load 3: the whole of `kunder` is K2: K1 is withdrawn, V2 counts at last.
    """
    first = delivery(
        clients("""
        id
        K1
        """),
        guidances("""
        id  client  date        level  changed
        V1  K1      2014-02-03  local        2014-02-04T10:00
        V1  K1      2014-02-03  specialised  -
        V2  K2      2014-02-03  focused      -
        """),
    )
    second = delivery(
        guidances("""
        id  client  date        changed
        V1  K9      2014-02-03  2014-01-01T10:00
        """)
    )
    third = delivery(
        clients("""
        id
        K2
        """),
        full=True,
    )

    def levels(*loads) -> tuple[list[str], int]:
        case = Case(History(loads), terms(), YEAR_END)
        return [row.level for row in case.guidance_in_window], len(History(loads).standing().waiting)

    assert levels(first) == (["local"], 1)
    assert levels(first, second) == ([], 2)
    assert levels(first, second, third) == (["focused"], 1)
