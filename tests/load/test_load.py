"""Loading: one load is one snapshot, the same bytes are known again, and rows never get lost on the way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from data_pipeline import ledger
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Busy, Correctable
from data_pipeline.ledger import Load, LoadFile, parts_of
from data_pipeline.loading.effect import Effect
from data_pipeline.loading.load import Outcome, load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.snapshot_mixture import Difference
from data_pipeline.storage.sweep import KEPT_WAREHOUSES
from data_pipeline.storage.warehouse import Warehouse
from tests.load import deliveries


def ids(settings: Settings, table: str, column: str, snapshot: int | None = None) -> list[str]:
    """The ids that stand in a fact or staging table of a snapshot, sorted."""
    loads = ledger.open(settings.ledger).loads(snapshot)
    store = Warehouse(warehouse.ensure(settings, loads, Landing.open(settings.landing)))
    try:
        with store.asking() as question:
            return sorted(row[column] for row in question.rows(table))
    finally:
        store.close()


def clients(settings: Settings, snapshot: int | None = None) -> list[str]:
    return ids(settings, "stg_client", "client_id", snapshot)


def guidances(settings: Settings, snapshot: int | None = None) -> list[str]:
    return ids(settings, "fct_guidance", "guidance_id", snapshot)


def counts(file: LoadFile) -> tuple[str, int, int, int, int]:
    return file.status, file.received, file.accepted, file.refused, file.waiting


def all_counts(outcome: Outcome) -> list[tuple[str, int, int, int, int]]:
    return [counts(file) for file in outcome.files]


def said(outcome: Outcome) -> list[str]:
    return [note.say("en") for note in outcome.notes]


def no(found: Effect) -> bool:
    return False


def last_load(settings: Settings) -> Load:
    return ledger.open(settings.ledger).loads()[-1]


def test_a_file_with_a_name_in_another_encoding_is_loaded(both_settings: Settings, tmp_path: Path):
    """As they come out of a zip from an old Windows."""
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/crm/k\xf8b\n.csv")
    deliveries.clients(Path(strange), "K1")
    outcome = load(both_settings, [tmp_path / "crm"])
    assert [file.file for file in outcome.files] == ["k?b?.csv"]
    assert all_counts(load(both_settings, [tmp_path / "crm"])) == [("unchanged", 1, 1, 0, 0)]


def test_one_load_is_one_snapshot(both_settings: Settings, tmp_path: Path):
    paths = [
        deliveries.clients(tmp_path / "kunder.csv", "K1", "K2"),
        deliveries.guidances(tmp_path / "vejledninger.csv", ("V1", "K1"), ("V2", "K3")),
    ]
    outcome = load(both_settings, paths, message="midtvejs", author="anna")
    assert outcome.snapshot == 1
    assert all_counts(outcome) == [("loaded", 2, 2, 0, 0), ("loaded", 2, 2, 0, 1)]
    assert [file.kind for file in outcome.files] == ["kunder", "vejledninger"]
    assert not outcome.has_refused_file
    stood = last_load(both_settings)
    assert (stood.number, stood.author, stood.message) == (1, "anna", "midtvejs")
    assert stood.files == outcome.files
    assert {part.table: part.rows for part in stood.parts} == {"client": 2, "guidance": 2}
    assert guidances(both_settings) == ["V1"]


def test_a_waiting_row_counts_when_its_client_arrives(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"))])
    assert guidances(settings) == []
    load(settings, [deliveries.clients(tmp_path / "k.csv", "K1")])
    assert guidances(settings) == ["V1"]
    assert guidances(settings, 1) == []


def test_the_same_bytes_again_change_nothing_and_say_so(both_settings: Settings, tmp_path: Path):
    first = deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"), ("V2", ""))
    load(both_settings, [first])
    load(both_settings, [deliveries.clients(tmp_path / "k.csv", "K1")])
    again = shutil.copy(first, tmp_path / "other name.csv")
    outcome = load(both_settings, [Path(again)])
    assert outcome.snapshot == 2
    assert outcome.files[0].file == "other name.csv"
    assert all_counts(outcome) == [("unchanged", 2, 1, 1, 1)]  # as at its first load, when the client was unknown
    assert not outcome.has_refused_file


def test_known_bytes_beside_new_ones(settings: Settings, tmp_path: Path):
    known = deliveries.clients(tmp_path / "k.csv", "K1")
    load(settings, [known])
    outcome = load(settings, [known, deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"))])
    assert [file.status for file in outcome.files] == ["unchanged", "loaded"]
    assert outcome.snapshot == 2
    assert [part.table for part in last_load(settings).parts] == ["guidance"]


def test_a_path_given_twice_is_read_once(settings: Settings, tmp_path: Path):
    folder = tmp_path / "in"
    path = deliveries.clients(folder / "k.csv", "K1")
    outcome = load(settings, [path, folder, path])
    assert all_counts(outcome) == [("loaded", 1, 1, 0, 0)]


def test_the_second_of_two_equal_files_is_unchanged(settings: Settings, tmp_path: Path):
    path = deliveries.guidances(tmp_path / "a.csv", ("V1", "K9"))
    copy = Path(shutil.copy(path, tmp_path / "b.csv"))
    outcome = load(settings, [path, copy])
    assert [file.file for file in outcome.files] == ["a.csv", "b.csv"]
    assert all_counts(outcome) == [("loaded", 1, 1, 0, 1), ("unchanged", 1, 1, 0, 1)]


def test_folders_are_read_by_path_in_code_point_order(settings: Settings, tmp_path: Path):
    for name in ("b.csv", "B.csv", "å.csv", "sub/a.csv"):
        deliveries.clients(tmp_path / "in" / name, f"K-{name}")
    for name in (".hidden.csv", "~$b.xlsx", "readme.md", "b.pdf", ".git/c.csv"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text("not an export")
    outcome = load(settings, [tmp_path / "in"])
    assert [file.file for file in outcome.files] == ["B.csv", "b.csv", "a.csv", "å.csv"]


def test_a_file_named_by_itself_is_read_whatever_it_is_called(settings: Settings, tmp_path: Path):
    outcome = load(settings, [deliveries.clients(tmp_path / "udtræk.dat", "K1")])
    assert all_counts(outcome) == [("loaded", 1, 1, 0, 0)]


def test_the_later_row_wins_by_file_then_line(settings: Settings, tmp_path: Path):
    first = deliveries.clients(tmp_path / "z.csv", "K1", Kommune="Aarhus")
    second = deliveries.clients(tmp_path / "a.csv", "K1", Kommune="Viborg")
    load(settings, [first, second])
    assert ids(settings, "stg_client", "municipality_code") == ["791"]


def test_the_newest_load_wins(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", Kommune="Viborg")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K1", Kommune="Aarhus")])
    assert ids(settings, "stg_client", "municipality_code") == ["751"]
    assert ids(settings, "stg_client", "municipality_code", 1) == ["791"]


def test_a_refused_row_is_counted_and_kept_with_its_line(settings: Settings, tmp_path: Path):
    path = deliveries.write(tmp_path / "k.csv", "kunder", {"Kunde-ID": "K1"}, {"Kunde-ID": "K2", "Kommune": "Narnia"})
    outcome = load(settings, [path])
    assert all_counts(outcome) == [("loaded", 2, 1, 1, 0)]
    assert not outcome.has_refused_file
    (part,) = [part for part in last_load(settings).parts if part.table == "refused"]
    rows = Landing.open(settings.landing).read(part).to_pylist()
    assert [(row["source"], row["line"], row["row_id"], row["kind"]) for row in rows] == [(0, 3, "K2", "client")]


def test_a_refused_file_does_not_stop_the_others(settings: Settings, tmp_path: Path):
    odd = tmp_path / "odd.csv"
    odd.write_text("a;b\n1;2\n")
    outcome = load(settings, [odd, deliveries.clients(tmp_path / "k.csv", "K1"), tmp_path / "missing.csv"])
    assert [file.status for file in outcome.files] == ["refused", "loaded", "refused"]
    assert all(file.reason is not None for file in outcome.files if file.status == "refused")
    assert outcome.has_refused_file
    assert last_load(settings).files == outcome.files


def test_nothing_to_load_makes_no_snapshot(settings: Settings, tmp_path: Path):
    odd = tmp_path / "odd.csv"
    odd.write_text("a;b\n1;2\n")
    (tmp_path / "empty").mkdir()
    outcome = load(settings, [odd, tmp_path / "empty"])
    assert outcome.snapshot == 0
    assert outcome.has_refused_file
    assert ledger.open(settings.ledger).newest() == 0
    assert Landing.open(settings.landing).names() == frozenset()


def test_a_refused_file_is_read_anew_once_it_is_mended(settings: Settings, tmp_path: Path):
    odd = tmp_path / "odd.csv"
    odd.write_text("a;b\n1;2\n")
    load(settings, [odd, deliveries.clients(tmp_path / "k.csv", "K1")])
    assert [file.status for file in load(settings, [odd]).files] == ["refused"]


def workbook(path: Path, **sheets: list[list[str]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def sheet_of(kind: str, *rows: dict[str, str]) -> list[list[str]]:
    one = deliveries.BY_NAME[kind]
    return [[column.heading for column in one.columns], *(deliveries.line(one, row) for row in rows)]


def test_a_workbook_gives_one_entry_a_sheet(settings: Settings, tmp_path: Path):
    path = workbook(
        tmp_path / "crm.xlsx",
        Kunder=sheet_of("kunder", {}),
        Forside=[["Udtræk", "juni"]],
        Forløb=sheet_of("vejledninger", {}, {"Vejledning-ID": "V2"}),
    )
    outcome = load(settings, [path])
    assert [file.file for file in outcome.files] == ["crm.xlsx#Kunder", "crm.xlsx#Forside", "crm.xlsx#Forløb"]
    assert [file.status for file in outcome.files] == ["loaded", "refused", "loaded"]
    assert not outcome.has_refused_file  # an unknown sheet beside a known one
    assert guidances(settings) == ["V1", "V2"]

    copy = Path(shutil.copy(path, tmp_path / "juni.xlsx"))
    again = load(settings, [copy])
    assert [file.file for file in again.files] == ["juni.xlsx#Kunder", "juni.xlsx#Forside", "juni.xlsx#Forløb"]
    assert [file.status for file in again.files] == ["unchanged", "refused", "unchanged"]
    assert not again.has_refused_file
    assert again.snapshot == 1


class TestFull:
    """`--full`: the files are the complete content of their kinds (decision 0010)."""

    def test_what_is_missing_is_withdrawn(self, both_settings: Settings, tmp_path: Path):
        load(both_settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
        load(both_settings, [deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"), ("V2", "K2"))])
        load(both_settings, [deliveries.clients(tmp_path / "b.csv", "K2", "K3")], full=True)
        assert last_load(both_settings).full_tables == ("client",)
        assert clients(both_settings) == ["K2", "K3"]
        assert guidances(both_settings) == ["V2"]  # V1 waits again
        assert clients(both_settings, 2) == ["K1", "K2"]
        assert guidances(both_settings, 2) == ["V1", "V2"]

    def test_what_comes_back_counts_again(self, settings: Settings, tmp_path: Path):
        both = deliveries.clients(tmp_path / "a.csv", "K1", "K2")
        load(settings, [both], full=True)
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")], full=True)
        outcome = load(settings, [both], full=True)
        assert [file.status for file in outcome.files] == ["loaded"]  # known bytes, but not what was newest
        assert clients(settings) == ["K1", "K2"]

    def test_the_newest_complete_load_over_again_is_unchanged(self, settings: Settings, tmp_path: Path):
        paths = [
            deliveries.clients(tmp_path / "a.csv", "K1"),
            deliveries.guidances(tmp_path / "v.csv", ("V1", "K1")),
        ]
        load(settings, paths, full=True)
        load(settings, [deliveries.write(tmp_path / "h.csv", "henvisninger", {})])  # another kind
        outcome = load(settings, paths, full=True)
        assert [file.status for file in outcome.files] == ["unchanged", "unchanged"]
        assert outcome.snapshot == 2

    def test_complete_again_after_something_else_of_its_kinds(self, settings: Settings, tmp_path: Path):
        whole = deliveries.clients(tmp_path / "a.csv", "K1")
        load(settings, [whole], full=True)
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")])
        outcome = load(settings, [whole], full=True)
        assert [file.status for file in outcome.files] == ["loaded"]
        assert clients(settings) == ["K1"]

    def test_bytes_known_from_an_ordinary_load_are_read_anew(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")])
        whole = deliveries.clients(tmp_path / "a.csv", "K1")
        load(settings, [whole])
        load(settings, [whole], full=True)
        assert clients(settings) == ["K1"]

    def test_nothing_is_withdrawn_when_a_file_is_refused(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
        outcome = load(settings, [deliveries.clients(tmp_path / "b.csv", "K2"), tmp_path / "missing.csv"], full=True)
        assert last_load(settings).full_tables == ()
        assert clients(settings) == ["K1", "K2"]
        assert any("nothing is withdrawn" in note.say("en") for note in outcome.notes)

    def test_a_refused_row_was_sent_and_its_older_version_stands(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2", "K3")])
        rows = ({"Kunde-ID": "K1", "Kommune": "Narnia"}, {"Kunde-ID": "K2"})
        load(settings, [deliveries.write(tmp_path / "b.csv", "kunder", *rows)], full=True)
        assert clients(settings) == ["K1", "K2"]

    def test_an_empty_file_withdraws_nothing_of_its_kind(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
        paths = [deliveries.clients(tmp_path / "b.csv"), deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"))]
        outcome = load(settings, paths, full=True)
        assert clients(settings) == ["K1"]
        assert last_load(settings).full_tables == ("guidance",)
        assert "b.csv holds no rows, so nothing of kunder is withdrawn." in said(outcome)

    def test_a_row_without_a_readable_id_may_be_any_of_them(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
        rows = ({"Kunde-ID": "K2"}, {"Kunde-ID": "1,23E+11"})
        outcome = load(settings, [deliveries.write(tmp_path / "b.csv", "kunder", *rows)], full=True)
        assert clients(settings) == ["K1", "K2"]
        assert any("without an id that can be read" in note for note in said(outcome))
        assert outcome.effect.withdrawn == {"kunder": 0}

    def test_a_forgotten_client_stops_no_withdrawal(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2", "K3")])
        forget(settings, "K1")
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K1", "K2")], full=True)
        assert clients(settings) == ["K2"]

    def test_what_is_withdrawn_is_counted(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "a.csv", *(f"K{n}" for n in range(20)))])
        one_less = deliveries.clients(tmp_path / "b.csv", *(f"K{n}" for n in range(1, 20)))
        outcome = load(settings, [one_less], full=True, consent=no)
        assert (outcome.effect.withdrawn, outcome.effect.needs_yes) == ({"kunder": 1}, False)
        assert (outcome.is_held, clients(settings)[0]) == (True, "K0")

    @pytest.mark.parametrize(("left", "needs_yes"), [(18, False), (17, True)])
    def test_more_than_a_tenth_needs_a_yes(self, settings: Settings, tmp_path: Path, left: int, needs_yes: bool):
        load(settings, [deliveries.clients(tmp_path / "a.csv", *(f"K{n}" for n in range(20)))])
        fewer = deliveries.clients(tmp_path / "b.csv", *(f"K{n}" for n in range(left)))
        outcome = load(settings, [fewer], full=True, consent=lambda found: not found.needs_yes)
        assert (outcome.effect.needs_yes, outcome.is_committed) == (needs_yes, not needs_yes)
        assert len(clients(settings)) == (20 if needs_yes else left)
        assert Landing.open(settings.landing).names() == parts_of(ledger.open(settings.ledger).loads())


class TestNothingAccepted:
    """A load of which nothing was accepted is no load."""

    def test_no_row(self, both_settings: Settings, tmp_path: Path):
        load(both_settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
        rows = ({"Kommune": "Narnia"}, {"Kommune": "Mordor"})
        outcome = load(both_settings, [deliveries.write(tmp_path / "k.csv", "kunder", *rows)])
        assert (outcome.snapshot, outcome.is_committed, outcome.has_refused_file) == (1, False, True)
        assert all_counts(outcome) == [("refused", 2, 0, 2, 0)]
        assert [(row.line, row.heading, row.row_id) for row in outcome.refusals()] == [
            (2, "Kommune", "K1"),
            (3, "Kommune", "K1"),
        ]
        assert ledger.open(both_settings.ledger).newest() == 1
        assert len(Landing.open(both_settings.landing).names()) == 1

    def test_headings_alone(self, settings: Settings, tmp_path: Path):
        outcome = load(settings, [deliveries.clients(tmp_path / "k.csv")])
        assert (outcome.snapshot, all_counts(outcome)) == (0, [("refused", 0, 0, 0, 0)])

    def test_one_row_in_another_file_is_a_load(self, settings: Settings, tmp_path: Path):
        bad = deliveries.clients(tmp_path / "k.csv", "K1", Kommune="Narnia")
        outcome = load(settings, [bad, deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"))])
        assert (outcome.snapshot, outcome.has_refused_file) == (1, False)
        assert all_counts(outcome) == [("loaded", 1, 0, 1, 0), ("loaded", 1, 1, 0, 1)]


class TestLookedAtFirst:
    """What a load would change is known before it stands."""

    def test_a_dry_run_leaves_nothing(self, both_settings: Settings, tmp_path: Path):
        load(both_settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
        before = sorted(both_settings.home.rglob("*")), Landing.open(both_settings.landing).names()
        files = [
            deliveries.clients(tmp_path / "b.csv", "K1", Kommune="Aarhus"),
            deliveries.guidances(tmp_path / "v.csv", ("V1", "K2")),
        ]
        outcome = load(both_settings, files, dry_run=True)
        assert (outcome.snapshot, outcome.is_committed) == (1, False)
        assert all_counts(outcome) == [("loaded", 1, 1, 0, 0), ("loaded", 1, 1, 0, 0)]
        assert outcome.effect.clients == ("K1",)
        assert outcome.effect.rows["kunder"] == Difference(before=2, gone=0, changed=1, new=0)
        assert outcome.effect.rows["vejledninger"] == Difference(before=0, gone=0, changed=0, new=1)
        moved = {
            move.figure: (move.from_value, move.to_value)
            for move in outcome.effect.moves
            if "viborg-2014" in move.agreement
        }
        assert moved["guided.local.entrepreneur"] == (None, 1)
        assert (sorted(both_settings.home.rglob("*")), Landing.open(both_settings.landing).names()) == before

    def test_a_dry_run_of_the_first_load(self, settings: Settings, tmp_path: Path):
        outcome = load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")], dry_run=True)
        assert outcome.effect.rows["kunder"].new == 1
        assert ledger.open(settings.ledger).newest() == 0

    def test_an_older_export_is_told(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.guidances(tmp_path / "a.csv", ("V1", "K1"), Dato="03-03-2014")])
        same = load(settings, [deliveries.guidances(tmp_path / "b.csv", ("V2", "K1"), Dato="03-03-2014")])
        older = load(settings, [deliveries.guidances(tmp_path / "c.csv", ("V3", "K1"), Dato="02-03-2014")])
        assert said(same) == []
        (note,) = said(older)
        assert note.startswith("vejledninger: the newest date in these files is 2 March 2014, but 3 March 2014 is")

    def test_a_kind_that_is_missing_is_told(self, settings: Settings, tmp_path: Path):
        kinds = ("kunder", "vejledninger", "visitationer")
        load(settings, [deliveries.write(tmp_path / f"{kind}.csv", kind, {}) for kind in kinds])
        correction = load(settings, [deliveries.clients(tmp_path / "k.csv", "K2")])
        assert said(correction) == []
        two = [deliveries.clients(tmp_path / "k3.csv", "K3"), deliveries.guidances(tmp_path / "v.csv", ("V2", "K1"))]
        assert said(load(settings, two)) == ["visitationer is not among these files; the delivery before had it."]

    def test_a_figure_that_moves_by_more_than_half_is_told(self, settings: Settings, tmp_path: Path):
        ids = [f"K{n}" for n in range(4)]
        load(settings, [deliveries.clients(tmp_path / "k.csv", *ids)])
        load(settings, [deliveries.guidances(tmp_path / "v.csv", *((f"V-{one}", one) for one in ids))])
        half = load(settings, [deliveries.clients(tmp_path / "a.csv", *ids[:2], Kommune="Aarhus")])
        assert not half.effect.asks
        more = load(settings, [deliveries.clients(tmp_path / "b.csv", ids[2], Kommune="Aarhus")])
        assert not more.effect.asks
        most = load(settings, [deliveries.clients(tmp_path / "c.csv", ids[3], Kommune="Aarhus")])
        assert (most.effect.asks, most.effect.needs_yes) == (True, False)
        assert "viborg-2014: Entrepreneurs guided locally moves by more than half of what it was for the same day." in (
            said(most)
        )

    def test_new_days_move_nothing_by_half(self, settings: Settings, tmp_path: Path):
        load(settings, [deliveries.clients(tmp_path / "k.csv", "K1", "K2", "K3")])
        load(settings, [deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"), Dato="03-02-2014")])
        later = deliveries.guidances(tmp_path / "w.csv", ("V2", "K2"), ("V3", "K3"), Dato="04-02-2014")
        assert not load(settings, [later]).effect.asks


def test_the_key_is_made_at_the_first_load_and_asked_for_ever_after(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
    assert settings.key_file.stat().st_mode & 0o777 == 0o600
    settings.key_file.unlink()
    with pytest.raises(Correctable, match="is missing"):
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")])
    settings.key_file.write_bytes(bytes(32))
    settings.key_file.chmod(0o600)
    with pytest.raises(Correctable, match="not the one"):
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")])
    assert clients(settings) == ["K1"]


def test_a_cpr_number_in_a_file_name_is_not_kept(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "kunde 610514-1234.csv", "K1"), tmp_path / "610514-1234.csv"])
    assert all("1234" not in file.file for file in last_load(settings).files)


def test_everything_is_private_and_in_its_place(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
    for path in settings.home.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "home"]


def test_the_warehouse_is_there_when_the_load_is(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
    name = warehouse.file_name(ledger.open(settings.ledger).loads())
    assert [path.name for path in settings.warehouses.iterdir()] == [name]


def test_old_warehouses_are_swept(settings: Settings, tmp_path: Path):
    for number in range(KEPT_WAREHOUSES + 1):
        load(settings, [deliveries.clients(tmp_path / f"{number}.csv", f"K{number}")])
    assert len(list(settings.warehouses.iterdir())) == KEPT_WAREHOUSES


def test_a_broken_promise_leaves_nothing_behind(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
    before = sorted(settings.home.rglob("*"))

    def break_it(path: Path, number: int) -> dict[tuple[str, int], int]:
        raise warehouse.PromiseBroken("a fault of ours")

    monkeypatch.setattr(warehouse, "waiting", break_it)
    with pytest.raises(warehouse.PromiseBroken):
        load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")])
    assert sorted(settings.home.rglob("*")) == before
    assert ledger.open(settings.ledger).newest() == 1


def test_any_order_of_loads_without_shared_ids_gives_the_same_facts(tmp_path: Path):
    paths = [
        deliveries.clients(tmp_path / "k1.csv", "K1"),
        deliveries.clients(tmp_path / "k2.csv", "K2"),
        deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"), ("V2", "K2"), ("V3", "K3")),
    ]
    found = set()
    for name, order in (("a", (0, 1, 2)), ("b", (2, 1, 0)), ("c", (1, 2, 0))):
        home = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / name)})
        for n in order:
            load(home, [paths[n]])
            load(home, [paths[n]])
        found.add((tuple(clients(home)), tuple(guidances(home))))
    assert found == {(("K1", "K2"), ("V1", "V2"))}


def test_who_loads_is_told_that_another_load_runs(settings: Settings, tmp_path: Path):
    told = []
    path = deliveries.clients(tmp_path / "a.csv", "K1")
    with ledger.open(settings.ledger).loading(), pytest.raises(Busy, match="Another load is running"):
        load(settings, [path], tell=lambda one: told.append(one.say("en")), patience_seconds=0.2)
    assert told == ["Another load is running; this one waits for it."]
    assert load(settings, [path]).snapshot == 1
