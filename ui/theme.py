"""Colours and type of figures in one place; widgets have theirs in .streamlit/config.toml (a test holds them equal)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

FONT = "IBM Plex Sans, Symboler, sans-serif"
AXIS_SIZE = 13  # px, never less


@dataclass(frozen=True)
class Tokens:
    """Colours by role. Areas that touch keep 3:1, text 4.5:1 (WCAG 2.1 AA)."""

    background: str
    side: str
    ink: str
    muted: str
    control: str
    rule: str
    track: str
    actual: str
    forecast: str
    cut: str
    reached: str
    behind: str
    link: str


LIGHT = Tokens(
    background="#FFFFFF",
    side="#F3F6F8",
    ink="#16212B",
    muted="#52606D",
    control="#7A8794",
    rule="#D5DCE3",
    track="#E8EDF2",
    actual="#12436D",
    forecast="#6A8FB0",
    cut="#C2560C",
    reached="#1565A8",
    behind="#B54708",
    link="#0F5A99",
)
DARK = Tokens(
    background="#0E161D",
    side="#151F28",
    ink="#E9EFF4",
    muted="#A5B3BF",
    control="#6F7F8D",
    rule="#2C3945",
    track="#22303B",
    actual="#8FC1EA",
    forecast="#5E89AE",
    cut="#F58A3C",
    reached="#6CB6F5",
    behind="#FFA366",
    link="#82BFF5",
)


def tokens() -> Tokens:
    """The colours of the theme the reader has on."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def layout(colours: Tokens, language: str, **more: Any) -> dict[str, Any]:
    """What every figure's layout has in common; `more` goes on top."""
    axis = {
        "gridcolor": colours.rule,
        "zerolinecolor": colours.control,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": colours.muted},
    }
    common: dict[str, Any] = {
        "template": {},  # Plotly's own would be half of what is sent
        "font": {"family": FONT, "size": AXIS_SIZE, "color": colours.ink},
        "separators": ",." if language == "da" else ".,",
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "bargap": 0.45,
        "colorway": [colours.actual, colours.forecast, colours.cut, colours.control],
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.ink,
            "bordercolor": colours.background,
            "font": {"family": FONT, "size": AXIS_SIZE, "color": colours.background},
            "align": "left",
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.control, "activecolor": colours.ink},
        "xaxis": dict(axis),
        "yaxis": {**axis, "rangemode": "tozero"},
    }
    for name, value in more.items():
        both = isinstance(value, dict) and isinstance(common.get(name), dict)
        common[name] = {**common[name], **value} if both else value
    return common
