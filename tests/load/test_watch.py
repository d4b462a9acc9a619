"""The inbox: what has stopped growing is loaded once and leaves, with a report; killed watchers lose nothing."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import ledger
from data_pipeline.loading.watch import Quiet, handle, look, watch
from data_pipeline.settings import Settings
from tests.faults.processes import ended, start
from tests.load import deliveries
from tests.load.test_load import clients

SECONDS = 30.0


@pytest.fixture
def inbox(settings: Settings) -> Path:
    settings.inbox.mkdir(parents=True)
    return settings.inbox


@contextmanager
def watching(settings: Settings) -> Iterator[list[str]]:
    """A watcher at work; what it says."""
    told: list[str] = []
    stop = threading.Event()
    thread = threading.Thread(
        target=watch,
        args=(settings,),
        kwargs={
            "stop": stop,
            "tell": lambda one: told.append(one.say("en")),
            "quiet_seconds": 0.5,
            "rest_seconds": 0.5,
        },
    )
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join(SECONDS)
        assert not thread.is_alive()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_arrives_is_loaded_and_leaves(settings: Settings, tmp_path: Path):
    with watching(settings) as told:
        until(settings.inbox.is_dir)
        shutil.copy(deliveries.clients(tmp_path / "kunder.csv", "K1"), settings.inbox)
        until(lambda: files_in(settings.inbox / "done") == ["kunder.csv.report.txt"])
        shutil.copy(deliveries.guidances(tmp_path / "v.csv", ("V1", "K1")), settings.inbox)
        until(lambda: len(look(settings).handled) == 2)
    assert clients(settings) == ["K1"]
    assert ledger.open(settings.ledger).newest() == 2
    assert files_in(settings.inbox) == ["done"]
    assert any("kunder.csv: loaded" in one for one in told)


def test_what_lay_there_before_the_start_is_loaded(settings: Settings, inbox: Path):
    deliveries.clients(inbox / "kunder.csv", "K1")
    with watching(settings):
        until(lambda: bool(look(settings).handled))
    assert clients(settings) == ["K1"]


def test_a_name_in_another_encoding_stops_no_watcher(settings: Settings, tmp_path: Path):
    """As it comes out of a zip from an old Windows."""
    with watching(settings):
        until(settings.inbox.is_dir)
        time.sleep(1.5)  # until the folder is watched
        strange = Path(os.fsdecode(os.fsencode(settings.inbox) + b"/v\xffkst.csv"))
        shutil.copy(deliveries.clients(tmp_path / "k.csv", "K1"), strange)
        until(lambda: len(look(settings).handled) == 1)
        shutil.copy(deliveries.clients(tmp_path / "next.csv", "K2"), settings.inbox)
        until(lambda: len(look(settings).handled) == 2)
    assert files_in(settings.inbox / "done") == ["next.csv.report.txt", "v?kst.csv.report.txt"]
    assert clients(settings) == ["K1", "K2"]


def test_what_a_link_points_to_is_never_touched(settings: Settings, inbox: Path, tmp_path: Path):
    target = deliveries.clients(tmp_path / "elsewhere.csv", "K1")
    target.chmod(0o644)
    (inbox / "link.csv").symlink_to(target)
    os.link(target, inbox / "hard.csv")
    with watching(replace(settings, keep_originals=True)) as told:
        until(lambda: len(look(settings).handled) == 1)
    assert "link.csv: a link is left alone; put the file itself here" in told
    assert (inbox / "link.csv").is_symlink()
    assert files_in(inbox / "done") == ["hard.csv", "hard.csv.report.txt"]
    assert (target.stat().st_mode & 0o777, target.read_bytes()[:8]) == (0o644, b"Kunde-ID")
    assert look(settings).waiting == ()


def test_a_disk_that_can_not_be_written_is_said_plainly(
    settings: Settings, inbox: Path, monkeypatch: pytest.MonkeyPatch
):
    deliveries.clients(inbox / "k.csv", "K1")
    replaced = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name.endswith(".report.txt"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(target))
        return replaced(path, target)

    with monkeypatch.context() as patched, watching(settings) as told:
        patched.setattr(Path, "replace", refuse)
        until(lambda: any("is read-only. Make it writable" in one for one in told))
    assert files_in(inbox)[-1] == "k.csv"


def test_a_growing_file_is_waited_for(settings: Settings, inbox: Path):
    text = deliveries.text("kunder", [{"Kunde-ID": f"K{n}"} for n in range(6)]).encode("cp1252")
    with watching(settings), (inbox / "kunder.csv").open("wb") as file:
        for start_ in range(0, len(text), len(text) // 5 + 1):
            file.write(text[start_ : start_ + len(text) // 5 + 1])
            file.flush()
            time.sleep(0.3)
        file.close()
        until(lambda: bool(look(settings).handled))
    assert len(clients(settings)) == 6
    assert ledger.open(settings.ledger).newest() == 1


def test_files_that_arrive_together_are_one_load(settings: Settings, inbox: Path):
    quiet = Quiet(2.0)
    first = deliveries.clients(inbox / "a.csv", "K1")
    assert quiet.of([first], 0.0) == []
    second = deliveries.clients(inbox / "b.csv", "K2")
    assert quiet.of([first, second], 1.9) == []
    assert quiet.of([first, second], 2.1) == []  # the second came at 1.9
    assert quiet.of([first, second], 3.9) == [first, second]
    deliveries.clients(inbox / "b.csv", "K2", "K3")
    assert quiet.of([first, second], 4.0) == []
    assert quiet.of([], 9.0) == []


def test_a_refused_file_keeps_its_place_with_the_reason(settings: Settings, inbox: Path):
    (inbox / "odd.csv").write_text("a;b\n1;2\n")
    good = deliveries.write(inbox / "k.csv", "kunder", {}, {"Kunde-ID": "K2", "Kommune": "Narnia"})
    handle(settings, [good, inbox / "odd.csv"])
    assert files_in(inbox / "refused") == ["odd.csv", "odd.csv.report.txt"]
    assert files_in(inbox / "done") == ["k.csv.report.txt"]
    report = (inbox / "done" / "k.csv.report.txt").read_text(encoding="utf-8")
    assert "2 rækker modtaget, 1 godtaget, 1 afvist" in report
    assert "k.csv, linje 3, Kommune:" in report
    assert "Narnia" not in report
    assert len((inbox / "refused" / "odd.csv.report.txt").read_text(encoding="utf-8").splitlines()) == 1
    for path in inbox.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_file_of_which_nothing_was_accepted_waits_to_be_mended(settings: Settings, inbox: Path):
    bad = deliveries.clients(inbox / "k.csv", "K1", Kommune="Narnia")
    handle(settings, [bad, deliveries.guidances(inbox / "v.csv", ("V1", "K1"))])
    assert files_in(inbox / "done") == ["v.csv.report.txt"]
    assert files_in(inbox / "refused") == ["k.csv", "k.csv.report.txt"]
    (inbox / "refused" / "k.csv").rename(inbox / "k.csv")
    handle(settings, [inbox / "k.csv"])
    assert files_in(inbox / "refused") == ["k-2.csv", "k-2.csv.report.txt", "k.csv.report.txt"]
    alone = deliveries.clients(inbox / "alene.csv", "K2", Kommune="Narnia")
    handle(settings, [alone])
    report = (inbox / "refused" / "alene.csv.report.txt").read_text(encoding="utf-8").splitlines()
    assert report[0].startswith("alene.csv: Ingen række kunne godkendes")
    assert report[1:2] == ["alene.csv: 1 rækker modtaget, 0 godtaget, 1 afvist, 0 afventer kunde."]
    assert report[2].startswith("alene.csv, linje 2, Kommune:")


def test_originals_are_kept_when_a_setting_says_so(settings: Settings, inbox: Path):
    handle(replace(settings, keep_originals=True), [deliveries.clients(inbox / "k.csv", "K1")])
    assert files_in(inbox / "done") == ["k.csv", "k.csv.report.txt"]


def test_two_files_of_one_name_get_two_reports(settings: Settings, inbox: Path):
    handle(settings, [deliveries.clients(inbox / "k.csv", "K1")])
    handle(settings, [deliveries.clients(inbox / "k.csv", "K2")])
    handle(settings, [deliveries.clients(inbox / "k.csv", "K2")])
    assert files_in(inbox / "done") == ["k-2.csv.report.txt", "k-3.csv.report.txt", "k.csv.report.txt"]
    assert "De samme bytes" in (inbox / "done" / "k-3.csv.report.txt").read_text(encoding="utf-8")
    assert [one.name for one in look(settings).handled] == ["k-3.csv", "k-2.csv", "k.csv"]


def test_a_cpr_number_in_a_name_is_not_kept(settings: Settings, inbox: Path):
    keeping = replace(settings, keep_originals=True)
    handle(keeping, [deliveries.clients(inbox / "kunde 610514-1234.csv", "K1")])
    assert not [path for path in settings.home.rglob("*") if "1234" in path.name]


@pytest.mark.parametrize("point", ["before_commit", "after_commit"])
def test_a_killed_watcher_loses_nothing(settings: Settings, inbox: Path, point: str):
    deliveries.clients(inbox / "k.csv", "K1")
    code, _, complaint = ended(start(settings, "handle", inbox / "k.csv", fail_at=point))
    assert code == -signal.SIGKILL, complaint
    assert files_in(inbox) == ["k.csv"]
    with watching(settings):
        until(lambda: bool(look(settings).handled))
    assert clients(settings) == ["K1"]
    assert ledger.open(settings.ledger).newest() == 1
    assert files_in(inbox) == ["done"]


def test_what_the_user_must_mend_is_said_and_tried_again(settings: Settings, inbox: Path):
    deliveries.clients(inbox / "first.csv", "K1")
    handle(settings, [inbox / "first.csv"])
    key = settings.key_file.read_bytes()
    settings.key_file.unlink()
    with watching(settings) as told:
        deliveries.clients(inbox / "k.csv", "K2")
        until(lambda: any("is missing" in one for one in told))
        assert files_in(inbox) == ["done", "k.csv"]
        settings.key_file.write_bytes(key)
        settings.key_file.chmod(0o600)
        until(lambda: len(look(settings).handled) == 2)
    assert clients(settings) == ["K1", "K2"]


def test_a_fault_of_ours_costs_one_file(settings: Settings, inbox: Path, monkeypatch: pytest.MonkeyPatch):
    from data_pipeline import exports

    sheets = exports.Prefetch.sheets

    def read_or_fail(prefetch: exports.Prefetch, path: Path, *counting: object) -> tuple[exports.Sheet, ...]:
        if path.name == "bad.csv":
            raise ZeroDivisionError
        return sheets(prefetch, path)

    monkeypatch.setattr(exports.Prefetch, "sheets", read_or_fail)
    good, bad = deliveries.clients(inbox / "good.csv", "K1"), deliveries.clients(inbox / "bad.csv", "K2")
    assert handle(settings, [bad, good]) is None
    assert clients(settings) == ["K1"]
    assert files_in(inbox / "refused") == ["bad.csv", "bad.csv.report.txt"]
    assert files_in(inbox / "done") == ["good.csv.report.txt"]
