"""R18 holds for all that somebody at the meeting is shown, at every date and over two loads (issue 7)."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

from data_pipeline import reports, sample
from data_pipeline.errors import Correctable
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import board
from data_pipeline.settings import ROOT, Settings
from data_pipeline.storage import sweep
from tests.disclosure import oracle
from tests.disclosure.conftest import AGREEMENT, folders, in_pieces, walked
from tests.disclosure.walk import TAKEN, Quarter, Snapshot

# Seeds and numbers of clients of made-up years, tried by `make soak`.
YEARS = [(400, 5), (450, 11), (600, 3), (1000, 7), (120, 4)]
# Reports without breakdowns: the agreement's own tables, headlines, and what was loaded (R18); `trace` is for partners.
HEADLINES = {"overview", "why", "targets", "fees", "jobs", "deadlines", "strategy", "trace"}


def test_no_hidden_count_follows_in_the_shipped_year(year: list[Snapshot]):
    assert oracle.count_leaks(year) == []


def test_no_amount_of_few_follows_in_the_shipped_year(year: list[Snapshot]):
    assert oracle.amount_leaks(year) == []


def test_most_of_the_newest_quarter_is_shown(year: list[Snapshot]):
    """Hiding everything would hold as well: what the pages show in the end must still be worth a page."""
    for snapshot in year:
        newest = snapshot[max(snapshot)]
        counts = [told.value is not None for told in newest.shown.values()]
        held = [cell in newest.amounts for cell, parties in newest.held.items() if parties]
        assert sum(counts) > 0.6 * len(counts)
        assert sum(held) > 0.4 * len(held)


def test_every_report_is_walked_or_has_no_breakdown():
    assert set(reports.ANSWERS) == TAKEN.keys() | HEADLINES


def test_only_the_walked_reports_hide_cells():
    """A report that is not walked asks for no small cells: then it has a breakdown, and must be."""
    for name in HEADLINES - {"trace", "why"}:
        text = (ROOT / "data_pipeline" / "reports" / f"{name}.py").read_text(encoding="utf-8")
        names = {
            alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        assert not names & {"disclosure", "courses", "Hidden", "Count", "Share", "Amount"}, name


def test_both_languages_and_every_role_show_the_same_cells(year: list[Snapshot], year_home: Path):
    """Reports know no language, and the cells a partner or an administrator sees are the same."""
    assert len(year) == 2  # it is loaded
    opened = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(year_home)}))
    for name in TAKEN.keys() - {"data"}:  # who may see ids sees the debt's numbers with them
        answers = [
            opened.answer(name, AGREEMENT, dt.date(2014, 6, 30), by=Person("A", role))
            for role in (Role.OBSERVER, Role.ADMINISTRATOR)
        ]
        assert answers[0] == answers[1]
        assert all(field.name not in ("language", "lang") for field in dataclasses.fields(answers[0]))


def test_an_earlier_load_is_shown_as_it_was(year: list[Snapshot], year_home: Path):
    """`export --snapshot 1` hides what was hidden then, not what is hidden since."""
    opened = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(year_home)}))
    view = opened.view(AGREEMENT, dt.date(2014, 6, 30), by=Person("A", Role.OBSERVER), snapshot=1)
    again = {day: Quarter(truth=then.truth, held=then.held) for day, then in year[0].items()}
    TAKEN["focus_sectors"](again, reports.ANSWERS["focus_sectors"](view))
    for day, quarter in again.items():
        assert quarter.shown.items() <= year[0][day].shown.items()
        assert quarter.amounts.items() <= year[0][day].amounts.items()
    assert sum(len(quarter.shown) for quarter in again.values()) > 20


@pytest.mark.parametrize("name", sorted(reports.ANSWERS))
def test_a_meeting_is_answered_as_of_the_dates_that_pages_offer(name: str, year: list[Snapshot], year_home: Path):
    """Whatever asks for them: the reports themselves keep the list closed, not the menu."""
    assert year
    opened = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(year_home)}))
    with pytest.raises(Correctable, match="30 June 2014"):
        opened.answer(name, AGREEMENT, dt.date(2014, 6, 24), by=Person("A", Role.OBSERVER))


def test_warehouses_that_are_held_against_the_newest_are_kept():
    """Or the first page after a restart would have to build them."""
    assert sweep.KEPT_WAREHOUSES >= board.REMEMBERED + 2


@pytest.mark.soak
@pytest.mark.parametrize(("clients", "seed"), YEARS)
def test_nothing_follows_in_a_made_up_year(tmp_path: Path, clients: int, seed: int):
    sample.write(tmp_path / "crm", clients, seed)
    assert oracle.leaks(walked(tmp_path / "home", folders(tmp_path / "crm"), every_date=True)) == []


@pytest.mark.soak
@pytest.mark.parametrize(("clients", "seed"), YEARS[:3])
def test_a_year_in_pieces_gives_nothing_of_more_than_a_few_away(tmp_path: Path, clients: int, seed: int):
    """Two deliveries in two pieces each; what still follows does so from tables of fewer than fifteen (0081)."""
    sample.write(tmp_path / "crm", clients, seed)
    seen = walked(tmp_path / "home", in_pieces(tmp_path / "crm", tmp_path / "pieces", 2))
    for leak in oracle.count_leaks(seen):
        load, day, table = re.search(r"(\d+) (\S+) (\([^to].*), ", leak).groups()
        counts = seen[int(load)][dt.date.fromisoformat(day)].truth
        assert sum(count for cell, count in counts.items() if str(cell).startswith(table)) < 15, leak
