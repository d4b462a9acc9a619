"""Separated text: one faulty file for each fault, with the exact sentence it earns in English and Danish."""

from __future__ import annotations

import codecs

import pytest

from tests.exports.files import faults, kind_of, one, rows_of, text_of, whole, with_values

GOOD = text_of(rows_of("henvisninger", {"Henvisning-ID": "H1"}, {"Henvisning-ID": "H2"}))
NORDIC = text_of(rows_of("kunder", {"Kunde-ID": "Ø1", "Kommune": "Ærø"}, {"Kunde-ID": "Å2", "Kommune": "Sorø"}))
HEAD, ROW1, ROW2 = GOOD.splitlines(keepends=True)
UTF8_AS = "save the file as “CSV UTF-8”."

WHOLE = {
    "empty": (
        b"",
        "The file is empty; export it again.",
        "Filen er tom; eksportér den igen.",
    ),
    "blank": (
        b"\r\n  \r\n\t\r\n",
        "The file is empty; export it again.",
        "Filen er tom; eksportér den igen.",
    ),
    "one column": (
        b"Kunde-ID\r\nK1\r\n",
        "Line 1 has no headings separated by semicolon, comma, tab or vertical bar; "
        "export the file as CSV with its headings.",
        "Linje 1 har ingen overskrifter adskilt af semikolon, komma, tabulator eller lodret streg; "
        "eksportér filen som CSV med overskrifter.",
    ),
    "no headings": (
        (ROW1 + ROW2).encode(),
        "Line 1 does not hold the headings of any known export; export with headings in the first line.",
        "Linje 1 har ikke overskrifterne fra nogen kendt eksport; eksportér med overskrifter i første linje.",
    ),
    "a line too short": (
        (HEAD + ROW1.replace("Fokuseret;", "") + ROW2).encode(),
        "Line 2 has 5 fields where the headings are 6; mend the line or export the file again.",
        "Linje 2 har 5 felter, hvor der er 6 overskrifter; ret linjen, eller eksportér filen igen.",
    ),
    "a line too long": (
        (HEAD + ROW1 + ROW2.replace("H2", "H2;")).encode(),
        "Line 3 has 7 fields where the headings are 6; mend the line or export the file again.",
        "Linje 3 har 7 felter, hvor der er 6 overskrifter; ret linjen, eller eksportér filen igen.",
    ),
    "two lines too long": (
        (HEAD + ROW1.replace("H1", "H1;") + "\n" + ROW2.replace("H2", "H2;")).encode(),
        "Lines 2 and 4 do not have 6 fields as the headings have; mend them or export the file again.",
        "Linje 2 og 4 har ikke 6 felter som overskrifterne; ret dem, eller eksportér filen igen.",
    ),
    "thirty lines too long": (
        (HEAD + ROW1.replace("H1", "H1;") * 30).encode(),
        "30 lines do not have 6 fields as the headings have, the first of them 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, "
        "14, 15, 16, 17, 18, 19, 20 and 21; export the file again.",
        "30 linjer har ikke 6 felter som overskrifterne, de første er 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, "
        "14, 15, 16, 17, 18, 19, 20 og 21; eksportér filen igen.",
    ),
    "a preamble": (
        ("Rapport om henvisninger\r\n" + GOOD).encode(),
        "The headings stand in line 2, below a title; delete the lines above them and load the file again.",
        "Overskrifterne står i linje 2 under en titel; slet linjerne over dem, og indlæs filen igen.",
    ),
    "a preamble with separators": (
        ("Rapport;Henvisninger;2014;;;\r\n\r\nUdskrevet;;;;;\r\n" + GOOD).encode(),
        "The headings stand in line 4, below a title; delete the lines above them and load the file again.",
        "Overskrifterne står i linje 4 under en titel; slet linjerne over dem, og indlæs filen igen.",
    ),
    "headings twice": (
        (HEAD + ROW1 + HEAD + ROW2).encode(),
        "Line 3 holds headings again, as where a second table begins; put each table in a file of its own, with its "
        "headings in the first line.",
        "Linje 3 indeholder overskrifter igen, som hvor en ny tabel begynder; læg hver tabel i sin egen fil med "
        "overskrifterne i første linje.",
    ),
    "a table of another kind": (
        (GOOD + "\r\nKunde-ID;Kundetype;Kommune\r\nK1;Virksomhed;Skive\r\n").encode(),
        "Line 5 holds headings again, as where a second table begins; put each table in a file of its own, with its "
        "headings in the first line.",
        "Linje 5 indeholder overskrifter igen, som hvor en ny tabel begynder; læg hver tabel i sin egen fil med "
        "overskrifterne i første linje.",
    ),
    "empty columns left out by Excel": (
        (HEAD + ROW1 + ROW2 + 3 * ROW2.replace(";\r", "\r")).encode(),
        "From line 4 on, 3 lines are missing fields at the end, as Excel leaves empty columns out; save the file as "
        ".xlsx in Excel and load that.",
        "Fra linje 4 mangler 3 linjer felter til sidst, fordi Excel udelader tomme kolonner; gem filen som .xlsx i "
        "Excel, og indlæs den.",
    ),
    "two separators": (
        "Henvisning-ID;Kunde-ID;Dato;Niveau;Problemløsertype;Note, kort\nH1;K1;03-02-2014;Lokal;Lokal;a, b\n".encode(),
        "The file can be read in two ways, separated by semicolon or by comma; export it with another separator.",
        "Filen kan læses på to måder, adskilt af semikolon eller af komma; eksportér den med et andet skilletegn.",
    ),
    "a quote inside a field": (
        (HEAD + ROW1 + ROW2.replace("K-001", 'K"001')).encode(),
        "A quotation mark in line 3 stands in the middle of a field; put the whole field in quotation marks and write "
        "each mark inside it twice, or export the file again.",
        "Et anførselstegn i linje 3 står midt i et felt; sæt hele feltet i anførselstegn, og skriv hvert tegn inde i "
        "det to gange, eller eksportér filen igen.",
    ),
    "something after a quote": (
        (HEAD + ROW1.replace("K-001", '"K"001') + ROW2).encode(),
        "A quotation mark in line 2 stands in the middle of a field; put the whole field in quotation marks and write "
        "each mark inside it twice, or export the file again.",
        "Et anførselstegn i linje 2 står midt i et felt; sæt hele feltet i anførselstegn, og skriv hvert tegn inde i "
        "det to gange, eller eksportér filen igen.",
    ),
    "a blank before a quote": (
        (HEAD + ROW1.replace("K-001", ' "K"') + ROW2).encode(),
        "A quotation mark in line 2 stands in the middle of a field; put the whole field in quotation marks and write "
        "each mark inside it twice, or export the file again.",
        "Et anførselstegn i linje 2 står midt i et felt; sæt hele feltet i anførselstegn, og skriv hvert tegn inde i "
        "det to gange, eller eksportér filen igen.",
    ),
    "a quote never closed": (
        (HEAD + ROW1 + ROW2.replace("K-001", '"K-001')).encode(),
        "The quotation mark that opens a field in line 3 is never closed; export the file again.",
        "Anførselstegnet, der åbner et felt i linje 3, bliver aldrig lukket; eksportér filen igen.",
    ),
    "a control character": (
        (HEAD + ROW1 + ROW2.replace("K-001", "K\x00001")).encode(),
        "Line 3 holds a control character, which no export has; export the file again.",
        "Linje 3 indeholder et styretegn, som ingen eksport har; eksportér filen igen.",
    ),
    "a C1 control character": (
        (HEAD + ROW1.replace("K-001", "K\x85001")).encode(),
        "Line 2 holds a control character, which no export has; export the file again.",
        "Linje 2 indeholder et styretegn, som ingen eksport har; eksportér filen igen.",
    ),
    "UTF-32": (
        codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le"),
        "The file is UTF-32; save it as “CSV UTF-8” and load that.",
        "Filen er i UTF-32; gem den som “CSV UTF-8”, og indlæs den.",
    ),
    "UTF-16 cut short": (
        GOOD.encode("utf-16")[:-1],
        "The file says it is UTF-16 but is damaged or cut short; save it again as “CSV UTF-8”.",
        "Filen udgiver sig for UTF-16, men er beskadiget eller afkortet; gem den igen som “CSV UTF-8”.",
    ),
    "UTF-16 without mark": (
        GOOD.encode("utf-16-le"),
        "The file is UTF-16 without the mark that says so; save it as “CSV UTF-8” and load that.",
        "Filen er i UTF-16 uden det mærke, der siger det; gem den som “CSV UTF-8”, og indlæs den.",
    ),
    "UTF-32 without mark": (
        GOOD.encode("utf-32-be"),
        "The file is UTF-32 without the mark that says so; save it as “CSV UTF-8” and load that.",
        "Filen er i UTF-32 uden det mærke, der siger det; gem den som “CSV UTF-8”, og indlæs den.",
    ),
    **{
        f"{name}, {codec}": (
            NORDIC.encode(codec),
            f"The file is in {name}, where æ, ø and å are other bytes than in Windows; open it with that encoding and "
            "save it as “CSV UTF-8”, or as .xlsx.",
            f"Filen er i tegnkodningen {name}, hvor æ, ø og å skrives anderledes end i Windows; åbn den med den "
            "tegnkodning, og gem den som “CSV UTF-8” eller .xlsx.",
        )
        for name, codec in (("CP850", "cp850"), ("CP850", "cp865"), ("MacRoman", "mac_roman"))
    },
    **{
        f"UTF-8 read as {codec}": (
            NORDIC.encode().decode(codec).encode(),
            "In line 1, UTF-8 was read as another encoding and saved again, so æ, ø and å have become two signs each; "
            "export the file again and load it without opening it.",
            "I linje 1 er UTF-8 læst som en anden tegnkodning og gemt igen, så æ, ø og å er blevet til to tegn hver; "
            "eksportér filen igen, og indlæs den uden at åbne den først.",
        )
        for codec in ("latin-1", "cp850", "mac_roman")
    },
    "letters replaced by question marks": (
        NORDIC.replace("Ophørsdato", "Oph?rsdato").encode(),
        "The letters æ, ø and å were lost in the heading Ophørsdato, in line 1; export the file again as “CSV UTF-8” "
        "or .xlsx.",
        "Bogstaverne æ, ø og å er gået tabt i overskriften Ophørsdato i linje 1; eksportér filen igen som “CSV UTF-8” "
        "eller .xlsx.",
    ),
    "letters replaced by the sign for lost ones": (
        NORDIC.replace("Fokusområde", "Fokusomr\ufffd\ufffdde").encode(),
        "The letters æ, ø and å were lost in the heading Fokusområde, in line 1; export the file again as “CSV UTF-8” "
        "or .xlsx.",
        "Bogstaverne æ, ø og å er gået tabt i overskriften Fokusområde i linje 1; eksportér filen igen som “CSV UTF-8” "
        "eller .xlsx.",
    ),
    **{
        f"a web page, {number}": (
            page,
            "The file is a web page, whatever its name; open it in Excel, save it as .xlsx and load that.",
            "Filen er en webside, uanset hvad den hedder; åbn den i Excel, gem den som .xlsx, og indlæs den.",
        )
        for number, page in enumerate(
            (
                b"\r\n<HTML><body><table><tr><td>Kunde-ID</td></tr></table></body></HTML>",
                b"\xef\xbb\xbf<!DOCTYPE html><html></html>",
                "<table><tr><th>Kunde-ID</th></tr></table>".encode("utf-16"),
                b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
            )
        )
    },
    "Excel's old XML": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        "The file is a workbook in Excel's old XML; open it in Excel, save it as .xlsx and load that.",
        "Filen er en projektmappe i Excels gamle XML; åbn den i Excel, gem den som .xlsx, og indlæs den.",
    ),
    "a PDF": (
        b"%PDF-1.7\n1 0 obj\n",
        "The file is a PDF, which holds no rows; export it as CSV or .xlsx.",
        "Filen er en PDF, som ikke har rækker; eksportér som CSV eller .xlsx.",
    ),
    "not the UTF-8 it says": (
        codecs.BOM_UTF8 + NORDIC.encode("cp1252"),
        "The file says it is UTF-8, but line 1 is not; save it again as “CSV UTF-8”.",
        "Filen udgiver sig for UTF-8, men linje 1 er det ikke; gem den igen som “CSV UTF-8”.",
    ),
    "two encodings": (
        NORDIC.encode().replace("Sorø".encode(), "Sorø".encode("cp1252")),
        "Line 3 is not UTF-8 while other lines are, so the letters cannot be told for certain; "
        "export the file again and save it as “CSV UTF-8”.",
        "Linje 3 er ikke UTF-8, mens andre linjer er, så bogstaverne kan ikke læses med sikkerhed; "
        "eksportér filen igen, og gem den som “CSV UTF-8”.",
    ),
    "a byte that is nothing": (
        NORDIC.encode("cp1252").replace(b"S\xf8vej", b"S\x8dvej"),
        "Line 2 holds a byte that is neither UTF-8 nor Windows-1252; save the file as “CSV UTF-8”.",
        "Linje 2 indeholder en byte, der hverken er UTF-8 eller Windows-1252; gem filen som “CSV UTF-8”.",
    ),
    "old Excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "The file is an old Excel workbook (.xls); open it in Excel, save it as .xlsx and load that.",
        "Filen er en gammel Excel-projektmappe (.xls); åbn den i Excel, gem den som .xlsx, og indlæs den.",
    ),
    "a row beyond measure": (
        (HEAD + ROW1.replace("K-001", "K" * (1 << 20)) + ROW2).encode(),
        "The row that starts in line 2 is longer than a row can be; look for a quotation mark that is not closed.",
        "Rækken, der begynder i linje 2, er længere, end en række kan være; "
        "se efter et anførselstegn, der ikke er lukket.",
    ),
}


@pytest.mark.parametrize("fault", WHOLE)
def test_a_file_that_cannot_be_read_for_certain_is_refused_whole(fault):
    content, english, danish = WHOLE[fault]
    reason = whole(one(content))
    assert reason.say("en") == english
    assert reason.say("da") == danish


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_a_line_is_the_physical_one_on_which_the_row_starts(line_end):
    rows = rows_of(
        "vejledninger",
        {"Vejledning-ID": "V1", "Hovedindhold": f"første{line_end}anden{line_end}tredje"},
        {"Vejledning-ID": "V2", "Niveau": "?"},
    )
    text = text_of(rows, line_end=line_end).replace("V2", f"{line_end}  {line_end}V2".removeprefix("V"))
    sheet = one(text)
    assert sheet.rows["line"].to_pylist() == [2]
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(7, "Niveau")]


def test_blank_lines_and_rows_of_nothing_but_separators_are_not_counted():
    sheet = one(f'\r\n \r\n{HEAD}\r\n{ROW1}\u00a0\r\n;;;;;\r\n"";;" ";;;\r\n; ;;;;\r\n{ROW2}\r\n\r\n')
    assert sheet.received == 2
    assert sheet.rows["line"].to_pylist() == [5, 10]


def test_a_last_line_needs_no_line_end():
    assert one(GOOD.rstrip("\r\n")).rows["referral_id"].to_pylist() == ["H1", "H2"]


def test_headings_alone_are_a_file_of_no_rows():
    sheet = one(HEAD)
    assert kind_of(sheet).name == "henvisninger"
    assert (sheet.received, sheet.rows.num_rows) == (0, 0)


@pytest.mark.parametrize("text", ["Ib’s “møde” – 3½ time", "søge‹r›", "20° og 3 µm", "Ægir® og Øst", "á çé ü ö"])
def test_signs_of_windows_1252_are_no_other_encoding(text):
    content = text_of(rows_of("vejledninger", {"Operatør": text}, {"Hovedindhold": text}))
    assert one(content.encode("cp1252")).rows["operator"].to_pylist()[0] == text


def test_invisible_characters_in_headings_hide_no_column():
    sheet = one(
        GOOD.replace("Kunde-ID", "Kunde-ID\u200b").replace("Dato", "\ufeffDato").replace("Ændret", "Ænd\u00adret")
    )
    assert (sheet.received, sheet.rows.num_rows, sheet.notes) == (2, 2, ())


def test_a_question_mark_in_a_heading_of_ones_own_is_no_lost_letter():
    sheet = one(GOOD.replace("Ændret", "Aftalt?"))
    assert [note.say("en") for note in sheet.notes] == ["The column Aftalt? is not known and was left out."]


def test_excels_own_line_about_the_separator_is_understood():
    sheet = one("sep=;\r\n" + GOOD)
    assert sheet.rows["line"].to_pylist() == [3, 4]
    assert "sep" not in str(sheet.notes)
    assert whole(one("sep=,\r\n" + GOOD)).say("en").startswith("Line 2 has no headings separated by")


def test_quotes_around_separators_line_ends_and_quotes_are_read():
    sheet = with_values("vejledninger", {"Operatør": 'VER; "Viborg"\r\nEgnens'}, {"Operatør": '"'})
    assert sheet.rows["operator"].to_pylist() == ['VER; "Viborg"\r\nEgnens', '"']


def test_the_separator_is_not_taken_from_the_first_lines_alone():
    """A comma in every one of the first thousand rows, and in none after."""
    rows = [{"Operatør": "a, b"}] * 1000 + [{"Operatør": "ab"}]
    sheet = with_values("vejledninger", *rows)
    assert sheet.rows.num_rows == 1001
    assert sheet.rows["operator"].to_pylist()[0] == "a, b"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_first_letter_beyond_ascii_may_come_late(encoding):
    rows = [{"Operatør": "VER"}] * 3000 + [{"Operatør": "Ærø €"}]
    headings, *data = rows_of("vejledninger", *rows)
    plain = [heading.replace("ø", "oe").replace("Æ", "Ae") for heading in headings]
    sheet = one(text_of([plain, *data]).encode(encoding))
    assert sheet.rows["operator"].to_pylist()[-1] == "Ærø €"


def test_salesforces_footer_is_left_out():
    footer = (
        '"Grand Totals (2 records)"\n\n"Confidential Information - Do Not Distribute"\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    )
    sheet = one(text_of(rows_of("henvisninger", {}, {}), ",", "\n", 1) + "\n" + footer)
    assert (sheet.received, sheet.rows.num_rows) == (2, 2)
    older = '"Henvisninger 2014"\n"Copyright (c) 2000-2014 salesforce.com, inc. All rights reserved."\n'
    older += '"Confidential Information - Do Not Distribute"\n"Generated By:  Ib  31-12-2014 09:42"\n"Viborg"\n'
    sheet = one(text_of(rows_of("henvisninger", {}, {}), ",", "\n", 1) + "\n" + older)
    assert (sheet.received, sheet.rows.num_rows) == (2, 2)


def test_a_lone_line_that_is_no_footer_is_an_uneven_row():
    assert whole(one(GOOD + "\r\nUdskrevet af Ib\r\n")).say("en") == (
        "Line 5 has 1 fields where the headings are 6; mend the line or export the file again."
    )


def test_a_row_of_sums_inside_the_data_is_left_out_and_told():
    sheet = one(HEAD + ROW1 + "Total;;;;;\r\n" + ROW2 + "I alt;;;;;\r\n")
    assert (sheet.received, sheet.rows.num_rows) == (2, 2)
    assert [note.say("en") for note in sheet.notes] == ["2 rows of sums were left out."]
    assert [note.say("da") for note in sheet.notes] == ["2 rækker med summer er udeladt."]
