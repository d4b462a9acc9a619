"""Which kind a file is: told by its headings alone, in any order, near misses named."""

from __future__ import annotations

import unicodedata

import pytest

from data_pipeline.exports import preview
from data_pipeline.exports.kinds import KINDS
from data_pipeline.exports.matching import may_be_shown, nearest
from data_pipeline.language import folded
from tests.exports.files import kind_of, one, rows_of, text_of, whole, with_values


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_kind_is_told_by_its_headings(kind):
    sheet = with_values(kind, {})
    assert kind_of(sheet).name == kind
    assert sheet.notes == ()
    wanted = {field.name: field.type for field in kind_of(sheet).schema if field.name not in ("source", "row_ordinal")}
    assert {field.name: field.type for field in sheet.rows.schema} == wanted


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_only_bold_headings_are_needed(kind):
    rows = rows_of(kind.name, {})
    needed = [place for place, column in enumerate(kind.columns) if column.required]
    sheet = one(text_of([[row[place] for place in needed] for row in rows]))
    assert kind_of(sheet) == kind
    assert sheet.rows.num_rows == 1
    for column in kind.columns:
        if not column.required:
            assert sheet.rows[column.name].to_pylist() == [False if column.form == "presence" else None]


@pytest.mark.parametrize(
    "written",
    [
        "kunde-id", "KUNDE-ID", " Kunde-ID ", "Kunde-ID*", "Kunde-ID *", "\u00a0Kunde-ID\u00a0",
    ],
)  # fmt: skip
def test_headings_match_as_people_write_them(written):
    assert folded(written) == folded("Kunde-ID")


def test_headings_match_in_ascii_and_without_points():
    assert folded("Vaerktoej") == folded("VÆRKTØJ")
    assert folded("Aarsvaerk") == folded("Årsværk")
    assert folded("CPR-nr") == folded("CPR-nr.") == folded("cpr-NR. *")
    assert folded("Visiteret \u00a0 til") == folded("Visiteret til")
    assert folded(unicodedata.normalize("NFD", "Årsværk")) == folded("Årsværk")
    assert folded("Dato") != folded("Data")


def test_columns_may_stand_in_any_order():
    rows = rows_of("kunder", {})
    sheet = one(text_of([list(reversed(row)) for row in rows]))
    assert sheet.rows.drop_columns(["line"]) == with_values("kunder", {}).rows.drop_columns(["line"])


def test_extra_columns_are_told_and_dropped():
    rows = rows_of("henvisninger", {})
    sheet = one(text_of([[*rows[0], "Bemærkning", "Ring 87654321", "Niveu"], [*rows[1], "Ib er syg", "x", "y"]]))
    assert [note.say("en") for note in sheet.notes] == [
        "The columns Bemærkning and Niveu are not known and were left out.",
        "1 column whose heading is not fit to be shown was left out.",
    ]
    assert [note.say("da") for note in sheet.notes] == [
        "Kolonnerne Bemærkning og Niveu kendes ikke og er udeladt.",
        "1 kolonne, hvis overskrift ikke egner sig til at blive vist, er udeladt.",
    ]
    assert "syg" not in str(sheet.rows.to_pylist())


def test_an_optional_heading_with_a_slip_is_pointed_at():
    rows = rows_of("tilfredshed", {})
    rows[0][5] = "Tilfredhed"
    assert [note.say("en") for note in one(text_of(rows)).notes] == [
        "The column Tilfredhed is not known and was left out.",
        "Tilfredhed may be meant for Tilfredshed; correct the heading if so.",
    ]


def test_every_missing_heading_is_told_with_the_nearest_there_is():
    rows = rows_of("kunder", {})
    rows[0][1], rows[0][7] = "Slags", "Komune"
    reason = whole(one(text_of(rows)))
    assert reason.say("en") == (
        "This looks like kunder, but the heading Kundetype is missing in line 1; export it with that column. "
        "This looks like kunder, but the heading Kommune is missing in line 1; Komune may be meant for it."
    )
    assert reason.say("da") == (
        "Det ligner kunder, men overskriften Kundetype mangler i linje 1; eksportér med den kolonne. "
        "Det ligner kunder, men overskriften Kommune mangler i linje 1; måske er Komune ment som den."
    )


def test_a_heading_twice_is_refused():
    rows = rows_of("henvisninger", {})
    reason = whole(one(text_of([[*rows[0], "dato *"], [*rows[1], "04-02-2014"]])))
    assert reason.say("en") == "The heading Dato stands more than once in line 1 (columns 3 and 7); keep one of them."
    assert reason.say("da") == "Overskriften Dato står flere gange i linje 1 (kolonne 3 og 7); behold én af dem."


def test_headings_of_two_kinds_are_refused_with_both_named():
    clients, referrals = rows_of("kunder", {}), rows_of("henvisninger", {})
    joined = [clients[0][1:-1] + referrals[0], clients[1][1:-1] + referrals[1]]
    reason = whole(one(text_of(joined)))
    assert reason.say("en") == "The headings in line 1 fit both kunder and henvisninger; export one kind at a time."
    assert reason.say("da") == (
        "Overskrifterne i linje 1 passer både til kunder og henvisninger; eksportér én slags ad gangen."
    )


def test_a_column_without_heading_may_hold_nothing():
    rows = rows_of("henvisninger", {}, {})
    assert one(text_of([[*row, ""] for row in rows])).received == 2
    reason = whole(one(text_of([[*rows[0], " "], [*rows[1], ""], [*rows[2], "x"]])))
    assert reason.say("en") == "Column 7 has no heading, but line 3 holds something there; give it a heading."
    assert (
        reason.say("da") == "Kolonne 7 har ingen overskrift, men linje 3 indeholder noget i den; giv den en overskrift."
    )


def test_a_first_row_of_people_is_not_shown():
    reason = whole(one("Ib Hansen;010160-1234;Søvej 1\nÅse;020260-1234;Søvej 2\n"))
    assert "Hansen" not in reason.say("en")
    assert "0101" not in str(reason)


def test_what_may_be_shown_of_a_heading():
    assert may_be_shown("Bemærkning 2014")
    assert not may_be_shown("010160-1234")
    assert not may_be_shown("87 65 43 21")
    assert not may_be_shown("ib@ver.dk")
    assert not may_be_shown("x" * 61)


def test_nearest_names_slips_only():
    assert nearest("Komune", ["Kommune", "Kundetype"]) == "Kommune"
    assert nearest("Bemærkning", ["Kommune", "Kundetype"]) is None


def test_a_preview_tells_each_heading_and_reads_no_rows(tmp_path):
    rows = rows_of("henvisninger", {"Niveau": "?"})
    path = tmp_path / "a.csv"
    path.write_text(text_of([["HENVISNING-ID", *rows[0][1:], "Andet"], [*rows[1], "x"]]), encoding="utf-8")
    (found,) = preview(path)
    assert (found.file, found.kind, found.profile, found.reason) == ("a.csv", "henvisninger", "Fælles CRM", None)
    assert found.headings[0] == ("HENVISNING-ID", "Henvisning-ID")
    assert found.headings[-1] == ("Andet", None)
