"""Every way a value is written (DESIGN: the CRM exports), and the one sentence each faulty value earns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from data_pipeline.privacy import cpr
from tests.exports.files import KEY, danish, faults, kind_of, with_values

DAY = dt.date(2014, 12, 31)
NOON = dt.datetime(2014, 12, 31, 12, 30)

READ = [
    # kind, heading, column, written, read
    *(("vejledninger", "Dato", "guidance_date", text, DAY) for text in (
        "31-12-2014", "31/12/2014", "31.12.2014", "2014-12-31", " 31-12-2014 ", "31-12-2014 23:59",
        "31-12-2014T23:59:59", "2014-12-31T00:00", "2014-12-31\u00a008:30:00",
    )),
    ("vejledninger", "Registreret", "registered_date", "03-04-2014", dt.date(2014, 4, 3)),
    *(("kunder", "Ændret", "changed_at", text, NOON) for text in (
        "31-12-2014 12:30", "31/12/2014T12:30:00", "2014-12-31 12:30",
    )),
    ("kunder", "Ændret", "changed_at", "31.12.2014", dt.datetime(2014, 12, 31)),
    *(("vækstforløb", "Medfinansiering", "cofinancing_dkk", text, Decimal(value)) for text, value in (
        ("1.234,50", "1234.50"), ("1234,5", "1234.50"), ("1 234,50", "1234.50"), ("1\u00a0234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"), ("kr. 500", "500"), ("Kr. 500", "500"), ("500 kr.", "500"), ("500,-", "500"),
        ("kr. 1.500,-", "1500"), ("1.234", "1234"), ("1.234.567", "1234567"), ("1,5", "1.5"), ("1234.50", "1234.50"),
        ("0.50", "0.50"), ("0", "0"), ("-0,00", "0"), ("999999999999,99", "999999999999.99"),
    )),
    ("vejledninger", "Timer", "work_hours", "24", Decimal(24)),
    ("vejledninger", "Timer", "work_hours", "0", Decimal(0)),
    ("beskæftigelse", "Årsværk", "full_time_equivalents", "1,234", Decimal("1.234")),
    ("beskæftigelse", "Årsværk", "full_time_equivalents", "1.234", Decimal(1234)),
    *(("kunder", "Kommune", "municipality_code", text, "791") for text in (
        "Viborg", "viborg kommune", "VIBORG  KOMMUNE", "791", "0791", "Kommune Viborg",
    )),
    ("kunder", "Kommune", "municipality_code", "Århus", "751"),
    ("kunder", "Kommune", "municipality_code", "Aarhus Kommune", "751"),
    ("kunder", "Kommune", "municipality_code", "Københavns Kommune", "101"),
    ("kunder", "Kommune", "municipality_code", "Koebenhavn", "101"),
    *(("kunder", "Branchekode", "industry_code", text, "010203") for text in ("010203", "01.02.03")),
    *(("kunder", "Vækstambition", "is_ambitious", text, True) for text in (
        "Ja", "J", "1", "Sand", "True", "ja", " JA ",
    )),
    *(("kunder", "Vækstambition", "is_ambitious", text, False) for text in ("Nej", "n", "0", "FALSK", "false")),
    *(("kunder", "Kundetype", "client_type", text, "before_start") for text in (
        "Før start", "FØR START", "Foer  start", "Før\u00a0start", "før start *",
    )),
    *(("tilfredshed", "Tilfredshed", "score", text, score) for text, score in (
        ("Meget utilfreds", 1), ("utilfreds", 2), ("Hverken eller", 3), ("Tilfreds", 4), ("5", 5), ("Ved ikke", 0),
        ("", None), ("-", None), ("–", None),
    )),
    ("kunder", "CPR-nr.", "cpr_pseudonym", "610160-1234", cpr.pseudonym("6101601234", KEY)),
    ("kunder", "CPR-nr.", "cpr_pseudonym", "6101601234", cpr.pseudonym("6101601234", KEY)),
    ("kunder", "CVR-nr.", "cvr", "90000004", "90000004"),
    ("kunder", "Kunde-ID", "client_id", "  007-a ", "007-a"),
    ("kunder", "Kunde-ID", "client_id", "2014063001", "2014063001"),
    ("kunder", "Fokusområde", "focus_area", "–", None),
    ("kunder", "Navn", "has_name", "-", False),
    ("kunder", "Navn", "has_name", "Ib", True),
    ("kunder", "Telefon", "has_phone", "\u00a0", False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "heading", "column", "written", "value"), READ)
def test_a_value_is_read_as_danes_write_it(kind, heading, column, written, value):
    sheet = with_values(kind, {heading: written})
    assert kind_of(sheet).name == kind
    assert faults(sheet) == []
    assert sheet.rows[column].to_pylist() == [value]


NO_DATE = (
    "{} is not a date as 31-12-2014; write day, month and a year of four digits.",
    "{} er ikke en dato som 31-12-2014; skriv dag, måned og et årstal med fire cifre.",
)
NO_NUMBER = (
    "{} is not a number as 1.234,50; write it with a decimal comma.",
    "{} er ikke et tal som 1.234,50; skriv det med decimalkomma.",
)
TWO_NUMBERS = (
    "{} can be read as two different numbers; write it as 1.234,50, with a decimal comma.",
    "{} kan læses som to forskellige tal; skriv det som 1.234,50 med decimalkomma.",
)
TWO_DECIMALS = ("{} has more than two decimals; write two.", "{} har mere end to decimaler; skriv to.")
NEGATIVE = ("{} is negative; correct it in the CRM.", "{} er negativ; ret den i CRM.")
EMPTY = (
    "{} is empty; fill it in in the CRM and export again.",
    "{} er tom; udfyld den i CRM, og eksportér igen.",
)
NO_CPR = (
    "{} is not ten digits with a real date; correct the CPR number in the CRM.",
    "{} er ikke ti cifre med en rigtig dato; ret CPR-nummeret i CRM.",
)
NO_INDUSTRY = (
    "{} is not six digits; write the whole industry code.",
    "{} er ikke seks cifre; skriv hele branchekoden.",
)
NO_CVR = (
    "{} is not eight digits; correct the CVR number in the CRM.",
    "{} er ikke otte cifre; ret CVR-nummeret i CRM.",
)
NO_YES = ("{} is neither yes nor no; write Ja or Nej.", "{} er hverken ja eller nej; skriv Ja eller Nej.")
NO_POSTCODE = ("{} is not a postcode; write its four digits.", "{} er ikke et postnummer; skriv dets fire cifre.")
HOLDS_CPR = (
    "{} holds what looks like a CPR number; remove it in the CRM.",
    "{} indeholder noget, der ligner et CPR-nummer; fjern det i CRM.",
)
HOLDS_EMAIL = (
    "{} holds what looks like an e-mail address; remove it in the CRM.",
    "{} indeholder noget, der ligner en mailadresse; fjern den i CRM.",
)
HOLDS_PHONE = (
    "{} holds what looks like a telephone number; remove it in the CRM.",
    "{} indeholder noget, der ligner et telefonnummer; fjern det i CRM.",
)
EXCEL_ERROR = (
    "{} holds an error from Excel; mend the formula and export again.",
    "{} indeholder en fejl fra Excel; ret formlen, og eksportér igen.",
)

REFUSED = [
    # kind, heading, written, (English, Danish)
    *(("vejledninger", "Dato", text, NO_DATE) for text in (
        "1-2-2014", "31-12-14", "31-12/2014", "2014/12/31", "12-31-2014x", "31. december 2014", "41640",
        "31-12-2014 24:00", "31-12-2014 8:00", "31-12-2014 10:00:00.000", "2014-12-31T10:00:00Z",
    )),
    *(("vejledninger", "Dato", text, (
        "{} is a day that does not exist; correct it in the CRM.", "{} er en dag, der ikke findes; ret den i CRM.",
    )) for text in ("31-02-2014", "29-02-2014", "00-01-2014", "11/31/2014", "02-30-2014")),
    *(("vejledninger", "Dato", text, (
        "{} is before 1905, which usually means that the date is missing; write the real date in the CRM.",
        "{} er før 1905, og det betyder som regel, at datoen mangler; skriv den rigtige dato i CRM.",
    )) for text in ("01-01-1900", "01.01.1753 00:00", "0001-01-01", "31-12-1904")),
    *(("vækstforløb", "Slutdato", text, (
        "{} is after 2100, which usually means that there is no date; write the real date in the CRM.",
        "{} er efter 2100, og det betyder som regel, at der ingen dato er; skriv den rigtige dato i CRM.",
    )) for text in ("31-12-9999", "2999-12-31")),
    ("kunder", "Stiftelsesdato", "01-01-0214", (
        "{} is before the year 1500; write the year with its four digits.",
        "{} er før år 1500; skriv årstallet med dets fire cifre.",
    )),
    ("kunder", "Ændret", "i går", (
        "{} is not a date with time as 31-12-2014 14:30; correct it in the export.",
        "{} er ikke en dato med klokkeslæt som 31-12-2014 14:30; ret den i eksporten.",
    )),
    *(("vækstforløb", "Medfinansiering", text, TWO_NUMBERS) for text in (
        "1,234.50", "12.5", "1.2345", "0.500", "1.23.456", "1234.567", "1.234.50", "1,5,0",
    )),
    *(("vækstforløb", "Medfinansiering", text, NO_NUMBER) for text in (
        "fem", "5 pct.", "DKK 500", "+5", "(5)", ",5", "5,", "1 23", "1e3", "٣", "kr. 5 kr.", "1 234.50",
    )),
    *(("vækstforløb", "Medfinansiering", text, NEGATIVE) for text in ("-5,00", "−5", "-500,-")),
    *(("vækstforløb", "Medfinansiering", text, TWO_DECIMALS) for text in ("1,234", "1,500")),
    *(("vækstforløb", "Medfinansiering", text, (
        "{} is larger than any amount there can be; correct it in the CRM.",
        "{} er større, end noget beløb kan være; ret den i CRM.",
    )) for text in ("1000000000000", "9" * 40)),
    ("vejledninger", "Timesats", "-1", NEGATIVE),
    ("vejledninger", "Timer", "-0,5", NEGATIVE),
    ("vejledninger", "Timer", "1,255", TWO_DECIMALS),
    ("vejledninger", "Timer", "24,01", (
        "{} is more than 24 hours in one row; divide it by day in the CRM.",
        "{} er mere end 24 timer i én række; del dem på dage i CRM.",
    )),
    ("vejledninger", "Timer", "kr. 5", (
        "{} has “kr.” and is not an amount; write the number alone.",
        "{} har “kr.” og er ikke et beløb; skriv tallet alene.",
    )),
    ("beskæftigelse", "Årsværk", "-1", NEGATIVE),
    ("beskæftigelse", "Omsætning", "-1", NEGATIVE),
    ("beskæftigelse", "Eksport", "-1", NEGATIVE),
    ("beskæftigelse", "Årsværk", "1,2345", (
        "{} has more than three decimals; write three.", "{} har mere end tre decimaler; skriv tre.",
    )),
    ("beskæftigelse", "Årsværk", "19-10", (
        "{} is an interval whose first number is the larger; write it as 10-19.",
        "{} er et interval, hvis første tal er det største; skriv det som 10-19.",
    )),
    ("kunder", "Kundetype", "Forening", (
        "{} is none of its listed values (Før start, Iværksætter, Virksomhed); correct it in the CRM.",
        "{} er ingen af de mulige værdier (Før start, Iværksætter, Virksomhed); ret den i CRM.",
    )),
    ("kunder", "Vækstpotentiale", "D", (
        "{} is none of its listed values (A, B, C); correct it in the CRM.",
        "{} er ingen af de mulige værdier (A, B, C); ret den i CRM.",
    )),
    *(("kunder", "Vækstambition", text, NO_YES) for text in ("måske", "2", "x")),
    *(("tilfredshed", "Tilfredshed", text, (
        "{} is none of its listed values; write 1 to 5, the words for them, or Ved ikke.",
        "{} er ingen af de mulige værdier; skriv 1 til 5, ordene for dem eller Ved ikke.",
    )) for text in ("6", "0", "4,5", "glad")),
    *(("kunder", "Kommune", text, (
        "{} is no Danish municipality; write its name or its three-digit code.",
        "{} er ingen dansk kommune; skriv navnet eller den trecifrede kode.",
    )) for text in ("Atlantis", "999", "00791", "79", "Viborg Amt")),
    *(("kunder", "CPR-nr.", text, (
        "{} has nine digits and has lost its first zero; format the column as text and export again.",
        "{} har ni cifre og har mistet sit første nul; formatér kolonnen som tekst, og eksportér igen.",
    )) for text in ("101601234", "10160-1234")),
    *(("kunder", "CPR-nr.", text, NO_CPR) for text in (
        "310260-1234", "920160-1234", "610160 1234", "0203291WQ3", "12345678", "61016012345", "61-01601234",
    )),
    *(("kunder", "CVR-nr.", text, NO_CVR) for text in (
        "9000000", "900000040", "DK90000004", "90 00 00 04", "٩٠٠٠٠٠٠٤",
    )),
    *(("kunder", "CVR-nr.", text, (
        "{} fails the check digit of CVR numbers; correct the CVR number in the CRM.",
        "{} passer ikke med CVR-numres kontrolciffer; ret CVR-nummeret i CRM.",
    )) for text in ("90000005", "01000001")),
    ("kunder", "Branchekode", "10203", (
        "{} has five digits and has lost its first zero; format the column as text and export again.",
        "{} har fem cifre og har mistet sit første nul; formatér kolonnen som tekst, og eksportér igen.",
    )),
    *(("kunder", "Branchekode", text, NO_INDUSTRY) for text in ("1071", "1071200", "bager", "...")),
    ("kunder", "Postnr.", "800", (
        "{} has three digits and has lost its first zero; format the column as text and export again.",
        "{} har tre cifre og har mistet sit første nul; formatér kolonnen som tekst, og eksportér igen.",
    )),
    *(("kunder", "Postnr.", text, NO_POSTCODE) for text in (
        "87654321", "Viborg", "610160-1234", "Ny Vej 5", "NY VEJ 5", "Vejen 12", "Bo Hansen1", "8800 Viborg", "JENS 1",
    )),
    *(("kunder", heading, text, EMPTY) for heading in ("Kunde-ID", "Kommune") for text in ("", "-", "–", " ")),
    ("vejledninger", "Dato", "", EMPTY),
    ("beskæftigelse", "Opgjort", "", EMPTY),
    *(("kunder", "Kunde-ID", text, HOLDS_CPR) for text in (
        "610160-1234", "K6101601234", "x 610160 1234", "010160–1234",
    )),
    *(("vejledninger", "Timesats", text, (
        "{} looks like a CPR number; remove it in the CRM, or write the amount as 1.234,50.",
        "{} ligner et CPR-nummer; fjern det i CRM, eller skriv beløbet som 1.234,50.",
    )) for text in ("6101601234", "0101601234")),
    ("kunder", "Fokusområde", "Ib 610160-1234", HOLDS_CPR),
    ("vejledninger", "Operatør", "0101601234", HOLDS_CPR),
    ("beskæftigelse", "Kilde", "010160-1234", HOLDS_CPR),
    ("vejledninger", "Operatør", "ib@ver.dk", HOLDS_EMAIL),
    ("kunder", "Kunde-ID", "ib@ver.dk", HOLDS_EMAIL),
    *(("vejledninger", "Operatør", text, HOLDS_PHONE) for text in ("Ib 87654321", "+45 87 65 43 21", "8765 4321")),
    ("vejledninger", "Operatør", "x" * 201, (
        "{} is longer than 200 characters; shorten it in the CRM.", "{} er længere end 200 tegn; forkort den i CRM.",
    )),
    ("vejledninger", "Timer", "#DIVISION/0!", EXCEL_ERROR),
    ("vejledninger", "Operatør", "#I/T", EXCEL_ERROR),
    ("vejledninger", "Kunde-ID", "#REF!", EXCEL_ERROR),
    ("vejledninger", "Hovedindhold", "#VÆRDI!", EXCEL_ERROR),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "heading", "written", "sentences"), REFUSED)
def test_a_faulty_value_refuses_its_row_with_one_sentence(kind, heading, written, sentences):
    sheet = with_values(kind, {}, {heading: written}, {})
    assert faults(sheet) == [(3, heading, sentences[0].format(heading))]
    assert danish(sheet) == [sentences[1].format(heading)]
    assert sheet.rows["line"].to_pylist() == [2, 4]
    assert sheet.received == 3


def test_no_sentence_tells_a_value():
    for kind, heading, written, _ in REFUSED:
        if len(written.strip()) > 3:
            sheet = with_values(kind, {heading: written})
            assert all(written not in text for _, _, text in faults(sheet))
            assert all(written not in str(entry) for entry in sheet.refused.drop_columns(["row_id"]).to_pylist())


def test_every_fault_of_a_row_is_told_and_the_row_counts_once():
    sheet = with_values("kunder", {"Kundetype": "x", "Kommune": "", "CVR-nr.": "1"}, {})
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(2, "Kundetype"), (2, "CVR-nr."), (2, "Kommune")]
    assert (sheet.received, sheet.rows.num_rows) == (2, 1)
    assert sheet.refused["row_id"].to_pylist() == ["K-001"] * 3


def test_the_id_of_a_refused_row_is_kept_only_when_it_is_certain():
    sheet = with_values("kunder", {"Kunde-ID": "610160-1234"}, {"Kunde-ID": "K2", "Kommune": "?"})
    assert sheet.refused["row_id"].to_pylist() == [None, "K2"]


def test_employment_carries_the_key_of_its_source_and_exact_ends():
    sheet = with_values("beskæftigelse", {"Kilde": " Indberettet *"}, {"Kilde": ""})
    assert sheet.rows["data_source_key"].to_pylist() == ["indberettet", ""]
    assert sheet.rows["full_time_low"].to_pylist() == [Decimal("12.125")] * 2
    assert sheet.rows["full_time_high"].to_pylist() == [Decimal("12.125")] * 2


@pytest.mark.parametrize(("written", "low", "high"), [("10-19", 10, 19), ("10 – 19", 10, 19), ("ANTAL_10_19", 10, 19)])
def test_a_band_keeps_its_ends_and_is_no_exact_figure(written, low, high):
    sheet = with_values("beskæftigelse", {"Årsværk": written})
    row = sheet.rows.to_pylist()[0]
    assert (row["full_time_equivalents"], row["full_time_low"], row["full_time_high"]) == (None, low, high)
    assert sheet.notes == ()


def test_a_band_that_cvr_does_not_use_is_kept_as_unknown_and_told():
    sheet = with_values("beskæftigelse", {"Årsværk": "ANTAL_20_29"}, {})
    row = sheet.rows.to_pylist()[0]
    assert (row["full_time_equivalents"], row["full_time_low"], row["full_time_high"]) == (None, None, None)
    assert [note.say("en") for note in sheet.notes] == [
        "Årsværk: 1 row has a band that CVR does not use; it is kept as unknown."
    ]
    assert [note.say("da") for note in sheet.notes] == [
        "Årsværk: 1 række har et interval, som CVR ikke bruger; den gemmes som ukendt."
    ]


def test_many_distinct_values_are_read_as_few_are():
    """Above some thousands of distinct dates and amounts Arrow reads them all at once; nothing may differ."""
    day = dt.datetime(2000, 1, 1)
    moments = [day + dt.timedelta(minutes=number) for number in range(6000)]
    changes = [
        {"Ændret": f"{at:%d-%m-%Y %H:%M}", "Medfinansiering": f"{number},{number % 100:02}"}
        for number, at in enumerate(moments)
    ]
    sheet = with_values("vækstforløb", *changes)
    assert sheet.rows["changed_at"].to_pylist() == moments
    assert sheet.rows["cofinancing_dkk"].to_pylist() == [
        Decimal(number) + Decimal(number % 100) / 100 for number in range(6000)
    ]
    broken = with_values(
        "vækstforløb", *changes, {"Ændret": "31-02-2014 10:00"}, {"Ændret": "-"}, {"Medfinansiering": "1.5"}
    )
    assert broken.rows.num_rows == 6001
    assert [line for line, _, _ in faults(broken)] == [6002, 6004]
