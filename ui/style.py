"""What the theme of Streamlit cannot say: the page's frame, rows and lists in CSS, and the language of the document."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import streamlit as st

from data_pipeline.language import LANGUAGES, N_, translate
from ui.theme import DARK, LIGHT

HOUSE = "Væksttavlen"
SIDEBAR_WIDTH = 264  # px; hidden at first on a phone
FOLDER = Path(__file__).parent
# Within the page: a picture with an address of Streamlit's is gone when the session that asked for it is.
MARK = "data:image/png;base64," + base64.b64encode((FOLDER / "mark.png").read_bytes()).decode()
# Words of Streamlit's own that a reader, or a screen reader, meets.
BUILT_IN = (
    N_("Skip to main content"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    N_("Sidebar"),
    N_("Navigate to home page"),
    N_("Open"),
    N_("Choose an option"),
    N_("Main"),
    N_("No results"),
    N_("Loading"),
    N_("Page not found"),
    N_("Dataframe column menu"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
)
CONFIDENTIAL = N_("Confidential: for the agreement's parties only")  # printed at the foot
LOGOS = {"light": FOLDER / "logo-light.svg", "dark": FOLDER / "logo-dark.svg"}


def apply(page: str) -> None:
    """The page's name in the browser's tab, its icon and width, and the logo in the theme the reader has on."""
    title = f"{page} · {HOUSE}"
    st.set_page_config(page_title=title, page_icon=MARK, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.logo(LOGOS[theme], size="large")


def dialog() -> None:
    """Give a dialog, which stands outside the app's own element, the theme the reader has on."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f'<style>[data-testid="stDialog"]{{color-scheme:{theme}}}</style>')


@cache
def sheets() -> str:
    """The frame's style sheet, then those of single parts (`ui/*.css`)."""
    frame = FOLDER / "style.css"
    parts = sorted(path for path in FOLDER.glob("*.css") if path != frame)
    return "".join(path.read_text(encoding="utf-8") for path in (frame, *parts))


@cache
def variables() -> str:
    """The tokens as CSS variables, each of which follows the theme the reader has on; what paper says at its foot."""
    dark = asdict(DARK)
    lines = (f"--{role}:light-dark({colour},{dark[role]})" for role, colour in asdict(LIGHT).items())
    said = {one: json.dumps(translate(CONFIDENTIAL, one)) for one in LANGUAGES}
    foot = (f":root[lang={one}]:has(.choices.parties){{--confidential:{said[one]}}}" for one in LANGUAGES)
    return f":root,.stApp{{{';'.join(lines)}}}{''.join(foot)}"


@cache
def document() -> str:
    """What every document ends with: the style sheets, after Streamlit's own, and the script that unfolds what is
    carried and says Streamlit's English labels in the reader's language, also to screen readers.
    """
    labels = {one: {english: translate(english, one) for english in BUILT_IN} for one in LANGUAGES}
    script, of_rows = ((FOLDER / name).read_text(encoding="utf-8") for name in ("document.js", "rows.js"))
    script = script.replace("LABELS", json.dumps(labels))
    return f"<style>{variables()}{sheets()}</style><script>{script}{of_rows}</script>"
