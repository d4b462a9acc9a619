"""Other CRMs' words: Dynamics, Salesforce and HubSpot in English and Danish, and what a profile may say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline.errors import Correctable
from data_pipeline.exports.profiles import profiles, read_profile
from data_pipeline.exports.recognise import recognise
from tests.exports.files import faults, kind_of, one

OWN = "Client type,Municipality,Growth ambition"
FILES = {
    "Dynamics 365": (
        "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Number,Account Name,"
        "Main Phone,Address 1: ZIP/Postal Code," + OWN,
        "11111111-2222,abc=,2014-06-30 10:00,A-1,Ib ApS,87654321,8800,Company,Viborg,Yes",
    ),
    "Salesforce": (
        "Account ID,Account Name,Billing Zip/Postal Code,Phone,Last Modified Date," + OWN,
        "A-1,Ib ApS,8800,87654321,2014-06-30 10:00,Company,Viborg,Yes",
    ),
    "HubSpot": (
        "Record ID,Company name,Postal Code,Phone Number,Last Modified Date," + OWN,
        "A-1,Ib ApS,8800,87654321,2014-06-30 10:00,Company,Viborg,Yes",
    ),
}
DANISH = {
    "Dynamics 365": (
        "Kontonummer;Kontonavn;Adresse 1: Postnummer;Primær telefon;Ændret den",
        "A-1;Ib;8800;1;30-06-2014 10:00",
    ),
    "Salesforce": (
        "Kontonummer;Kontonavn;Faktureringspostnummer;Telefon;Senest ændret den",
        "A-1;Ib;8800;1;30-06-2014 10:00",
    ),
    "HubSpot": (
        "Post-id;Virksomhedsnavn;Postnummer;Telefonnummer;Dato for seneste ændring",
        "A-1;Ib;8800;1;30-06-2014 10:00",
    ),
}


@pytest.mark.parametrize("title", FILES)
def test_an_english_export_of_accounts_is_clients(title):
    headings, row = FILES[title]
    assert recognise(headings.split(","), 1).profile.title == title
    sheet = one(f"{headings}\n{row}\n")
    assert kind_of(sheet).name == "kunder"
    assert faults(sheet) == []
    (found,) = sheet.rows.to_pylist()
    assert (found["client_id"], found["client_type"], found["municipality_code"]) == ("A-1", "company", "791")
    assert (found["has_name"], found["has_phone"], found["postcode"], found["is_ambitious"]) == (
        True,
        True,
        "8800",
        True,
    )
    assert found["changed_at"] == dt.datetime(2014, 6, 30, 10)
    assert sheet.notes == ()


@pytest.mark.parametrize("title", DANISH)
def test_a_danish_export_of_accounts_is_clients(title):
    headings, row = DANISH[title]
    headings += ";Kundetype;Kommune"
    assert recognise(headings.split(";"), 1).profile.title == title
    sheet = one(f"{headings}\n{row};Virksomhed;Viborg\n")
    (found,) = sheet.rows.to_pylist()
    assert (found["client_id"], found["has_name"], found["postcode"]) == ("A-1", True, "8800")
    assert (found["has_phone"], found["changed_at"]) == (True, dt.datetime(2014, 6, 30, 10))


def test_a_fault_names_the_heading_that_the_file_has():
    headings, row = FILES["HubSpot"]
    sheet = one(f"{headings}\n{row.replace('8800', '800').replace('Viborg', '')}\n")
    assert [heading for _, heading, _ in faults(sheet)] == ["Postal Code", "Municipality"]
    assert "Postal Code has three digits" in faults(sheet)[0][2]


def test_the_crms_own_change_date_steps_back_for_ours():
    headings = "(Do Not Modify) Modified On;Ændret;Kunde-ID;Kundetype;Kommune"
    sheet = one(f"{headings}\n01-01-2014;02-01-2014;K1;Virksomhed;791\n")
    assert sheet.rows["changed_at"].to_pylist() == [dt.datetime(2014, 1, 2)]


def test_every_profile_reads_and_the_default_comes_first():
    assert [profile.name for profile in profiles()] == ["default", "dynamics", "english", "hubspot", "salesforce"]


FAULTS = {
    'title = "X"\nheding = 1\n': (
        "x.toml: heding is not known; did you mean headings?",
        "x.toml: heding kendes ikke; mente du headings?",
    ),
    'extends = "odoo"\n': (
        "x.toml: odoo extends a profile that is not there; "
        "there are default, dynamics, english, hubspot and salesforce.",
        "x.toml: odoo udvider en profil, der ikke findes; der er default, dynamics, english, hubspot og salesforce.",
    ),
    '[headings.kunder]\n"Komune" = ["Town"]\n': (
        "x.toml: kunder.Komune is not known; did you mean Kommune?",
        "x.toml: kunder.Komune kendes ikke; mente du Kommune?",
    ),
    '[headings.kunde]\n"Kommune" = ["Town"]\n': (
        "x.toml: headings.kunde is not known; did you mean kunder?",
        "x.toml: headings.kunde kendes ikke; mente du kunder?",
    ),
    '[headings."*"]\n"Daato" = ["Date"]\n': (
        "x.toml: *.Daato is not known; did you mean Dato?",
        "x.toml: *.Daato kendes ikke; mente du Dato?",
    ),
    '[values.kunder]\n"Kundetype" = { "Firm" = "Virksomheder" }\n': (
        "x.toml: values.kunder.Kundetype: Virksomheder is not known; did you mean Virksomhed?",
        "x.toml: values.kunder.Kundetype: Virksomheder kendes ikke; mente du Virksomhed?",
    ),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_of_a_profile_is_told_with_the_nearest_known(text, tmp_path: Path):
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Correctable) as told:
        read_profile("x", tmp_path)
    english, danish = FAULTS[text]
    lines = told.value.say("en").splitlines()
    assert english in lines
    assert danish in told.value.say("da").splitlines()


def test_a_profile_that_is_not_toml_is_told(tmp_path: Path):
    (tmp_path / "x.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(Correctable) as told:
        read_profile("x", tmp_path)
    assert told.value.say("en").startswith("x.toml is not TOML: ")
