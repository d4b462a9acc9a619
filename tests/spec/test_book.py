"""The rule book on paper is the one that is tested."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.spec import book
from tests.spec.drawing import expanded, hold
from tests.spec.views import View

NUMBER = View("Numbers", ("name",), ("name", "value"), lambda *_: (), lambda row: not row["value"])


def test_page_is_current() -> None:
    assert book.TARGET.read_text(encoding="utf-8") == book.text(), "write it anew: python -m tests.spec.book"


def test_every_spec_is_one_sentence() -> None:
    sentences = [sentence for _, _, specs in book.rules() for sentence, _ in specs]
    assert len(sentences) > 100
    assert len(set(sentences)) > 0.9 * len(sentences)
    for sentence in sentences:
        assert re.fullmatch(r"[A-Z0-9“Ø][^\n]*[^.]\.", sentence), sentence
        assert ". " not in sentence, sentence


def test_every_rule_up_to_pace_has_its_specs() -> None:
    numbers = {int(found[1]) for title, _, _ in book.rules() if (found := re.match(r"R(\d+): ", title))}
    assert numbers >= set(range(16))


def test_ranges_are_written_out() -> None:
    assert expanded("id client\nV1..V2 K9..K10\nV3 K1") == "id client\nV1 K9\nV2 K10\nV3 K1"


def test_a_drawing_is_held_to_every_figure() -> None:
    drawing = "name value\na 1\nb 2/3\nc ≈0.67\nd -"
    found: list[dict[str, Any]] = [
        {"name": "a", "value": 1},
        {"name": "b", "value": 2 / 3},
        {"name": "c", "value": 2 / 3},
        {"name": "d", "value": None},
    ]
    hold(drawing, NUMBER, [*found, {"name": "quiet", "value": 0}])
    for number, wrong in enumerate((2, 0.667, 0.68, 0)):
        faulty = [row | {"value": wrong} if place == number else row for place, row in enumerate(found)]
        with pytest.raises(AssertionError, match="Numbers"):
            hold(drawing, NUMBER, faulty)
    with pytest.raises(AssertionError, match="Numbers"):
        hold(drawing, NUMBER, [*found, {"name": "loud", "value": 1}])
    with pytest.raises(AssertionError, match="Numbers"):
        hold(drawing, NUMBER, found[:-1])
