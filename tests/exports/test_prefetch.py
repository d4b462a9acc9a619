"""Files read one after the other: the next has begun, and no child outlives the load."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.exports import Prefetch, prefetch
from tests.exports.files import KEY, rows_of, text_of


@pytest.fixture
def sizes(tmp_path: Path) -> dict[Path, int]:
    """Three exports with their sizes, in the order in which they are to be read."""
    found = {}
    for name in ("a", "b", "c"):
        path = tmp_path / f"{name}.csv"
        path.write_text(text_of(rows_of("henvisninger", {"Henvisning-ID": f"H-{name}"})), encoding="utf-8")
        found[path] = path.stat().st_size
    return found


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose reading has begun, as it begins."""
    names: list[str] = []

    class Begun(prefetch.PendingRead):
        def __init__(self, path: Path, size: int, key: bytes) -> None:
            names.append(path.name)
            super().__init__(path, size, key)

    monkeypatch.setattr(prefetch, "PendingRead", Begun)
    return names


def children() -> list[str]:
    """Processes of this one, those that have ended and are not yet forgotten too."""
    return [child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()]


def test_the_next_file_has_begun_and_only_it(sizes: dict[Path, int], begun: list[str]):
    before = children()
    with Prefetch(sizes, KEY) as reader:
        for path, names in zip(sizes, ("ab", "abc", "abc"), strict=True):
            (sheet,) = reader.sheets(path)
            assert sheet.rows["referral_id"].to_pylist() == [f"H-{path.stem}"]
            assert begun == [f"{name}.csv" for name in names]
    assert children() == before


def test_a_file_that_nobody_asks_for_any_more_is_let_go(sizes: dict[Path, int], begun: list[str]):
    before = children()
    with Prefetch(sizes, KEY) as reader:
        reader.sheets(next(iter(sizes)))
        assert len(children()) == len(before) + 1
    assert children() == before


def test_a_file_too_large_to_be_read_beside_another_waits(
    sizes: dict[Path, int], begun: list[str], monkeypatch: pytest.MonkeyPatch
):
    first = next(iter(sizes))
    monkeypatch.setattr(prefetch, "MOST_AT_ONCE", sizes[first])
    with Prefetch(sizes, KEY) as reader:
        reader.sheets(first)
    assert begun == ["a.csv"]
