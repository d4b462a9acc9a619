"""A column is read as one: what its values say together, and codes that a spreadsheet has had its hands on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.exports.files import danish, faults, one, rows_of, text_of, with_values

# --- Month or day first ---------------------------------------------------------------------------------------------

UNCERTAIN = (
    "{0} may have the month before the day, as {1} has in line {2}; choose Danish dates in the CRM and export again."
)
MONTH_FIRST = "{0} has the month before the day; choose Danish dates in the CRM and export again."

DATED = [
    ("vejledninger", "Dato", "guidance_date"),
    ("vejledninger", "Registreret", "registered_date"),
    ("visitationer", "Første kontakt", "first_contact_date"),
    ("vækstforløb", "Startdato", "start_date"),
    ("vækstforløb", "Slutdato", "end_date"),
    ("tilfredshed", "Udsendt", "sent_date"),
    ("tilfredshed", "Besvaret", "answered_date"),
    ("beskæftigelse", "Opgjort", "measured_date"),
    ("kunder", "Stiftelsesdato", "start_date"),
    ("kunder", "Ændret", "changed_at"),
]


@pytest.mark.parametrize(("kind", "heading", "column"), DATED)
def test_a_date_with_the_month_first_makes_its_columns_other_dates_uncertain(kind, heading, column):
    sheet = with_values(
        kind, {heading: "04/09/2013"}, {heading: "04-09-2013"}, {heading: "09/24/2013"}, {heading: "24.09.2013"}
    )
    assert faults(sheet) == [
        (2, heading, UNCERTAIN.format(heading, heading, 4)),
        (3, heading, UNCERTAIN.format(heading, heading, 4)),
        (4, heading, MONTH_FIRST.format(heading)),
    ]
    assert danish(sheet)[1:] == [
        f"{heading} kan have måneden før dagen, som {heading} har i linje 4; "
        "vælg danske datoer i CRM, og eksportér igen.",
        f"{heading} har måneden før dagen; vælg danske datoer i CRM, og eksportér igen.",
    ]
    (left,) = sheet.rows[column].to_pylist()
    assert (left.year, left.month, left.day) == (2013, 9, 24)


@pytest.mark.parametrize("evidence", ["9/24/2013", "09/24/13", "09.24.2013", "09/24/2013 02:15 PM", "09-24-2013T10:00"])
def test_a_date_that_nobody_can_read_speaks_for_the_month_first_too(evidence):
    sheet = with_values("tilfredshed", {"Udsendt": "10/11/2013"}, {"Udsendt": evidence})
    assert (2, "Udsendt", UNCERTAIN.format("Udsendt", "Udsendt", 3)) in faults(sheet)
    assert sheet.rows.num_rows == 0


def test_other_columns_that_are_written_alike_are_uncertain_with_it():
    few = [{"Dato": "02/11/2013", "Registreret": ""}, {"Dato": "03/11/2013", "Registreret": "11/28/2013"}]
    sheet = with_values("vejledninger", *few)
    assert faults(sheet) == [
        (2, "Dato", UNCERTAIN.format("Dato", "Registreret", 3)),
        (3, "Registreret", MONTH_FIRST.format("Registreret")),
    ]
    certain = with_values("vejledninger", *few, {"Dato": "28/11/2013", "Registreret": ""})
    assert certain.rows["line"].to_pylist() == [2, 4]
    written_otherwise = with_values("vejledninger", {"Dato": "02-11-2013", "Registreret": ""}, few[1])
    assert written_otherwise.rows["line"].to_pylist() == [2]


def test_one_date_with_the_month_first_is_found_among_thousands():
    days = [dt.date(1990, 1, 1) + dt.timedelta(days=number) for number in range(7_000)]
    rows = [{"Kunde-ID": f"K{number}", "Stiftelsesdato": f"{day:%d/%m/%Y}"} for number, day in enumerate(days)]
    assert with_values("kunder", *rows).rows.num_rows == 7_000
    sheet = with_values("kunder", *rows, {"Stiftelsesdato": "12/30/2010"})
    assert sheet.rows.num_rows == sum(day.day > 12 for day in days)
    assert faults(sheet)[0] == (2, "Stiftelsesdato", UNCERTAIN.format("Stiftelsesdato", "Stiftelsesdato", "7,002"))


def test_dates_that_stand_for_none():
    given = ["01-01-1900", "01-01-1753", "31.12.9999", "0001-01-01", "17-05-1998", ""]
    for heading, column in (("Stiftelsesdato", "start_date"), ("Ophørsdato", "end_date")):
        sheet = with_values("kunder", *({heading: text} for text in given))
        assert sheet.rows[column].to_pylist() == [None, None, None, None, dt.date(1998, 5, 17), None]
        assert [note.say("en") for note in sheet.notes] == [
            f"{heading}: 4 rows have dates that mean “no date”, as 01-01-1900; they are read as empty."
        ]
        assert [note.say("da") for note in sheet.notes] == [
            f"{heading}: 4 rækker har datoer, der betyder “ingen dato”, som 01-01-1900; de er læst som tomme."
        ]


# --- Points and commas ----------------------------------------------------------------------------------------------

NUMBERS = [
    ("vejledninger", "Timer", "work_hours"),
    ("vejledninger", "Timesats", "hourly_rate_dkk"),
    ("vækstforløb", "Medfinansiering", "cofinancing_dkk"),
    ("beskæftigelse", "Årsværk", "full_time_equivalents"),
    ("beskæftigelse", "Omsætning", "revenue_dkk"),
    ("beskæftigelse", "Eksport", "export_dkk"),
]
MIXED = (
    "{0} can be thousands or decimals, as other numbers of the column have a decimal point; "
    "write it as 1.234,50, with a decimal comma."
)


@pytest.mark.parametrize(("kind", "heading", "column"), NUMBERS)
def test_a_column_whose_points_can_only_be_decimal_is_read_with_a_decimal_point(kind, heading, column):
    sheet = with_values(kind, {heading: "7.5"}, {heading: "12.25"}, {heading: "3"}, {heading: "0.50"})
    assert faults(sheet) == []
    assert sheet.rows[column].to_pylist() == [Decimal("7.5"), Decimal("12.25"), Decimal(3), Decimal("0.5")]


@pytest.mark.parametrize(("kind", "heading", "column"), NUMBERS[2:])
def test_where_one_point_is_a_decimal_point_the_others_are_uncertain(kind, heading, column):
    sheet = with_values(kind, {heading: "17.50"}, {heading: "17.500"}, {heading: "900"}, {heading: "1.234.567"})
    assert faults(sheet) == [(3, heading, MIXED.format(heading))]
    assert danish(sheet) == [
        f"{heading} kan være tusinder eller decimaler, for andre tal i kolonnen har decimalpunktum; "
        "skriv det som 1.234,50 med decimalkomma."
    ]
    assert sheet.rows[column].to_pylist() == [Decimal("17.5"), Decimal(900), Decimal(1234567)]


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (["8.500", "1,5"], ["8500", "1.5"]),  # thousands, and a decimal comma
        (["8.500", "2.250"], ["8500", "2250"]),
        (["8.125", "0.5"], [None, None]),  # 8.125 may be thousands, so 0.5 may not be written
        (["8,125", "9.75"], [None, "9.75"]),  # the comma may part thousands
        (["8,125", "1,234.5"], [None, None]),
        (["8,125", "12,345,678"], [None, None]),
        (["8.125,5", "9.75"], ["8125.5", "9.75"]),
        (["12.75", "1 250.5"], ["12.75", "1250.5"]),
    ],
)
def test_points_and_commas_of_a_column_are_judged_together(values, read):
    sheet = with_values("beskæftigelse", *({"Årsværk": text} for text in values))
    right = dict(zip(sheet.rows["line"].to_pylist(), sheet.rows["full_time_equivalents"].to_pylist(), strict=True))
    assert [right.get(line) for line in range(2, 2 + len(values))] == [text and Decimal(text) for text in read]


# --- Ids and codes --------------------------------------------------------------------------------------------------

IDS = [
    ("kunder", "Kunde-ID", "client_id"),
    ("vejledninger", "Vejledning-ID", "guidance_id"),
    ("visitationer", "Visitation-ID", "screening_id"),
    ("henvisninger", "Henvisning-ID", "referral_id"),
    ("vækstforløb", "Forløb-ID", "programme_id"),
    ("tilfredshed", "Svar-ID", "answer_id"),
    ("tilfredshed", "Kunde-ID", "client_id"),
]


@pytest.mark.parametrize(("kind", "heading", "column"), IDS)
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\u200bQ-7", "Q-7"), ("Q-7\ufeff ", "Q-7"), ("\u2060 Q-7", "Q-7"), ("Q-7\u00ad", "Q-7"), ("\u200eQ-7", "Q-7"),
        ('="0042"', "0042"), ("'0042", "0042"), ('=" 0042\u200b"', "0042"), ("A\u030a-7", "Å-7"), ("1E5", "1E5"),
    ],
)  # fmt: skip
def test_an_id_is_what_stands_between_its_wrappings(kind, heading, column, written, meant):
    sheet = with_values(kind, {heading: written})
    assert faults(sheet) == []
    assert sheet.rows[column].to_pylist() == [meant]


SPOILT = {
    "1,23457E+11": "is a number that Excel has shortened, as 1,23E+11, so that several have become one; "
    "format the column as text and export again from the CRM.",
    "4.5e+07": "is a number that Excel has shortened, as 1,23E+11, so that several have become one; "
    "format the column as text and export again from the CRM.",
    "2075.0": "has become a number with decimals, as 1003.0; format the column as text and export again from the CRM.",
    "2075,00": "has become a number with decimals, as 1003.0; format the column as text and export again from the CRM.",
    "Q\u200b-7": "holds an invisible character; delete the value in the CRM and write it again.",
    "Q\u00ad-7": "holds an invisible character; delete the value in the CRM and write it again.",
    "Q-\ufffd": "holds “\ufffd”, where a letter was lost; export again as “CSV UTF-8” or .xlsx.",
    "=A2": "is a formula; write the value itself and save the file again.",
    "NULL": "is a filler such as NULL or Ukendt, and no id; give the row its id in the CRM.",
    "ukendt": "is a filler such as NULL or Ukendt, and no id; give the row its id in the CRM.",
    "\u200b": "is empty; fill it in in the CRM and export again.",
}


@pytest.mark.parametrize(("kind", "heading", "column"), IDS)
@pytest.mark.parametrize("written", SPOILT)
def test_an_id_that_a_spreadsheet_has_spoilt_refuses_its_row(kind, heading, column, written):
    sheet = with_values(kind, {heading: written}, {})
    assert faults(sheet) == [(2, heading, f"{heading} {SPOILT[written]}")]
    assert sheet.rows["line"].to_pylist() == [3]


def test_what_spoils_an_id_is_said_in_danish():
    sheet = with_values("kunder", *({"Kunde-ID": text} for text in SPOILT))
    assert sorted(set(danish(sheet))) == [
        "Kunde-ID er blevet til et tal med decimaler, som 1003.0; formatér kolonnen som tekst, "
        "og eksportér igen fra CRM.",
        "Kunde-ID er en formel; skriv selve værdien, og gem filen igen.",
        "Kunde-ID er et fyldord som NULL eller Ukendt og ikke et id; giv rækken dens id i CRM.",
        "Kunde-ID er et tal, som Excel har forkortet, som 1,23E+11, så flere er blevet til ét; "
        "formatér kolonnen som tekst, og eksportér igen fra CRM.",
        "Kunde-ID er tom; udfyld den i CRM, og eksportér igen.",
        "Kunde-ID indeholder et usynligt tegn; slet værdien i CRM, og skriv den igen.",
        "Kunde-ID indeholder “\ufffd”, hvor et bogstav er gået tabt; eksportér igen som “CSV UTF-8” eller .xlsx.",
    ]


@pytest.mark.parametrize(
    ("kind", "heading", "column", "written", "meant"),
    [
        ("kunder", "CVR-nr.", "cvr", '="90000004"', "90000004"),
        ("kunder", "CVR-nr.", "cvr", "90000004\u200b", "90000004"),
        ("beskæftigelse", "CVR-nr.", "cvr", "'90000004", "90000004"),
        ("kunder", "Branchekode", "industry_code", '="011100"', "011100"),
        ("kunder", "Branchekode", "industry_code", "011.100", "011100"),
        ("kunder", "Postnr.", "postcode", '="0800"', "0800"),
        ("kunder", "Postnr.", "postcode", "D-24937", "D-24937"),
        ("kunder", "Kommune", "municipality_code", "'0791", "791"),
        ("kunder", "Kundetype", "client_type", "Virk\u00adsomhed", "company"),
        ("kunder", "Stiftelsesdato", "start_date", '="24-12-2001"', dt.date(2001, 12, 24)),
        ("vejledninger", "Operatør", "operator", '="VER"', "VER"),
        ("vejledninger", "Operatør", "operator", "V\u200bER\ufeff", "VER"),
        ("kunder", "Fokusområde", "focus_area", "NULL", None),
        ("vejledninger", "Operatør", "operator", "n/a", None),
    ],
)
def test_codes_and_labels_are_read_without_their_wrappings(kind, heading, column, written, meant):
    sheet = with_values(kind, {heading: written})
    assert faults(sheet) == []
    assert sheet.rows[column].to_pylist() == [meant]


DECIMAL = "has become a number with decimals, as 1003.0; format the column as text and export again from the CRM."


@pytest.mark.parametrize(
    ("kind", "heading", "written", "sentence"),
    [
        ("kunder", "Branchekode", "62010.0", DECIMAL),
        ("kunder", "Branchekode", "620100.0", DECIMAL),
        ("kunder", "Branchekode", "62.0100", "is not six digits; write the whole industry code."),
        ("kunder", "CVR-nr.", "90000004.0", DECIMAL),
        ("beskæftigelse", "CVR-nr.", "90000004,00", DECIMAL),
        ("kunder", "CPR-nr.", "6101601234.0", DECIMAL),
        ("kunder", "Postnr.", "8800.0", DECIMAL),
        ("kunder", "Kommune", "791.0", DECIMAL),
        ("kunder", "CPR-nr.", "6,1016E+09", SPOILT["4.5e+07"]),
        ("vejledninger", "Operatør", "V\ufffdkst", SPOILT["Q-\ufffd"]),
    ],
)
def test_a_code_that_became_a_number_says_so(kind, heading, written, sentence):
    assert faults(with_values(kind, {heading: written}))[0][2] == f"{heading} {sentence}"


# --- Presence -------------------------------------------------------------------------------------------------------

PRESENCE = [
    *(("kunder", heading, column) for heading, column in (
        ("Navn", "has_name"), ("Adresse", "has_address"), ("Telefon", "has_phone"), ("Uddannelse", "has_education"),
        ("Kontaktperson", "has_contact"), ("Kontaktpersons uddannelse", "has_contact_education"),
    )),
    ("vejledninger", "Hovedindhold", "has_content"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "heading", "column"), PRESENCE)
def test_words_for_nothing_are_missing_where_only_presence_counts(kind, heading, column):
    nothing = [
        *("Ukendt", "UKENDT", "N/A", "n/a", "NULL", "?", "#N/A", "Ikke oplyst", "(tom)", "#I/T", "nan"),
        *("00 00 00 00", "00000000", "\u200b", '="N/A"', "-", ""),
    ]
    something = ["Ingen", "Ukendtgård 4", "N", "Nullermand", "0", "Ib"]
    sheet = with_values(kind, *({heading: text} for text in [*nothing, *something]))
    assert faults(sheet) == []
    assert sheet.rows[column].to_pylist() == [False] * len(nothing) + [True] * len(something)


def test_an_error_other_than_not_available_still_refuses_its_row():
    sheet = with_values("kunder", {"Navn": "#REF!"}, {"Navn": "#NAVN?"}, {})
    assert sheet.rows["line"].to_pylist() == [4]


def test_whole_files_are_judged_whatever_the_form():
    """The separator and the quoting have no say in what a column means."""
    rows = rows_of("vejledninger", {"Registreret": "05/04/2014"}, {"Registreret": "04/25/2014"})
    for separator, quoting in ((";", 0), ("\t", 1), ("|", 1)):
        sheet = one("sep=" + separator + "\r\n" + text_of(rows, separator, "\n", quoting))
        assert [(line, heading) for line, heading, _ in faults(sheet)] == [(3, "Registreret"), (4, "Registreret")]
