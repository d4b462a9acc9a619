"""SECURITY.md claims what tests hold."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT, require_none

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([a-z]+/test_\w+\.py)` ([^`|;().]+)")


def test_every_claim_names_tests_that_there_are():
    """Each row of its tables names tests in words, file by file, and each of those is there."""
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    heads = [line for line in rows if line.endswith("| held by |")]
    assert len(heads) == 3
    require_none([f"no test: {row[:80]}" for row in rows if row not in heads and not NAMED.search(row)])
    missing = []
    for file, said in NAMED.findall(SECURITY):
        source = (ROOT / "tests" / file).read_text(encoding="utf-8")
        for words in said.split(" · "):
            name = f"test_{words.strip().replace(' ', '_').replace('-', '_')}"
            if not re.search(rf"^def {name}\(", source, re.MULTILINE):
                missing.append(f"{file}: {name}")
    require_none(missing)
