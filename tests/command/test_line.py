"""The command line as one uses it: what it prints, where, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data_pipeline.command.line import COMMANDS, main
from data_pipeline.settings import ROOT
from tests.installations import Installations

CLIENTS = """Kunde-ID;Kundetype;CVR-nr.;Kommune;Stiftelsesdato
K1;Virksomhed;90000004;Viborg;01-01-2005
K2;Iværksætter;90000012;Viborg;01-01-2014
K3;Virksomhed;;Silkeborg;
"""
GUIDANCES = """Vejledning-ID;Kunde-ID;Dato;Niveau;Timer;Timesats
V1;K1;03-02-2014;Lokal;2,5;700,00
V2;K2;04-02-2014;Lokal;1;400
V3;K2;04-02-2014;Specialiseret;;
V4;K9;05-02-2014;Lokal;1;400
V5;K1;32-02-2014;Lokal;1;400
"""


@dataclass(frozen=True)
class Answer:
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in a home of its own."""
    environment: Mapping[str, str] = {"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}

    def answer(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], environment)
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return answer


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder with three clients and five guidances: one waits, one is refused."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "kunder.csv").write_text(CLIENTS, encoding="cp1252")
    (folder / "vejledninger.csv").write_text(GUIDANCES, encoding="utf-8")
    return folder


def figures(run: Run, *more: str) -> Answer:
    return run("figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", *more)


# The frame --------------------------------------------------------------------------------------------------------


def test_help_is_danish_and_lists_every_command(run: Run):
    answer = run("--help")
    assert answer.code == 0
    assert answer.out.startswith("brug: python -m data_pipeline")
    assert all(f"    {command} " in answer.out for command in COMMANDS)


def test_help_is_english_when_asked(run: Run):
    for command in COMMANDS:
        answer = run(command, "--help", "--language", "en")
        assert answer.code == 0
        assert answer.out.startswith(f"usage: python -m data_pipeline {command}")


def test_the_language_may_stand_before_the_command(run: Run):
    assert run("--language", "en", "refused").out == "Nothing was refused.\n"
    assert run("refused", "--language", "en").out == "Nothing was refused.\n"
    assert run("refused").out == "Intet blev afvist.\n"


def test_a_command_that_is_not_there_is_the_users_to_correct(run: Run):
    answer = run("figurer")
    assert (answer.code, answer.out) == (2, "")
    assert "'figurer' findes ikke (vælg mellem 'run', 'load', 'undo'" in answer.err


def test_a_date_that_is_none_is_told_in_the_language_asked_for(run: Run):
    danish = run("figures", "--agreement", "viborg-2014", "--as-of", "30-06-2014")
    english = run("figures", "--agreement", "viborg-2014", "--as-of", "30-06-2014", "--language", "en")
    assert (danish.code, english.code) == (2, 2)
    assert danish.err.endswith("--as-of: skriv datoen som 2014-06-30\n")
    assert english.err.endswith("argument --as-of: write the date as 2014-06-30\n")


def test_the_module_runs_as_a_program(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "data_pipeline", "check", "--format", "json"],
        env={**os.environ, "VAEKSTTAVLEN_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["checks"]


# load -------------------------------------------------------------------------------------------------------------


def test_load_answers_machines_with_its_json_alone(run: Run, exports: Path):
    answer = run("load", exports, "--format", "json", "--message", "juni")
    assert answer.code == 0
    assert answer.json == {
        "snapshot": 1,
        "notes": [],
        "withdrawn": {},
        "files": [
            {"file": "kunder.csv", "kind": "kunder", "status": "loaded", "received": 3, "accepted": 3, "refused": 0,
             "waiting": 0, "reason": None},
            {"file": "vejledninger.csv", "kind": "vejledninger", "status": "loaded", "received": 5, "accepted": 4,
             "refused": 1, "waiting": 1, "reason": None},
        ],
    }  # fmt: skip


def test_what_is_worth_telling_of_a_file_is_in_the_json_too(run: Run, exports: Path):
    (exports / "forløb.csv").write_text(
        "Kunde-ID;Kundetype;Kommune;Fokusområde;Stiftelsesdato;Noter\n"
        "K7;Virksomhed;Viborg;Store oplevelse;01-01-1900;x\nK8;Virksomhed;Viborg;Grøn teknologi;17-05-2001;\n"
        "K9;Virksomhed;Viborg;store oplevelser ;;\nK10;Virksomhed;Viborg;Skibsbyggeri;;\n",
        encoding="utf-8",
    )
    notes = [
        "forløb.csv: Kolonnen Noter kendes ikke og er udeladt.",
        "forløb.csv: Stiftelsesdato: 1 række har en dato, der betyder “ingen dato”, som 01-01-1900; "
        "den er læst som tom.",
        "forløb.csv: Fokusområde: 1 række nævner intet fokusområde fra en aftale; "
        "måske er Grøn teknologi og bæredygtig produktion ment.",
        "forløb.csv: Fokusområde: 1 række nævner intet fokusområde fra en aftale; måske er Store oplevelser ment.",
        "forløb.csv: Fokusområde: 1 række nævner intet fokusområde fra en aftale; der er Animation og nye medier, "
        "Grøn teknologi og bæredygtig produktion og Store oplevelser.",
    ]
    assert run("load", exports / "forløb.csv", "--format", "json").json["notes"] == notes
    assert run("load", exports / "forløb.csv", "--format", "json").json["notes"] == []


def test_load_tells_people_what_became_of_each_file(run: Run, exports: Path):
    answer = run("load", exports)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "Fil               Slags         Status   Modtaget  Godkendt  Afvist  Afventer kunde",
        "kunder.csv        kunder        indlæst         3         3       0               0",
        "vejledninger.csv  vejledninger  indlæst         5         4       1               1",
        "Indlæsning 1 er på plads: 7 rækker godkendt.",
        "1 række blev afvist. `python -m data_pipeline refused` siger hvor og hvorfor.",
        "1 række afventer sin kunde og tæller med, når kunden kommer.",
    ]


def test_the_same_bytes_again_change_nothing(run: Run, exports: Path):
    run("load", exports)
    answer = run("load", exports, "--format", "json")
    assert answer.code == 0
    assert answer.json["snapshot"] == 1
    assert [file["status"] for file in answer.json["files"]] == ["unchanged", "unchanged"]
    assert "Der blev ikke indlæst noget nyt. Den nyeste indlæsning er 1." in run("load", exports).out


def test_a_refused_file_is_exit_2_and_the_others_are_loaded(run: Run, exports: Path):
    (exports / "andet.csv").write_text("Vare;Pris\nA;1\n", encoding="utf-8")
    answer = run("load", exports, "--format", "json")
    assert answer.code == 2
    by_name = {file["file"]: file for file in answer.json["files"]}
    assert by_name["andet.csv"]["status"] == "refused"
    assert by_name["andet.csv"]["reason"]
    assert by_name["kunder.csv"]["status"] == "loaded"
    assert (answer.json["snapshot"], by_name["andet.csv"]["received"]) == (1, 0)


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path):
    answer = run("load", tmp_path / "nowhere.csv")
    assert answer.code == 2
    assert "nowhere.csv" in answer.out
    assert "Traceback" not in answer.err


def test_load_without_a_path_asks_for_one(run: Run):
    answer = run("load")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "Nævn mindst én fil eller mappe, der skal indlæses.\n"


def test_a_dry_run_tells_headings_and_loads_nothing(run: Run, exports: Path):
    (exports / "kunder.csv").write_text(CLIENTS.replace("Stiftelsesdato", "Yndlingsfarve"), encoding="utf-8")
    answer = run("load", "--dry-run", exports / "kunder.csv")
    assert answer.code == 0
    assert answer.out.startswith("kunder.csv: kunder, profil ")
    assert "  Yndlingsfarve  udelades\n" in answer.out
    assert answer.out.endswith("Intet er indlæst. Uden --dry-run bliver det.\n")
    assert figures(run).code == 2


def test_a_dry_run_tells_machines_what_would_change(run: Run, exports: Path):
    run("load", exports)
    (exports / "nye.csv").write_text(CLIENTS.replace("K2;Iværksætter", "K2;Hobby"), encoding="utf-8")
    answer = run("load", "--dry-run", "--full", exports / "nye.csv", "--format", "json")
    assert (answer.code, answer.json["snapshot"], answer.json["withdrawn"]) == (0, 1, {"kunder": 0})
    (file,) = answer.json["files"]
    assert (file["kind"], file["accepted"], file["refused"]) == ("kunder", 2, 1)
    assert file["headings"][0] == {"heading": "Kunde-ID", "understood_as": "Kunde-ID"}
    assert [(row["line"], row["column"], row["id"]) for row in answer.json["refused"]] == [(3, "Kundetype", "K2")]
    assert answer.json["effect"]["figures"] == []
    assert answer.json["effect"]["rows"]["kunder"] == {"before": 3, "new": 0, "changed": 0, "gone": 0}


def test_a_complete_load_that_would_hurt_needs_yes(run: Run, exports: Path):
    run("load", exports)
    (exports / "nye.csv").write_text("\n".join(CLIENTS.splitlines()[:2]), encoding="utf-8")
    held = run("load", "--full", exports / "nye.csv", "--format", "json")
    assert (held.code, held.json["snapshot"], held.json["withdrawn"]) == (2, 1, {"kunder": 2})
    assert held.json["effect"]["clients"] == ["K2", "K3"]
    assert "kunder: 2 af 3 rækker er ikke i filerne" in held.err
    assert held.json["notes"][-1].startswith("Intet er indlæst.")
    told = run("load", "--full", exports / "nye.csv", "--yes")
    assert told.code == 0
    assert "kunder: 2 rækker er trukket tilbage, fordi filerne ikke har dem.\n" in told.out


def test_a_load_of_which_nothing_was_accepted_is_none(run: Run, exports: Path):
    (exports / "nye.csv").write_text(CLIENTS.replace("Viborg", "Narnia").replace("Silkeborg", "Narnia"), "utf-8")
    answer = run("load", exports / "nye.csv", "--format", "json")
    assert (answer.code, answer.json["snapshot"]) == (2, 0)
    (file,) = answer.json["files"]
    assert (file["status"], file["received"], file["accepted"], file["refused"]) == ("refused", 3, 0, 3)
    assert file["reason"].startswith("Ingen række kunne godkendes")
    assert [row["line"] for row in answer.json["refused"]] == [2, 3, 4]
    assert "nye.csv, linje 2, Kommune: " in run("load", exports / "nye.csv").out


def test_a_dry_run_of_something_else_is_exit_2(run: Run, tmp_path: Path):
    path = tmp_path / "andet.csv"
    path.write_text("Vare;Pris\nA;1\n", encoding="utf-8")
    answer = run("load", "--dry-run", path, "--format", "json")
    assert answer.code == 2
    assert answer.json["files"][0]["reason"]


def test_undo_shows_what_moves_before_it_does_it(run: Run, exports: Path):
    run("load", exports)
    held = run("undo", "1")
    assert held.code == 2
    assert "viborg-2014  Virksomheder vejledt lokalt" in held.out
    assert "3 kunder får en anden version eller ingen: K1, K2, K3\n" in held.out
    assert held.out.endswith("Intet er ændret. Med --yes fortrydes indlæsning 1.\n")
    told = run("undo", "1", "--yes", "--message", "forkert mappe", "--format", "json")
    assert (told.code, told.json["snapshot"], told.json["undone"]) == (0, 2, 1)
    assert {"agreement": "viborg-2014", "figure": "guided.local.company", "before": 1, "after": None} in (
        told.json["effect"]["figures"]
    )
    assert told.json["effect"]["rows"]["kunder"] == {"before": 3, "new": 0, "changed": 0, "gone": 3}
    assert run("refused").out == "Intet blev afvist.\n"
    again = run("undo", "1", "--yes")
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("Indlæsning 1 er allerede fortrudt, af 2.")
    assert run("check").code == 0


# watch and forget -------------------------------------------------------------------------------------------------


def test_watch_loads_what_arrives_and_ends_in_order(exports: Path, tmp_path: Path):
    home = tmp_path / "home"
    watching = subprocess.Popen(
        [sys.executable, "-m", "data_pipeline", "watch"],
        env={**os.environ, "VAEKSTTAVLEN_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for((home / "inbox").is_dir)
        (exports / "kunder.csv").rename(home / "inbox" / "kunder.csv")
        wait_for(lambda: any((home / "inbox" / "done").glob("kunder.csv*")))
    finally:
        watching.terminate()
        out, _ = watching.communicate(timeout=30)
    assert watching.returncode == 0
    assert out.splitlines()[-1] == "Standset. Det, der ligger i indbakken, indlæses næste gang."


def wait_for(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until `holds` is true; fail after `seconds`."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_forget_says_what_is_gone_and_figures_follow(run: Run, exports: Path):
    run("load", exports)
    looked = run("forget", "K1", "--dry-run")
    assert (looked.code, looked.out.splitlines()[-1]) == (0, "Intet er slettet. Uden --dry-run bliver det.")
    held = run("forget", "K1", "--format", "json")
    assert (held.code, held.json["erased"], held.json["rows"]) == (2, False, 2)
    answer = run("forget", "K1", "--yes", "--format", "json")
    assert (answer.code, answer.json["erased"]) == (0, True)
    assert answer.json["rows"] >= 2
    targets = figures(run, "--format", "json").json["targets"]
    assert next(one["actual"] for one in targets if one["id"] == "guided.local.company") == 0
    assert "Kunden indlæses aldrig igen." in run("forget", "K1", "--yes").out


def test_forget_knows_a_slip_of_the_pen(run: Run, exports: Path):
    run("load", exports)
    answer = run("forget", "K11", "--yes")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "Intet her rummer Kunde-ID K11; se efter, at det er skrevet rigtigt.\n"


def test_retention_needs_a_yes(run: Run, exports: Path):
    run("load", exports)
    held = run("retention", "--months", "1")
    assert (held.code, held.out.splitlines()[-1]) == (2, "Intet er slettet. Med --yes bliver det.")
    assert run("retention", "--months", "1", "--dry-run", "--format", "json").json["erased"] is False
    assert run("retention", "--months", "1", "--yes", "--format", "json").json["erased"] is True
    assert run("retention", "--months", "1").code == 0


# figures ----------------------------------------------------------------------------------------------------------


def test_figures_before_anything_is_loaded_say_what_to_do(run: Run):
    answer = figures(run)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Der er ikke indlæst noget endnu. Indlæs ")


def test_list_names_every_id(run: Run):
    listed = run("figures", "--list", "--format", "json").json["figures"]
    ids = [one["id"] for one in listed]
    assert {"guided.local.company", "fee_total", "sector.green.net", "sector.none.net", "road.screened.company"} <= set(
        ids
    )
    assert {
        "id": "sector.green.net",
        "label": "Arbejdspladser i området, netto: Grøn teknologi og bæredygtig produktion",
    } in (listed)
    traced = run("trace", "--list", "--agreement", "viborg-2014", "--format", "json").json["figures"]
    assert [one["id"] for one in traced] == [one for one in ids if one != "fee_total"]
    assert "sector.green.net" in run("trace", "--list").out
    assert run("trace").err == "Nævn en aftale med --agreement, eller se med --list, hvad der findes.\n"
    assert run("trace", "--agreement", "viborg-2014").err == "Nævn et tal; --list siger, hvilke der findes.\n"


def test_figures_as_json_have_the_keys_of_the_schema(run: Run, exports: Path):
    run("load", exports)
    answer = figures(run, "--format", "json").json
    assert list(answer) == [
        "agreement", "as_of", "snapshot", "targets", "fees", "fee_total", "satisfaction", "jobs", "deadlines", "road",
        "sectors", "completeness",
    ]  # fmt: skip
    assert (answer["agreement"], answer["as_of"], answer["snapshot"]) == ("viborg-2014", "2014-06-30", 1)
    actual = {target["id"]: target["actual"] for target in answer["targets"]}
    assert actual["guided.local.entrepreneur"] == 1
    assert actual["guided.local.company"] == 1
    assert actual["guided.total.entrepreneur"] == 1


def test_figures_of_a_slice_are_the_same_json_without_what_was_agreed(run: Run, exports: Path):
    run("load", exports)
    whole, unknown = (
        figures(run, "--format", "json").json,
        figures(run, "--industry", "unknown", "--format", "json").json,
    )
    assert unknown.pop("slice") == {"industry": "unknown"}
    assert list(unknown) == list(whole)
    assert [one["actual"] for one in unknown["targets"]] == [one["actual"] for one in whole["targets"]]
    assert {(one["target"], one["expected"], one["status"], one["forecast"]) for one in unknown["targets"]} == {
        (None, None, "none", None)
    }
    assert unknown["fee_total"] == {**whole["fee_total"], "budget": None}
    assert unknown["jobs"] == {**whole["jobs"], "goal": None}
    assert [unknown[part] for part in ("satisfaction", "deadlines", "road", "sectors", "completeness")] == [
        whole[part] for part in ("satisfaction", "deadlines", "road", "sectors", "completeness")
    ]
    green = figures(run, "--sector", "green", "--format", "json").json
    assert {one["actual"] for one in green["targets"]} == {0}
    assert "Heraf: Grøn teknologi" in figures(run, "--sector", "green").out


def test_figures_of_a_slice_there_is_not(run: Run, exports: Path):
    run("load", exports)
    answer = figures(run, "--sector", "grøn")
    assert (answer.code, answer.err) == (2, "Der findes intet fokusområde “grøn”; det nærmeste er green.\n")
    answer = figures(run, "--sector", "green", "--potential", "A")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("--potential: kan ikke bruges sammen med argumentet --sector\n")


def test_figures_without_a_date_are_as_of_the_newest_day_in_the_data(run: Run, exports: Path):
    run("load", exports)
    assert run("figures", "--agreement", "viborg-2014", "--format", "json").json["as_of"] == "2014-02-04"


def test_figures_for_people_are_tables_with_words(run: Run, exports: Path):
    run("load", exports)
    danish, english = figures(run), figures(run, "--language", "en")
    assert danish.out.startswith("Viborg 2014 pr. 30. juni 2014, indlæsning 1\n")
    assert english.out.startswith("Viborg 2014 as of 30 June 2014, load 1\n")
    assert "▼ Bagud" in danish.out
    assert "▼ Behind" in english.out
    assert "400,00" in danish.out
    assert "400.00" in english.out


def test_figures_as_csv_have_one_figure_a_line(run: Run, exports: Path):
    run("load", exports)
    rows = list(csv.reader(io.StringIO(figures(run, "--format", "csv").out.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["figure", "part", "value"]
    values = {(figure, part): value for figure, part, value in rows[1:]}
    assert values["guided.local.company", "actual"] == "1"
    assert values["fee.registration.entrepreneur", "amount"] == "400,00"
    assert values["satisfaction", "share"] == ""
    assert values["road.guided_local", "company"] == "1"


def test_figures_of_an_earlier_snapshot_are_those_of_then(run: Run, exports: Path):
    run("load", exports / "kunder.csv")
    run("load", exports / "vejledninger.csv")

    def guided(snapshot: str) -> int:
        answer = figures(run, "--snapshot", snapshot, "--format", "json").json
        return sum(target["actual"] for target in answer["targets"])

    assert guided("1") == 0
    assert guided("2") > 0
    assert figures(run, "--snapshot", "3").err == "Der findes ingen indlæsning 3. Den nyeste er 2.\n"


def test_an_unknown_agreement_is_told_with_the_nearest(run: Run, exports: Path):
    run("load", exports)
    answer = run("figures", "--agreement", "viborg-2041")
    assert (answer.code, answer.out) == (2, "")
    assert "viborg-2014" in answer.err
    assert "Traceback" not in answer.err


# refused and trace ------------------------------------------------------------------------------------------------


def test_refused_names_file_line_column_and_reason_and_never_the_value(run: Run, exports: Path):
    assert run("refused").out == "Intet blev afvist.\n"
    run("load", exports)
    (row,) = run("refused", "--format", "json").json["refused"]
    assert (row["load"], row["file"], row["kind"], row["line"], row["column"], row["id"]) == (
        1, "vejledninger.csv", "vejledninger", 6, "Dato", "V5",
    )  # fmt: skip
    for format_ in ("text", "json", "csv"):
        answer = run("refused", "--format", format_)
        assert answer.code == 0
        assert "32-02-2014" not in answer.out


def test_trace_lists_the_rows_counted_and_why_others_are_not(run: Run, exports: Path):
    run("load", exports)
    asked = ("--agreement", "viborg-2014", "--as-of", "2014-06-30")
    answer = run("trace", "guided.local.company", *asked, "--format", "json").json
    assert [row["row_id"] for row in answer["counted"]] == ["V1"]
    assert len(answer["counted"]) + len(answer["left_out"]) == 5
    assert answer["rule"] == "R4"
    assert "select" in "".join(answer["sql"].values())
    text = run("trace", "guided.local.company", *asked)
    assert "1 af 5 rækker tæller med." in text.out
    green = run("trace", "guided.local.company", *asked, "--sector", "green", "--format", "json").json
    assert (green["counted"], green["parameters"]["sector"]) == ([], "green")
    assert green["reasons"]["other_slice"] == len(answer["counted"])
    assert run("trace", "guided.locally.company", *asked).code == 2


# check ------------------------------------------------------------------------------------------------------------


def test_check_is_well_after_a_load(run: Run, exports: Path):
    run("load", exports)
    answer = run("check", "--format", "json")
    assert answer.code == 0
    assert {one["name"] for one in answer.json["checks"]} == {
        "agreements", "key", "versions", "records",
        "erasures", "rows", "landing", "money", "promises",
    }  # fmt: skip
    assert all(one["is_well"] for one in answer.json["checks"])


def test_check_finds_a_key_that_others_may_read(run: Run, exports: Path, tmp_path: Path):
    run("load", exports)
    (tmp_path / "home" / "cpr.key").chmod(0o644)
    answer = run("check")
    assert answer.code == 2
    assert "✗ CPR-nøglen" in answer.out


def test_a_landing_file_that_is_gone_or_changed_is_named(run: Run, exports: Path, tmp_path: Path):
    """Figures may still come from a warehouse that could never be built again, so `check` looks at the files."""
    run("load", exports)
    (part,) = (tmp_path / "home" / "landing").glob("guidance-*.parquet")
    for change, told in (
        (part.unlink, f"Filen {part.name} i landingen, fra indlæsning 1, mangler. Hent den fra en sikkerhedskopi,"),
        (
            lambda: part.write_bytes(b"PAR1"),
            f"Filen {part.name} i landingen, fra indlæsning 1, er ikke, som den blev skrevet.",
        ),
    ):
        change()
        assert figures(run).code == 0
        answer = run("check")
        assert answer.code == 2
        assert "✗ Filerne i landingen" in answer.out
        assert told in answer.out
    (warehouse,) = (tmp_path / "home" / "warehouse").glob("*.duckdb")
    warehouse.unlink()
    answer = figures(run)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_check_tells_every_fault_of_an_agreement_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "agreements"
    folder.mkdir()
    text = (ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8")
    (folder / "viborg-2014.toml").write_text("colour = 1\n" + text, encoding="utf-8")
    environment = {"VAEKSTTAVLEN_HOME": str(tmp_path / "home"), "VAEKSTTAVLEN_AGREEMENTS": str(folder)}
    assert main(["check"], environment) == 2
    assert "colour" in capsys.readouterr().out


def test_a_fault_of_ours_is_exit_1_and_quotes_no_data(run: Run, exports: Path, tmp_path: Path):
    run("load", exports)
    (warehouse,) = (tmp_path / "home" / "warehouse").glob("*.duckdb")
    warehouse.unlink()
    with duckdb.connect(str(warehouse)) as other:
        other.execute("create table stg_client as select '090101-1234' as cpr")
    answer = figures(run)
    assert (answer.code, answer.out) == (1, "")
    assert "Det er en fejl i Væksttavlen selv" in answer.err
    assert "090101" not in answer.err


# sample -----------------------------------------------------------------------------------------------------------


def test_samples_are_the_same_for_the_same_seed_and_load(run: Run, tmp_path: Path):
    for name in ("a", "b"):
        assert run("sample", "--out", tmp_path / name, "--clients", "40", "--seed", "7").code == 0
    files = [path.relative_to(tmp_path / "a") for path in sorted((tmp_path / "a").rglob("*")) if path.is_file()]
    assert files
    assert all((tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes() for path in files)
    assert run("load", tmp_path / "a").code == 0


def test_load_samples_once_and_never_beside_data_of_ones_own(run: Run, exports: Path, tmp_path: Path):
    assert run("load", "--samples", "--format", "json").code == 0
    newest = run("figures", "--agreement", "viborg-2014", "--format", "json").json["snapshot"]
    assert newest == len([path for path in (ROOT / "sample_data").iterdir() if path.is_dir()])
    assert run("load", "--samples").code == 0
    told = run("changes", "2014-06-30", "--as-of", "2014-06-30", "--format", "json").json
    (guided,) = (one for one in told["figures"] if (one["figure"], one["part"]) == ("guided.total.company", "actual"))
    assert (guided["before"], guided["after"], guided["causes"]) == (102, 104, {"corrected": -2, "late": 4})
    written = [entry["details"].get("about") for entry in run("audit", "--format", "json").json]
    assert written.count("action") == 2
    assert run("load", exports, "--format", "json").json["snapshot"] == newest + 1
    assert "springes over" in run("load", "--samples").out


def test_samples_loaded_before_there_were_meetings_get_theirs(run: Run, installations: Installations, tmp_path: Path):
    """It stands on the first delivery, as it did that day."""
    shutil.copytree(installations.both_deliveries(), tmp_path / "home")
    assert run("load", "--samples").code == 0
    assert run("changes", "2014-06-30", "--format", "json").json["from"]["snapshot"] == 1
