"""No paper that a meeting takes home holds what R18 hides, an id, or what a single party cost (issue 7).

The frozen record has everything. So every number in it that is hidden in its reports is exchanged for one that stands
nowhere else, the papers are made, taken apart, and searched for those.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from data_pipeline.meetings import Meeting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.privacy.small_cells import Hidden
from tests.papers.conftest import Paper
from tests.security.inside import inside

FIRST = 770_003  # and every seventh number after it: five digits and more, found nowhere else
COUNTS = ("guided", "screened", "programmes", "answered", "measured", "not_measured")
AMOUNTS = ("created", "lost", "net")


def marked(meeting: Meeting) -> tuple[Meeting, dict[str, str]]:
    """The meeting with marks in place of what is hidden and of what single parties cost; what each mark stands for."""
    marks = map(str, itertools.count(FIRST, 7))
    stand_for: dict[str, str] = {}
    figures: Any = deepcopy(dict(meeting.figures))

    def mark(row: Any, key: str, what: str) -> None:
        if row.get(key) is not None:
            stand_for[one := next(marks)] = f"{what} {key}"
            row[key] = f"{one}.25" if isinstance(row[key], str) else int(one)

    for path, key, row in _hidden(meeting, figures):
        mark(row, key, path)
    lines = []
    for line in meeting.fee_lines:
        stand_for[one := next(marks)] = f"{line.fee} line {line.number}"
        lines.append(dataclasses.replace(line, amount_dkk=Decimal(one), uncapped_dkk=Decimal(one)))
    return dataclasses.replace(meeting, figures=figures, fee_lines=tuple(lines)), stand_for


def _hidden(meeting: Meeting, figures: Any) -> Iterator[tuple[str, str, Any]]:
    sectors = {one.id: one for one in meeting.reports["focus_sectors"].course[-1].sectors}
    for row in figures["sectors"]:
        shown = sectors[row["id"]]
        for key in (*COUNTS, *AMOUNTS):
            if isinstance(getattr(shown, key), Hidden):
                yield f"sector {row['id']}", key, row
        if isinstance(shown.share, Hidden):
            yield f"sector {row['id']}", "satisfied", row
    for level in meeting.reports["satisfaction"].levels:
        row = figures["satisfaction"]["levels"].get(level.scope, {})
        if isinstance(level.answered, Hidden):
            yield f"level {level.scope}", "answered", row
        if isinstance(level.share, Hidden):
            yield f"level {level.scope}", "satisfied", row
    for step, row in zip(meeting.reports["road"].steps, figures["road"], strict=True):
        for segment in ("entrepreneur", "company"):
            if isinstance(getattr(step, segment), Hidden):
                yield f"road {step.step}", segment, row


@pytest.mark.parametrize("said", ["da", "en"])
@pytest.mark.parametrize("form", list(Form))
def test_a_meetings_paper_holds_nothing_hidden(form: Form, said: str, held, client_ids: frozenset[str]):
    _settings, book, meeting = held
    changed, stand_for = marked(meeting)
    assert len(stand_for) > 50
    assert len([one for one in stand_for.values() if "line" not in one]) > 5
    made = inside(meeting_papers.make(form, book, changed, said, by=Person("deltager", Role.OBSERVER)))
    assert [what for mark, what in stand_for.items() if mark in made] == []
    assert [one for one in client_ids if one in made] == []


@pytest.mark.parametrize("form", list(Form))
def test_the_search_would_find_a_headline(form: Form, held):
    """Were a number that is shown exchanged like that, it would be found in every paper."""
    _settings, book, meeting = held
    figures: Any = deepcopy(dict(meeting.figures))
    reports = dict(meeting.reports)
    figures["jobs"]["measured"] = FIRST
    jobs = reports["jobs"]
    now, (*earlier, (day, _)) = dataclasses.replace(jobs.jobs, measured=FIRST), jobs.course
    reports["jobs"] = dataclasses.replace(jobs, jobs=now, course=(*earlier, (day, now)))
    changed = dataclasses.replace(meeting, figures=figures, reports=reports)
    assert str(FIRST) in inside(meeting_papers.make(form, book, changed, "da", by=Person("d", Role.OBSERVER)))


def test_the_search_would_find_a_line_and_an_id(paper: Paper, held, client_ids: frozenset[str]):
    """The workbook of a partner has both."""
    _settings, book, meeting = held
    changed, stand_for = marked(meeting)
    made = inside(meeting_papers.make(Form.XLSX, book, changed, "da", by=Person("p", Role.PARTNER)))
    assert [what for mark, what in stand_for.items() if "line" in what and mark not in made] == []
    assert len([one for one in client_ids if one in made]) > 50
