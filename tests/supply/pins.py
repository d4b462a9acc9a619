"""The packages an installation stands on, as `requirements.txt` pins them."""

from __future__ import annotations

import re
from pathlib import Path

from data_pipeline.settings import ROOT

REQUIREMENTS = ROOT / "requirements.txt"


def pins(path: Path = REQUIREMENTS) -> dict[str, str]:
    """Version by package, in the order of their names."""
    found = re.findall(
        r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)(?:; [^\n]+)?$", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    return dict(sorted(found, key=lambda pin: pin[0].lower()))
