"""People are kept out: pseudonyms under a guarded key, and no value of a person in anything the reader gives."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
from pathlib import Path

import pytest

from data_pipeline.errors import Correctable
from data_pipeline.exports import packed
from data_pipeline.exports.kinds import KINDS
from data_pipeline.exports.person_names import names_a_person
from data_pipeline.privacy import cpr
from tests.exports.files import FULL, KEY, danish, faults, one, rows_of, text_of, with_values

CPR = "610160-1234"


def test_a_pseudonym_is_a_keyed_hash_with_its_own_domain():
    expected = hmac.new(KEY, b"vaekst/cpr/v1\0" + b"6101601234", hashlib.sha256).hexdigest()
    assert cpr.pseudonym("6101601234", KEY) == expected


@pytest.mark.parametrize(
    ("digits", "birthday"),
    [
        ("0101601234", dt.date(1960, 1, 1)), ("6101601234", dt.date(1960, 1, 1)), ("2902000000", None),
        ("2902004000", dt.date(2000, 2, 29)), ("0101364000", dt.date(2036, 1, 1)), ("0101374000", dt.date(1937, 1, 1)),
        ("0101575000", dt.date(2057, 1, 1)), ("0101585000", dt.date(1858, 1, 1)), ("0101369000", dt.date(2036, 1, 1)),
        ("3202001234", None), ("9201601234", None), ("0001601234", None), ("0113601234", None),
        ("0101001234", dt.date(1900, 1, 1)),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(digits, birthday):
    assert cpr.birth_date(digits) == birthday


@pytest.mark.parametrize(
    "text",
    ["610160-1234", "Ib 0101601234.", "x010160 1234y", "010160–1234", "nr.010160-1234", "01.01.60-1234", "0101-601234"],
)
def test_what_looks_like_a_cpr_number(text):
    assert cpr.looks_like_cpr(text)
    assert "1234" not in cpr.without_cpr(text)


@pytest.mark.parametrize(
    "text", ["K-0001", "2014063001", "12345678", "01016012345", "990160-1234", "", "01-01-2060 12"]
)
def test_what_does_not_look_like_a_cpr_number(text):
    assert not cpr.looks_like_cpr(text)
    assert cpr.without_cpr(text) == text


def test_no_person_leaves_the_reader_from_any_column_or_heading():
    """A CPR number, a name, an address and a phone number in every column and beside them: none comes out."""
    secrets = (CPR, CPR.replace("-", ""), "Ib Vinter Hansen", "Hemmelig Sti 7", "ib.hansen@viborg.dk", "87 65 43 21")
    for kind in KINDS:
        changes = [
            {column.heading: secret}
            for column in kind.columns
            for secret in secrets
            # Eight digits may be an id.
            if not (secret == secrets[5] and column.form == "id")
        ]
        headings, *rows = rows_of(kind.name, *changes)
        extra = [f"Note {CPR}", "Ib Vinter Hansen", "Hemmelig Sti 7", "Ring 87 65 43 21"]
        sheet = one(text_of([[*headings, *extra], *([*row, *secrets[:4]] for row in rows)]))
        assert sheet.reason is None
        everything = str(sheet.rows.to_pylist()) + str(sheet.refused.to_pylist()) + "".join(map(packed, sheet.notes))
        for secret in secrets:
            assert secret not in everything, (kind.name, secret)


def test_free_text_is_kept_as_presence_only():
    sheet = with_values("kunder", {})
    everything = str(sheet.rows.to_pylist())
    for heading in (
        "Navn",
        "Adresse",
        "Telefon",
        "Uddannelse",
        "Kontaktperson",
        "Kontaktpersons uddannelse",
        "CPR-nr.",
    ):
        assert FULL["kunder"][heading] not in everything


# --- The key --------------------------------------------------------------------------------------------------------


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path):
    path = tmp_path / "home" / "cpr.key"
    key = cpr.make_key(path)
    assert len(key) == 32
    assert cpr.read_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["cpr.key"]
    with pytest.raises(Correctable) as told:
        cpr.make_key(path)
    assert told.value.say("en") == f"There is already a file {path}; the key in it is kept and no new one is made."
    assert cpr.read_key(path) == key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int):
    path = tmp_path / "cpr.key"
    cpr.make_key(path)
    path.chmod(mode)
    with pytest.raises(Correctable) as told:
        cpr.read_key(path)
    assert told.value.say("en") == f"The CPR key {path} can be read by others; set its mode to 0600 (chmod 600)."
    assert told.value.say("da") == f"CPR-nøglen {path} kan læses af andre; sæt dens rettigheder til 0600 (chmod 600)."


def test_a_missing_key_is_told(tmp_path: Path):
    path = tmp_path / "cpr.key"
    with pytest.raises(Correctable) as told:
        cpr.read_key(path)
    assert told.value.say("da") == f"CPR-nøglen {path} mangler; læg installationens nøgle tilbage fra dens sikre sted."


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_key_of_another_length_is_told(tmp_path: Path, content: bytes):
    path = tmp_path / "cpr.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(Correctable) as told:
        cpr.read_key(path)
    assert told.value.say("en") == (
        f"The CPR key {path} does not hold 32 bytes; put the right key back from its safe place."
    )


def test_a_folder_in_the_keys_place_is_told(tmp_path: Path):
    os.chmod(tmp_path, 0o700)
    with pytest.raises(Correctable):
        cpr.read_key(tmp_path)


# --- Names in text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ib Vinter Hansen", "Hansen, Ib", "ib hansen", "Anne-Marie Juhl Pedersen", "Mette Frederiksen", "Åse Ø",
        "Fatima Ali", "Lars P. Mølgaard", "Hemmelig Sti 7", "Søndergade 12 B", "Gl. Århusvej 201", "Peder Opdigtsen",
    ],
)  # fmt: skip
def test_what_names_a_person(text):
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "VER", "Viborg Egnens Erhvervsråd", "Væksthus Midtjylland", "Store oplevelser", "Animation og nye medier",
        "Grøn teknologi og bæredygtig produktion", "Hans Jensen Rådgivning", "Jensen & Hansen ApS", "Niels Bygger A/S",
        "CVR", "Register", "Indberettet", "K 4711", "Vejledning 3", "Viborg Kommune", "Lokal operatør", "Ib", "",
        "Danmarks Statistik", "Business Region", "Kunde ID", "Første kontakt", "Omsætning 2014", "Vej 3",
    ],
)  # fmt: skip
def test_what_names_no_person(text):
    assert not names_a_person(text)


def test_a_name_in_a_label_is_left_out_and_told():
    """Operatør and Fokusområde carry no figure when they name a person, so the row stands without."""
    sheet = with_values("vejledninger", {}, {"Operatør": "Ib Hansen", "Vejledning-ID": "V2"}, {"Operatør": "Mette"})
    assert sheet.rows["operator"].to_pylist() == ["VER", None, None]
    assert [note.say("da") for note in sheet.notes] == [
        "Operatør: 2 rækker nævner en person, og navnene er udeladt; rækkerne står ved magt uden dem."
    ]


def test_a_name_where_rows_are_told_apart_refuses_the_row():
    """An id, and Kilde, which is part of its row's key, can't be left out."""
    assert faults(with_values("vejledninger", {"Kunde-ID": "Ib Hansen"})) == [
        (
            2,
            "Kunde-ID",
            "Kunde-ID reads as a person's name or address; remove it in the CRM, or write it as a number or a code.",
        )
    ]
    assert danish(with_values("beskæftigelse", {"Kilde": "Hansen, Ib"})) == [
        "Kilde ligner en persons navn eller adresse; fjern det i CRM, eller skriv et nummer eller en kode."
    ]


@pytest.mark.parametrize("text", ["for 610160-1234", "spørg ib@viborg.dk", "ring 87 65 43 21", "+45 87654321"])
def test_what_somebody_writes_may_not_tell_of_people(text):
    with pytest.raises(Correctable):
        cpr.refuse_people(text)


@pytest.mark.parametrize("text", ["", "June, from the CRM", "Juni 2014, fra Mette", "Load 7 of 2014-06-30", "B1: 200"])
def test_what_somebody_may_write(text):
    cpr.refuse_people(text)


def test_an_address_in_a_files_name_is_out_of_sight():
    assert cpr.without_cpr("ib.hansen@viborg.dk.csv") == "….csv"
    assert cpr.without_cpr("fra ib@viborg.dk juni.xlsx") == "fra … juni.xlsx"
    assert cpr.without_cpr("kunder 2014-06-30.csv") == "kunder 2014-06-30.csv"


def test_of_a_name_no_screen_can_show_the_rest_stands():
    """Latin-1 in a zip, a line end, a mark that turns the writing: what is shown can be stored and seen."""
    assert cpr.without_cpr("k\udcf8b\n2014\u202egnp.csv") == "k?b?2014?gnp.csv"
    assert cpr.without_cpr("Ark\u00a01 Æøå a\u030a") == "Ark 1 Æøå a\u030a"
