"""A slide as a value, before it is a screen or a file: a finding, its numbers, its chart, and what the speaker knows.

Numbers in charts are plain; every text beside them says itself in the reader's language. What may not be shown
(R18) has no number here, only the word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from data_pipeline.views.chart import Text
from data_pipeline.views.meeting_charts import Chart
from data_pipeline.views.table import Table
from data_pipeline.views.told import sentences as _told

MOST_IN_ONE_COLUMN = 8  # points of a numbered list


@dataclass(frozen=True)
class Lead:
    """A headline number: what it is, the number, its unit, and what it means, each as it is shown."""

    label: Text
    number: Text
    unit: Text = ""
    remark: Text = ""


@dataclass(frozen=True)
class Slide:
    """One slide. `part`: which part of the meeting it is of (a long list takes several slides), `topic` its name.

    `title`: the finding; `subtitle`: measure, period and clause; `notes`: what the speaker reads; `figures`: catalogue
    id → value as `figures --meeting` writes it; `table`: the same numbers as a table, in a language; `page`: the page
    that has all of it; `proposal`: the id of what its strip asks to decide.
    """

    id: str
    part: str
    topic: Text
    title: Text
    subtitle: Text
    chart: Chart
    leads: tuple[Lead, ...] = ()
    remarks: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    table: Callable[[str], Table] | None = None
    page: str = ""
    proposal: str = ""

    def alt(self, language: str) -> str:
        """What the chart shows, in words and numbers."""
        return "; ".join(told.replace("\n", " ") for told in _told(self.chart, language) if told)
