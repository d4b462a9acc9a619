"""The wall: an unattended screen that walks through the pages of its address, and can write nothing.

`?wall=overview,fees&seconds=20` names the pages and how long each part of one stands. A key or the pointer makes it
wait, Esc leaves; the walking itself is done in the browser (`wall.js`), which follows the addresses written here.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data_pipeline.language import message
from ui import address, html, menu
from ui.words import _, safe

KEY, SECONDS_KEY = "wall", "seconds"
PAGES = ("overview", "targets", "fees", "satisfaction", "jobs", "focus_sectors", "road", "deadlines")
SECONDS = 20
LEAST, MOST = 5, 600  # seconds


def is_on() -> bool:
    """Whether the address asks for the wall."""
    return KEY in st.query_params


def pages(asked: str) -> tuple[str, ...]:
    """The pages to walk through in the order asked for, unknown ones left out; all the usual ones for none."""
    named = tuple(
        dict.fromkeys(one for one in asked.split(",") if one in menu.names() - set(menu.HIDDEN) and menu.exists(one))
    )
    return named or tuple(one for one in PAGES if menu.exists(one))


def seconds(asked: str) -> int:
    """How long each part of a page stands, within reason; 20 for what is no number."""
    return min(max(int(asked), LEAST), MOST) if asked.isdecimal() else SECONDS


def walk(here: str) -> None:
    """Nothing, or on the wall: hides what is for hands, tells where one is, and where to go next."""
    if not is_on():
        return
    walked = pages(st.query_params[KEY])
    stands = seconds(st.query_params.get(SECONDS_KEY, ""))
    place = walked.index(here) if here in walked else -1
    kept = dict(st.query_params.to_dict())
    following = walked[(place + 1) % len(walked)]
    plain = {name: value for name, value in kept.items() if name not in (KEY, SECONDS_KEY, "embed")}
    told = message("{place} of {count} · Esc leaves", place=max(place, 0) + 1, count=len(walked))
    to, back = safe(address.of(following, kept)), safe(address.of(here, plain))
    waits = f'<span class="waits"> · {safe(_("waits"))}</span>'
    st.html(f'<p class="wall-on" data-next="{to}" data-leave="{back}" data-seconds="{stands}">{safe(told)}{waits}</p>')
    script = (Path(__file__).parent / "wall.js").read_text(encoding="utf-8")
    with st.container(key="wall_script"):
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def link() -> None:
    """The way to the wall, at the foot of the sidebar."""
    to = address.of("overview", st.query_params.to_dict() | {KEY: ",".join(pages(""))})
    html.append(f'<p class="to-wall"><a class="here" href="{safe(to)}">{safe(_("Show on a wall screen"))}</a></p>')
