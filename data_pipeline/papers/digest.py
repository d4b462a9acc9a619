"""A digest as the body of a mail: HTML that mail programs of every age show, and plain text beside it.

Tables for layout and styles in each tag, since Outlook knows little else; no script, picture, link or outside font.
What knows colour schemes gets the dark one by classes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape

from data_pipeline.views.chart import STATUS_SHAPES, Line, Text, translated
from data_pipeline.views.digest import Letter, Section

WIDTH = 600  # px that every mail program has room for
TEXT_WIDTH = 76  # letters a line of plain text
FONTS = "'IBM Plex Sans','Segoe UI',Arial,sans-serif"
# By class: light, as every tag has it, and dark (the look's tokens).
COLOURS = {
    "i": ("#16212B", "#E9EFF4"),
    "m": ("#52606D", "#A5B3BF"),
    "met": ("#1565A8", "#6CB6F5"),
    "behind": ("#B54708", "#FFA366"),
}
PAPER, RULE = ("#FFFFFF", "#0E161D"), ("#D5DCE3", "#2C3945")
STATUS_CLASSES = {"met": "met", "behind": "behind", "missed": "behind"}


def html(letter: Letter, foot: Text, language: str) -> bytes:
    """The mail's body as a page that stands alone; the same digest gives the same bytes."""
    dark = "".join(f".{name}{{color:{colours[1]}!important}}" for name, colours in COLOURS.items())
    dark += f".p{{background:{PAPER[1]}!important}}.r{{border-color:{RULE[1]}!important}}"
    stamp = _paragraph("m", 13, letter.stamp, language)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{_safe(letter.subject, language)}</title>\n"
        f"<style>@media (prefers-color-scheme:dark){{{dark}}}</style></head>\n"
        f'<body class="p" style="margin:0;padding:0;background:{PAPER[0]}">\n'
        # Mail programs drop the page's own tags, and its language with them.
        f'<div role="article" lang="{language}" aria-label="{_safe(letter.subject, language)}">\n'
        f'<!--[if mso]><table role="presentation" width="{WIDTH}" align="center"><tr><td><![endif]-->\n'
        f'<table role="presentation" class="p" width="100%" cellpadding="0" cellspacing="0" style="max-width:{WIDTH}px;'
        f'margin:0 auto;background:{PAPER[0]}"><tr><td style="padding:24px 16px">\n'
        f"{_heading(1, letter.title, language)}{stamp}{''.join(_section(one, language) for one in letter.sections)}"
        f"{_paragraph('m', 13, foot, language, above=24)}"
        "</td></tr></table>\n<!--[if mso]></td></tr></table><![endif]-->\n</div></body></html>\n"
    ).encode()


def _section(section: Section, language: str) -> str:
    heading = _heading(2, section.title, language)
    if not section.lines.lines:
        return heading + _paragraph("i", 15, section.lines.empty, language)
    rows = "".join(_row(line, language) for line in section.lines.lines)
    return (
        f'{heading}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" '
        f'style="border-collapse:collapse">{rows}</table>\n'
    )


def _row(line: Line, language: str) -> str:
    """Text on the left and what it comes to on the right; the remark under both."""
    remark, shape = translated(line.remark, language), STATUS_SHAPES.get(line.shape, "")
    mark = f"{_span(STATUS_CLASSES.get(line.shape, 'm'), 13, shape)} " if shape else ""
    value = _span("i", 15, f"<b>{_safe(line.value, language)}</b>")
    under = f'class="r" style="border-bottom:1px solid {RULE[0]}'
    border, room = (under + ";", "padding:8px 0") if not remark else ('style="', "padding:8px 0 0")
    style = f'{border}{room}"'
    below = f'<tr><td {under};padding:2px 0 8px" colspan="2">{mark}{_span("m", 13, escape(remark))}</td></tr>\n'
    return (
        f'<tr><td valign="top" {style}>{"" if remark else mark}{_span("i", 15, _safe(line.text, language))}</td>'
        f'<td valign="top" align="right" width="40%" {style}>{value}</td></tr>\n{below if remark else ""}'
    )


def _heading(level: int, told: Text, language: str) -> str:
    size, line, above = (22, 28, 0) if level == 1 else (18, 24, 32)
    style = f"margin:{above}px 0 8px;font:600 {size}px/{line}px {FONTS};color:{COLOURS['i'][0]}"
    return f'<h{level} class="i" style="{style}">{_safe(told, language)}</h{level}>\n'


def _paragraph(name: str, size: int, told: Text, language: str, above: int = 0) -> str:
    style = f"margin:{above}px 0 0;font:400 {size}px/{size + 5}px {FONTS};color:{COLOURS[name][0]}"
    return f'<p class="{name}" style="{style}">{_safe(told, language)}</p>\n'


def _span(name: str, size: int, content: str) -> str:
    style = f"font:400 {size}px/{size + 6}px {FONTS};color:{COLOURS[name][0]}"
    return f'<span class="{name}" style="{style}">{content}</span>'


def _safe(told: Text, language: str) -> str:
    return escape(translated(told, language))


def text(letter: Letter, foot: Text, language: str) -> bytes:
    """The mail as plain text; its first line is the mail's subject."""
    lines = [letter.subject.say(language), "", *_wrapped(translated(letter.stamp, language), "")]
    for section in letter.sections:
        title = translated(section.title, language)
        lines += ["", title, "-" * len(title), *_told(section, language)]
    return ("\n".join([*lines, "", *_wrapped(translated(foot, language), "")]) + "\n").encode()


def _told(section: Section, language: str) -> Iterator[str]:
    if not section.lines.lines:
        yield from _wrapped(translated(section.lines.empty, language), "")
    for line in section.lines.lines:
        said, value, remark = (translated(told, language) for told in (line.text, line.value, line.remark))
        shape = STATUS_SHAPES.get(line.shape, "")
        between = " " if said.endswith(".") else ": "
        yield from _wrapped(f"{said}{between}{value}" if value else said, "* ")
        if shape or remark:
            yield from _wrapped(" ".join(filter(None, (shape, remark))), "  ")


def _wrapped(told: str, before: str) -> list[str]:
    return textwrap.wrap(told, TEXT_WIDTH, initial_indent=before, subsequent_indent=" " * len(before))
