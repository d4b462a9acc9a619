"""Files that are no longer what was written: named, set apart, never written anew; a warehouse is built again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import ledger, reports
from data_pipeline.command.check import look
from data_pipeline.command.line import main
from data_pipeline.erasure.forget import forget
from data_pipeline.erasure.retention import keep
from data_pipeline.errors import Correctable
from data_pipeline.ledger import Part
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import DamagedWarehouse
from tests.load import deliveries
from tests.load.test_load import clients

JUNE = dt.date(2014, 6, 30)


def flipped(content: bytes) -> bytes:
    """Two bytes in the middle are others."""
    middle = len(content) // 2
    return content[:middle] + bytes(255 - byte for byte in content[middle : middle + 2]) + content[middle + 2 :]


DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "flipped": flipped,
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "garbage": lambda content: bytes(range(256)) * (len(content) // 256 + 1),
    "missing": lambda content: None,
}


def damage(path: Path, how: str) -> bytes:
    """Damage a file; what was in it."""
    content = path.read_bytes()
    found = DAMAGE[how](content)
    path.unlink()
    if found is not None:
        path.write_bytes(found)
    return content


@pytest.fixture
def loaded(settings: Settings, tmp_path: Path) -> Settings:
    """Two clients, one of them guided, a refused row, and a second load."""
    rows = ({"Kunde-ID": "K1"}, {"Kunde-ID": "K2"}, {"Kunde-ID": "K3", "Kommune": "Narnia"})
    load(settings, [deliveries.write(tmp_path / "k.csv", "kunder", *rows)])
    load(settings, [deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"))])
    return settings


def part_of(settings: Settings, table: str) -> Part:
    with ledger.open(settings.ledger) as book:
        return next(part for one in book.loads() for part in one.parts if part.table == table)


USES: dict[str, Callable[[Settings, Path], object]] = {
    "forget": lambda settings, folder: forget(settings, "K2"),
    "retention": lambda settings, folder: keep(settings, 1, now=lambda: dt.datetime(2099, 1, 1, tzinfo=dt.UTC)),
    "load": lambda settings, folder: load(settings, [deliveries.clients(folder / "b.csv", "K4")]),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_what_uses_a_damaged_landing_file_names_it_and_changes_nothing(loaded: Settings, tmp_path: Path, how: str):
    part = part_of(loaded, "client")
    path = Path(loaded.landing) / part.name
    right = damage(path, how)
    wrong = path.read_bytes() if path.exists() else None
    for use in USES.values():
        with pytest.raises(Correctable) as told:
            use(loaded, tmp_path)
        assert f"The landing file {part.name} of load 1 is " in told.value.say("en")
        assert "Bring it back from a backup" in told.value.say("en")
    assert not path.exists()
    apart = path.with_name(path.name + ".damaged")
    assert (apart.read_bytes() if apart.exists() else None) == wrong
    assert part_of(loaded, "client") == part
    assert [finding.name for finding in look(loaded) if finding.faults] == ["landing"]

    path.write_bytes(right)
    forget(loaded, "K2")
    assert clients(loaded) == ["K1"]
    assert not apart.exists()  # the next to load or erase swept it
    assert not [finding for finding in look(loaded) if finding.faults]


def test_figures_of_a_snapshot_that_needs_a_damaged_file_say_so(loaded: Settings, capsys: pytest.CaptureFixture[str]):
    part = part_of(loaded, "guidance")
    damage(Path(loaded.landing) / part.name, "flipped")
    for path in loaded.warehouses.iterdir():
        path.unlink()
    asked = ["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30"]
    environment = {"VAEKSTTAVLEN_HOME": str(loaded.home)}
    assert main(asked, environment) == 2
    told = capsys.readouterr().err
    assert told == (
        f"Filen {part.name} i landingen, fra indlæsning 2, er ikke, som den blev skrevet. "
        "Hent den fra en sikkerhedskopi, eller indlæs den indlæsnings filer igen.\n"
        f"Den beskadigede fil er lagt til side som {part.name}.damaged.\n"
    )
    assert main([*asked, "--snapshot", "1"], environment) == 0  # it does not need the file


@pytest.mark.parametrize("how", DAMAGE)
def test_refused_rows_in_a_damaged_file(loaded: Settings, capsys: pytest.CaptureFixture[str], how: str):
    damage(Path(loaded.landing) / part_of(loaded, "refused").name, how)
    assert main(["refused"], {"VAEKSTTAVLEN_HOME": str(loaded.home)}) == 2
    assert "Hent den fra en sikkerhedskopi" in capsys.readouterr().err


@pytest.mark.parametrize("table", ["client", "refused", "guidance", "confirmed"])
def test_a_lost_landing_file_is_made_again_from_the_exports_of_its_load(
    both_settings: Settings, tmp_path: Path, table: str
):
    settings = both_settings
    rows = ({"Kunde-ID": "K1"}, {"Kunde-ID": "K2"}, {"Kunde-ID": "K3", "Kommune": "Narnia"})
    first = [deliveries.write(tmp_path / "k.csv", "kunder", *rows)]
    second = [
        deliveries.clients(tmp_path / "k2.csv", "K1", "K4"),
        deliveries.guidances(tmp_path / "v.csv", ("V1", "K1")),
    ]
    load(settings, first)
    load(settings, second)
    part = part_of(settings, table)
    path = Path(settings.landing) / part.name
    right = damage(path, "flipped")
    assert [finding.name for finding in look(settings) if finding.faults] == ["landing"]  # and sets it apart
    outcome = load(settings, [*first, *second])
    assert [note.say("en") for note in outcome.notes] == [
        f"The landing file {part.name} was made again from its export."
    ]
    assert (outcome.is_committed, path.read_bytes()) == (False, right)
    forget(settings, "K2")
    assert clients(settings) == ["K1", "K4"]
    assert not [finding for finding in look(settings) if finding.faults]


def test_another_export_takes_no_lost_files_place(loaded: Settings, tmp_path: Path):
    part = part_of(loaded, "client")
    path = Path(loaded.landing) / part.name
    damage(path, "missing")
    with pytest.raises(Correctable, match="is missing"):
        load(loaded, [deliveries.clients(tmp_path / "other.csv", "K1", "K2")])
    assert not path.exists()


def test_who_may_only_read_the_landing_leaves_a_damaged_file_where_it_is(
    loaded: Settings, monkeypatch: pytest.MonkeyPatch
):
    part = part_of(loaded, "client")
    path = Path(loaded.landing) / part.name
    damage(path, "flipped")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Correctable, match="not as it was written"):
        Landing.open(loaded.landing).read(part)
    assert path.exists()


def answers(board: reports.Board) -> object:
    """What the page of targets shows."""
    return board.answer("targets", "viborg-2014", JUNE, by=Person("Ada", Role.ADMINISTRATOR))


def answered(ask: Callable[[], Any], how: str) -> Any:
    """What is answered: at once where a file is too short, else once the damaged block was met and told of."""
    if how in ("flipped", "garbage"):
        with suppress(DamagedWarehouse):
            return ask()
    return ask()


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_warehouse_file_is_built_anew(loaded: Settings, tmp_path: Path, how: str):
    """Asked by a command, by an open dashboard, and by a load."""
    with ledger.open(loaded.ledger) as book:
        path = loaded.warehouses / warehouse.file_name(book.loads())
    right = answers(reports.open_board(loaded))
    damage(path, how)
    assert answered(lambda: clients(loaded), how) == ["K1", "K2"]
    damage(path, how)
    board = reports.open_board(loaded)
    assert answered(lambda: answers(board), how) == right
    damage(path, how)
    more = deliveries.clients(tmp_path / "b.csv", "K4")
    assert answered(lambda: load(loaded, [more]), how).is_committed
    assert [one.name for one in loaded.warehouses.iterdir() if one.name.startswith(".damaged-")] == []


def test_a_block_that_went_bad_is_met_with_a_sentence_and_mended(loaded: Settings, tmp_path: Path):
    """DuckDB reads blocks when they are asked for: a file can be opened and still be damaged."""
    load(loaded, [deliveries.clients(tmp_path / "many.csv", *(f"M{number:05}" for number in range(20_000)))])
    with ledger.open(loaded.ledger) as book:
        path = loaded.warehouses / warehouse.file_name(book.loads())
    right = answers(reports.open_board(loaded))
    content = bytearray(path.read_bytes())
    content[300_000::5_000] = bytes(len(content[300_000::5_000]))
    path.unlink()
    path.write_bytes(bytes(content))
    board = reports.open_board(loaded)
    with pytest.raises(DamagedWarehouse, match="is set apart"):
        answers(board)
    assert answers(board) == right
    assert len(clients(loaded)) == 20_002
