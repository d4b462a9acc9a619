"""How many lines of a list find room on a slide: what does not is continued on the next one, in the same letters.

Reckoned for the narrowest stage (1440 × 1080 px) and the language that takes more, so that a slide is the same one on
every projector and in every file.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data_pipeline.language import LANGUAGES
from data_pipeline.views.chart import Line, Text, translated

STAGE = 1080  # px of height
WIDTH = 1312  # px between the sides
TEXT, REMARK = 46, 44  # px: over 4 % of the stage's height
LETTER, HALF_BOLD = 0.49, 0.53  # of the font size: measured on the house's letters, 0.44–0.52 and 0.46–0.53
SPACING = 1.2  # from line to line
TITLE, SUBTITLE = 76, 54  # px of a line
TITLE_LETTERS, SUBTITLE_LETTERS = 40, 58
AROUND = 94 + 20 + 52  # px: the stage's edges, the footer's own, what keeps the list from both
FOOTER = 43  # px of a row
MOST = 680  # px
PADDING = 16  # px of a line, with its rule
GAP = 40  # px between a text and its value
GOES_ON = "…"
LEAST_WORDS = 12  # of the last part of a text


def pages(
    lines: Sequence[Line], title: Text, subtitle: Text, *, foot: int = 2, is_even: bool = True
) -> list[list[Line]]:
    """The lines on as many slides as they take, one empty slide for none.

    `foot`: rows of the footer; `is_even`: of several slides none has nearly all the lines, else the first is full.
    """
    room = _room(title, subtitle, foot)
    parts = [part for one in lines for part in _parts(one, room)]
    found = _filled(parts, room, len(parts))
    if not is_even:
        return found
    even = _filled(parts, room, -(-len(parts) // len(found)))
    return even if len(even) == len(found) else found


def _filled(parts: Sequence[Line], room: int, most: int) -> list[list[Line]]:
    found: list[list[Line]] = [[]]
    left = room
    for line in parts:
        needed = tallest(line)
        if found[-1] and (needed > left or len(found[-1]) >= most):
            found.append([])
            left = room
        found[-1].append(line)
        left -= needed
    return found


def tallest(line: Line) -> int:
    """How high the line is in px in the language that takes more."""
    return max(height(line, language) for language in LANGUAGES)


def height(line: Line, language: str) -> int:
    """How high the line is in px: its text beside its value, its remark under both."""
    return PADDING + first_row(line, language) + second_row(line, language)


def first_row(line: Line, language: str, width: int = WIDTH, value_width: int | None = None) -> int:
    """How high a line's text is beside its value, in px."""
    beside = wide(line, language, width) if value_width is None else value_width
    room = width - (beside + GAP if beside else 0)
    text = _rows(translated(line.text, language), room, TEXT * LETTER) * TEXT * SPACING
    value = translated(line.value, language)
    return round(max(text, _rows(value, beside, TEXT * HALF_BOLD) * TEXT * SPACING if value else 0))


def second_row(line: Line, language: str, width: int = WIDTH) -> int:
    """How high a line's remark is, in px."""
    remark = translated(line.remark, language)
    return round(_rows(remark, width, REMARK * LETTER) * REMARK * SPACING) if remark else 0


def wide(line: Line, language: str, width: int = WIDTH) -> int:
    """How many px the line's value takes: at most half of the width."""
    value = translated(line.value, language)
    return min(round((len(value) + 1) * TEXT * HALF_BOLD + (TEXT if line.shape else 0)), width // 2) if value else 0


def _room(title: Text, subtitle: Text, foot: int = 2) -> int:
    rows = [
        (
            len(textwrap.wrap(translated(title, language), TITLE_LETTERS)),
            len(textwrap.wrap(translated(subtitle, language), SUBTITLE_LETTERS)),
        )
        for language in LANGUAGES
    ]
    return min(MOST, *(STAGE - AROUND - foot * FOOTER - one * TITLE - other * SUBTITLE for one, other in rows))


def _parts(line: Line, room: int) -> Iterator[Line]:
    """The line, or the parts of a text that takes more than a slide; the last one has what stands under it."""
    text = line.text
    words = text.split(" ") if isinstance(text, str) else []
    if len(words) < 2 or tallest(line) <= room:
        yield line
        return
    most = len(words) - min(LEAST_WORDS, len(words) // 2)  # so that no word or two stands alone
    while most > 1 and tallest(replace(line, text=" ".join([*words[:most], GOES_ON]), remark="")) > room:
        most -= 1
    yield replace(line, text=" ".join([*words[:most], GOES_ON]), remark="")
    yield from _parts(replace(line, text=" ".join([GOES_ON, *words[most:]])), room)


def _rows(text: str, width: int, letter: float) -> int:
    return max(1, len(textwrap.wrap(text, max(int(width / letter), 1))))
