"""The head of a page: where we are, the finding as title, and which data it rests on."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from data_pipeline.language import Message, message
from data_pipeline.reports import Stamp
from ui.words import safe, say, sentence_case

HERE = ZoneInfo("Europe/Copenhagen")  # the parties' clock


def page(name: str, question: str, finding: Message, stamp: Stamp) -> None:
    """The page's name and question, its finding, and "Data til og med … · indlæst … · indlæsning …"."""
    st.html(
        '<header class="head">'
        f'<p class="kicker">{safe(name)} · <span>{safe(question)}</span></p>'
        f"<h1>{safe(sentence_case(say(finding)))}</h1>"
        f'<p class="stamp">{safe(stamped(stamp))}</p></header>'
    )


def stamped(stamp: Stamp) -> Message:
    """Which data the page shows: the as-of date, when they were loaded, and the snapshot."""
    return message(
        "Data up to {as_of} · loaded {loaded_at} · load {snapshot}",
        as_of=stamp.as_of,
        loaded_at=stamp.loaded_at.astimezone(HERE),
        snapshot=stamp.snapshot,
    )


def section(title: str) -> None:
    """A section's heading."""
    st.html(f'<h2 class="section">{safe(title)}</h2>')
