"""The drawing a spec is held with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spec.drawing import Asked


@pytest.fixture
def drawn(tmp_path: Path) -> Iterator[Asked]:
    """An empty drawing, held against SQL; a spec that shows nothing fails."""
    drawing = Asked(tmp_path)
    yield drawing
    drawing.close()
    assert drawing.is_held, "the spec draws no figures"
