"""The limited child: what it reads is what this process reads, and what it can't survive costs one sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from data_pipeline.exports import PendingRead, Sheet, read_bytes
from data_pipeline.exports.child import MIB, Limits
from data_pipeline.exports.delivery import delivered
from tests.exports.files import KEY, rows_of, text_of, whole

CONTENT = text_of(rows_of("vejledninger", {}, {"Niveau": "?"}, {"Vejledning-ID": "V2"})).encode()
LARGE = text_of(
    rows_of("vejledninger", *({"Vejledning-ID": f"V{n}", "Hovedindhold": "x" * 900} for n in range(40_000)))
)


def read(path: Path, key: bytes = KEY, limits: Limits | None = None) -> tuple[Sheet, ...]:
    return PendingRead(path, path.stat().st_size, key, limits).sheets()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "møder.csv"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture(scope="module")
def large_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.csv"
    path.write_text(LARGE, encoding="utf-8")
    return path


def test_the_child_reads_as_this_process_does(export):
    (here,) = read_bytes(export.name, CONTENT, KEY)
    (there,) = read(export)
    assert (there.file, there.kind, there.received, there.reason, there.notes) == (
        here.file, here.kind, here.received, here.reason, here.notes,
    )  # fmt: skip
    assert there.rows == here.rows
    assert there.refused == here.refused
    assert there.refused.num_rows == 1


def test_notes_and_reasons_come_back_as_sentences(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Kunde-ID;Kundetype;Komune;Navn\nK1;Virksomhed;791;Ib\n", encoding="utf-8")
    (sheet,) = read(path)
    assert whole(sheet).say("da") == (
        "Det ligner kunder, men overskriften Kommune mangler i linje 1; måske er Komune ment som den."
    )


def test_another_key_gives_another_pseudonym(tmp_path):
    path = tmp_path / "kunder.csv"
    path.write_text(text_of(rows_of("kunder", {})), encoding="utf-8")
    first, second = (read(path, key)[0].rows["cpr_pseudonym"].to_pylist() for key in (KEY, b"x" * 32))
    assert first != second
    assert len(first[0]) == len(second[0]) == 64


def test_a_file_too_slow_is_refused_with_one_sentence(large_export):
    (sheet,) = read(large_export, limits=Limits(memory=1024 * MIB, cpu=30, wall=0.15))
    assert whole(sheet).say("en") == (
        "The file took longer to read than an export can; divide it, or export it as CSV."
    )
    assert (
        whole(sheet).say("da") == "Filen tog længere tid at læse, end en eksport må; del den, eller eksportér som CSV."
    )


def test_a_file_too_large_for_memory_is_refused_with_one_sentence(large_export):
    (sheet,) = read(large_export, limits=Limits(memory=400 * MIB, cpu=30, wall=60))
    assert whole(sheet).say("en") == (
        "The file takes more memory to read than an export can; divide it, or export it as CSV."
    )
    assert (
        whole(sheet).say("da")
        == "Filen kræver mere hukommelse at læse, end en eksport må; del den, eller eksportér som CSV."
    )


def test_a_child_that_dies_is_refused_with_one_sentence(large_export):
    def kill_the_child() -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for task in Path("/proc/self/task").iterdir():
                for pid in (task / "children").read_text().split():
                    if str(large_export) in Path(f"/proc/{pid}/cmdline").read_text():
                        os.kill(int(pid), signal.SIGSEGV)
                        return
            time.sleep(0.005)

    killer = threading.Thread(target=kill_the_child)
    killer.start()
    (sheet,) = read(large_export)
    killer.join()
    assert whole(sheet).say("en") == (
        "The file stopped the reader, so nothing of it was read; export it again, as CSV if you can."
    )
    assert whole(sheet).say("da") == (
        "Filen standsede læseren, så intet af den blev læst; eksportér den igen, gerne som CSV."
    )


def test_what_is_not_there_or_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "rør.csv")
    for path, sentence in (
        (tmp_path / "rør.csv", "This is no file; give the path of an export."),
        (tmp_path / "borte.csv", "The file cannot be opened; see that it is there and that this user may read it."),
        (tmp_path, "The folder holds no export to read."),
    ):
        (file,) = delivered([path])
        assert file.sha256 == ""
        assert file.fault.say("en") == sentence


def test_a_file_that_changes_after_it_was_hashed_is_known(export):
    (file,) = delivered([export])
    assert not file.has_changed
    export.write_bytes(CONTENT[::-1])
    assert file.has_changed
    export.unlink()
    assert file.has_changed


def test_a_cpr_number_in_the_name_of_a_file_is_out_of_sight(tmp_path):
    path = tmp_path / "Ib 610160-1234.csv"
    path.write_bytes(CONTENT)
    assert read(path)[0].file == "Ib ….csv"


CONFINED = """
import sys
from data_pipeline.exports import inside
inside._confine({memory}, 30)
sys.addaudithook(inside._forbid)
{attempt}
"""
ATTEMPTS = {
    "a socket": "import socket; socket.socket()",
    "a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a file": "open({place!r}, 'w')",
    "a file by its number": "import os; os.open({place!r}, os.O_WRONLY | os.O_CREAT)",
    "memory": "bytearray(2 << 30)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_child_may_only_read_and_answer(attempt, tmp_path):
    place = str(tmp_path / "x")
    code = CONFINED.format(memory=2048 * MIB, attempt=ATTEMPTS[attempt].format(place=place))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "MemoryError" in done.stderr if attempt == "memory" else "PermissionError: the reader may not" in done.stderr
    assert not Path(place).exists()


STARTED = {"data_pipeline": ("load", "--help"), "data_pipeline.reader_process": ("read", os.devnull, "0", "30")}


@pytest.mark.parametrize("module", STARTED)
def test_no_process_starts_with_pandas(module):
    command = [sys.executable, "-X", "importtime", "-m", module, *STARTED[module]]
    told = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    imported = {line.rpartition("|")[2].strip() for line in told.stderr.decode(errors="replace").splitlines()}
    assert "pyarrow.compute" in imported
    assert "pandas.core" not in imported


def test_the_limits_let_nothing_be_written_even_past_the_hook(tmp_path):
    place = tmp_path / "x"
    code = CONFINED.format(memory=2048 * MIB, attempt=f"open({str(place)!r}, 'w', 1).write('x\\n')")
    code = code.replace("sys.addaudithook(inside._forbid)", "")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "File too large" in done.stderr
    assert not place.exists() or place.stat().st_size == 0


def test_limits_grow_with_the_file_and_end_somewhere():
    small, large = Limits.for_size(1000), Limits.for_size(130 * MIB)
    assert (small.memory, small.cpu, small.wall) == (1024 * MIB, 30, 60)
    assert small.memory < large.memory < 2048 * MIB
    assert Limits.for_size(10_000 * MIB).memory == 4096 * MIB
