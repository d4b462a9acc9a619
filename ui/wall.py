"""The wall: an unattended screen that shows the headlines of a day to whoever passes, slide by slide (R18).

`?wall=overview,fees&seconds=20` names the pages and how long a slide stands. It is a show for others, so it has neither
ids nor rows, whoever is signed in there; `wall.js` moves it on, a key or the pointer makes it wait, Esc leaves.
"""

from __future__ import annotations

import streamlit as st

from data_pipeline.slides import headlines
from ui import address, ask, html
from ui.meeting import show as meeting_show
from ui.meeting import stage
from ui.words import _, safe

KEY, SECONDS_KEY = "wall", "seconds"
SECONDS = 20
LEAST, MOST = 5, 600  # seconds


def is_on() -> bool:
    """Whether the address asks for the wall."""
    return KEY in st.query_params


def pages(asked: str) -> tuple[str, ...]:
    """The pages to show in the order asked for, those without headlines left out; all that have them for none."""
    return tuple(dict.fromkeys(page for page in asked.split(",") if page in headlines.PAGES)) or tuple(headlines.PAGES)


def seconds(asked: str) -> int:
    """How long a slide stands, within reason; 20 for what is no number."""
    is_number = asked.isdecimal() and len(asked) < 10
    return min(max(int(asked), LEAST), MOST) if is_number else SECONDS


def show(here: str) -> None:
    """Show the headlines of the pages that the address names; Esc leads back to the page `here`."""
    meeting = ask.headlines()
    slides = headlines.slides(meeting, pages(st.query_params[KEY]))
    stands = seconds(st.query_params.get(SECONDS_KEY, ""))
    kept = {name: value for name, value in st.query_params.to_dict().items() if name not in (KEY, SECONDS_KEY, "slide")}
    waits = f'<p class="waits">{safe(_("The wall waits for you · Esc leaves"))}</p>'
    meeting_show.put(
        stage.html(meeting, slides) + waits,
        "wall",
        meeting="",
        leave=address.of(here, kept),
        seconds=str(stands),
    )


def link() -> None:
    """The way to the wall, at the foot of the sidebar."""
    to = address.of("overview", st.query_params.to_dict() | {KEY: ",".join(pages(""))})
    html.append(f'<p class="to-wall"><a class="here" href="{safe(to)}">{safe(_("Show on a wall screen"))}</a></p>')
