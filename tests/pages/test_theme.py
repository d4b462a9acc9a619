"""Colours: one set, the same in figures and widgets, with the contrast the law asks for."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict

import pytest

from data_pipeline.settings import ROOT
from ui.theme import DARK, LIGHT, Tokens

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
SAME = {
    "primaryColor": "actual",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "side",
    "textColor": "ink",
    "linkColor": "link",
    "borderColor": "control",
    "dataframeBorderColor": "rule",
    "blueTextColor": "reached",
    "orangeTextColor": "behind",
    "grayTextColor": "muted",
}
THEMES = {"light": LIGHT, "dark": DARK}


def contrast(one: str, other: str) -> float:
    """WCAG contrast between two colours, 1–21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_widgets_and_figures_share_their_colours(name: str):
    for option, role in SAME.items():
        assert CONFIG["theme"][name][option] == asdict(THEMES[name])[role], option
    assert CONFIG["theme"][name]["sidebar"]["backgroundColor"] == THEMES[name].side


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_text_and_marks_have_contrast(colours: Tokens):
    for text in (colours.ink, colours.muted, colours.reached, colours.behind, colours.link):
        assert contrast(text, colours.background) >= 4.5
        assert contrast(text, colours.side) >= 4.5
    for mark in (colours.actual, colours.forecast, colours.cut, colours.control):
        assert contrast(mark, colours.background) >= 3
    assert contrast(colours.actual, colours.track) >= 3


def test_no_colour_is_written_anywhere_else():
    """A colour outside ui/theme.py would not follow the theme."""
    allowed = {"theme.py"}
    found = [
        f"{path.name}: {colour}"
        for path in sorted((ROOT / "ui").glob("*.py"))
        if path.name not in allowed
        for colour in re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_only_fonts_and_their_licences_are_served_to_anyone():
    kinds = {path.suffix for path in (ROOT / "static").rglob("*") if path.is_file()}
    assert kinds == {".woff2", ".txt"}


def test_the_server_is_set_as_a_careful_owner_would():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["maxUploadSize"] <= 20
    assert CONFIG["server"]["enableXsrfProtection"]
    assert CONFIG["server"]["enableCORS"]
    assert not CONFIG["browser"]["gatherUsageStats"]
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert not CONFIG["client"]["showErrorLinks"]
    assert CONFIG["client"]["toolbarMode"] == "minimal"
    assert CONFIG["client"]["disableDataExport"]
    assert not CONFIG["runner"]["postScriptGC"]
