"""The minutes of a meeting as a PDF tagged for screen readers (PDF/UA-1), with the house's own letters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from data_pipeline.papers.minutes import Minutes
from data_pipeline.slides.occasion import Occasion

HERE = Path(__file__).parent
REGIONS = {"da": "DK", "en": "GB"}


def made(occasion: Occasion, minutes: Minutes, language: str) -> bytes:
    """The file; the same meeting and minutes give the same bytes."""
    return typst.compile(
        _template(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs=_inputs(occasion, minutes, language),
        pdf_standards=["1.7", "ua-1"],
        timestamp=int(occasion.meeting.head.frozen_at.timestamp()),
    )


def pages(occasion: Occasion, minutes: Minutes, language: str) -> tuple[int, ...]:
    """On which page of the file each item of the agenda stands."""
    inputs = _inputs(occasion, minutes, language)
    found = typst.query(_template(), "<item-page>", field="value", font_paths=_fonts(), sys_inputs=inputs)
    return tuple(json.loads(found))


def _template() -> bytes:
    return (HERE / "minutes.typ").read_bytes()


def _inputs(occasion: Occasion, minutes: Minutes, language: str) -> dict[str, str]:
    head = occasion.meeting.head
    told: Mapping[str, Any] = {
        **asdict(minutes),
        "author": head.author,
        "keywords": [head.agreement, head.checksum],
        "language": language,
        "region": REGIONS[language],
    }
    return {"minutes": json.dumps(told, ensure_ascii=False)}


def picture(svg: str, dots: int) -> bytes:
    """An SVG picture as PNG in the house's own letters, `dots` an inch."""
    template = (
        b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 140mm)'
    )
    return typst.compile(template, format="png", ppi=dots, font_paths=_fonts(), sys_inputs={"svg": svg})


@lru_cache
def _fonts() -> typst.Fonts:
    """The house's letters and no others: the same file on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
