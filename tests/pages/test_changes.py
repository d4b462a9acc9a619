"""Since the meeting: the strip on Overblik, and the explanation by cause, on the sample year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from data_pipeline import reports
from data_pipeline.meetings import changes_report
from data_pipeline.meetings.changes import Cause
from data_pipeline.meetings.changes_report import ChangesReport
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.settings import Settings
from data_pipeline.views import changes as findings
from tests.pages.conftest import Shown

JUNE = dt.date(2014, 6, 30)


@pytest.fixture(scope="module")
def asked(sample_home: Path) -> ChangesReport:
    """The report of 30 June."""
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))
    return changes_report.answer(board, "viborg-2014", JUNE, by=Person("Ida", Role.PARTNER))


def test_overview_tells_what_changed_since_the_meeting(sample_home: Path, show: Callable[..., Shown]):
    """93 → 95 with two reported late; 102 → 104 with two corrected away and four late."""
    shown = show(sample_home, "overview", as_of="2014-06-30")
    text = shown.text
    assert "Siden mødet 30. juni 2014" in text
    assert "Samme statusdato, nyere data: indlæsning 1 → 2" in text
    assert "Vejledte iværksættere 93 → 95 2 sent indberettet" in text
    assert "Vejledte virksomheder 102 → 104 −2 rettet og +4 sent indberettet" in text
    assert "Svar om tilfredshed 73 → 74 1 sent indberettet" in text
    assert "52.650,00 → 54.631,25" in text
    before = show(sample_home, "overview", as_of="2014-05-31")
    assert "Siden mødet" not in before.text


def test_the_explanation_adds_up_in_words_table_and_steps(sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, "changes", as_of="2014-06-30", change="guided.total.company.actual")
    assert shown.title == "Mødets tal er ændret: rettelser og sene indberetninger"
    assert "Vejledte virksomheder 102 −2 +4 104" in shown.text
    assert "Vejledninger Rettet 3 Vejledninger Sent indberettet 14" in shown.text
    assert "Vejledte virksomheder: 102 → 104: −2 rettet og +4 sent indberettet" in shown.alts
    english = show(sample_home, "changes", as_of="2014-12-31", lang="en")
    assert "30 June 2014 → 31 December 2014, newer data: load 1 → 2" in english.text
    none = show(sample_home, "changes", as_of="2014-05-31")
    assert none.title == "Intet møde er fastfrosset på denne dato"


def test_numbers_add_up_unless_few_are_behind_them(asked: ChangesReport):
    """The parties see every cause; to others amounts of few parties have their causes named alone (R18)."""
    others = small_cells.hide(asked)
    for one in asked.differences:
        assert sum((Decimal(by) for _cause, by in one.causes), Decimal(0)) == Decimal(one.after) - Decimal(one.before)
    fees = others.of("fee_total", "amount")
    assert fees.causes == ((Cause.CORRECTED, Hidden.PROTECTED), (Cause.LATE, Hidden.PROTECTED))
    assert findings.why(fees).say("da") == "rettelser og sene indberetninger"
    companies = others.of("guided.total.company", "actual")
    assert companies.causes == ((Cause.CORRECTED, -2), (Cause.LATE, 4))
    assert (fees.before, fees.after) == (Decimal("52650.00"), Decimal("54631.25"))


def test_who_asks_for_no_meeting_gets_the_latest(sample_home: Path):
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))
    ida = Person("Ida", Role.PARTNER)
    assert changes_report.answer(board, "viborg-2014", dt.date(2014, 6, 29), by=ida) is None
    (head,) = changes_report.meetings_before(board, "viborg-2014", JUNE)
    assert head.name == "2014-06-30"


def test_another_share_is_told_by_the_answers_that_came(sample_home, show):
    """At the meeting 61 of 73 were satisfied, at the end of the year 118 of 149."""
    for page in ("overview", "changes"):
        text = show(sample_home, page, as_of="2014-12-31").text.replace("\N{NO-BREAK SPACE}", " ")
        assert "84 % → 79 % tilfredse: +76 svar, +57 tilfredse" in text
