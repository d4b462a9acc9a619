"""The projector's colours and letters, as files need them: always light, text at 7:1 or more (the look's tokens)."""

from __future__ import annotations

BACKGROUND = "#FFFFFF"
INK = "#16212B"
SECONDARY = "#3B4A57"
ACTUAL = "#12436D"
FORECAST = "#6A8FB0"
CUT = "#C2560C"
ORANGE = "#8F3B05"
CONTROL = "#7A8794"
RULE = "#D5DCE3"
TRACK = "#E8EDF2"
FONT = "IBM Plex Sans"
BOLD_FONT = "IBM Plex Sans SmBld"  # what the half-bold letters call themselves where no style sheet joins them
# A stage of 1080 px: 1 vh is 10.8 px. Sizes of the look's projector column.
LABEL, FOOTER, NUMBER = 40, 36, 132
THIN, LINE, THICK = 4, 5, 6
GAP = 2  # px between areas that touch
STATUS_COLOURS = {
    "met": "#0F4C81",
    "on_track": INK,
    "behind": ORANGE,
    "missed": ORANGE,
    "overdue": ORANGE,
    "pending": INK,
}
