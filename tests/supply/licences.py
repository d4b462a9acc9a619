"""`python -m tests.supply.licences` writes docs/licences.md from what the installed packages say of themselves."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata

from data_pipeline.settings import ROOT
from tests.supply.pins import pins

DOCUMENT = ROOT / "docs" / "licences.md"
HEAD = """# Licences

What Væksttavlen stands on and under which licence, as the packages themselves say it. Made by
`python -m tests.supply.licences`; a test holds it against `requirements.txt`.

| package | version | licence |
| --- | --- | --- |
"""
FOOT = """
Fonts in `static/fonts/`: IBM Plex Sans, and symbols cut from Noto Sans Symbols 2, both under the SIL Open Font License
1.1; their texts lie beside them. Tests also use what `requirements-dev.txt` and `tests/browser/package.json` name;
none of that is part of a running installation.
"""
# What a package's own words leave out, read in its LICENSE file.
READ = {"pycparser": "BSD-3-Clause"}
LONGEST = 60


def licence(package: str) -> str:
    """The licence a package gives: its SPDX expression, else its classifiers, else its own short words."""
    said = metadata(package)
    if said.get("License-Expression"):
        return said["License-Expression"]
    classified = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith("License :: OSI")
    ]
    if classified:
        return ", ".join(classified)
    own = (said.get("License") or "").strip().splitlines()
    return own[0] if own and len(own[0]) <= LONGEST else READ.get(package, "see the package")


def document() -> str:
    """The whole page."""
    rows = []
    for package, version in pins().items():
        try:
            rows.append(f"| {package} | {version} | {licence(package)} |\n")
        except PackageNotFoundError:
            raise AssertionError(f"{package} is pinned and not installed: make setup") from None
    return HEAD + "".join(rows) + FOOT


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
