"""Never silently wrong: round trips of nasty text, mutations of good files, and Pollock's pollutions of our own making.

What a file says is told a second time by a plain reader in this module, which knows nothing of the product's code but
its kinds: after a change the product must give what this reader gives, or refuse, or tell.
"""

from __future__ import annotations

import csv
import io
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_pipeline.exports import Sheet
from data_pipeline.language import folded
from tests.exports.files import BY_NAME, one, rows_of, text_of
from tests.exports.test_dialects import encoded

SEPARATORS = ";,\t|"


# --- Round trip -----------------------------------------------------------------------------------------------------

FILLERS = {*("ukendt", "n/a", "null", "?", "??", "???", "#n/a", "ikke oplyst", "uoplyst", "none", "nan", "unknown")}


def is_filler(text: str) -> bool:
    """Whether a text may be read as nothing: a word in English or Danish, in brackets too, or a number of noughts."""
    plain = text.strip().casefold().strip("()#")
    return (
        plain in {*FILLERS, "n.a.", "i/t", "tom", "blank", "ikke angivet", "ikke udfyldt"}
        or plain.replace(" ", "").strip("0") == "" != plain
    )


NASTY = st.text(
    st.one_of(
        st.sampled_from("æøåÆØÅ;,|\t\"'-–\n\r \u00a0\u202f0123456789.€™=+@#"),
        # `Ã`, `√` and `├` before another sign are how a letter of two bytes looks when it was read twice.
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn"), exclude_characters="Ã√├\ufffd"),
    ),
    max_size=12,
).filter(lambda text: not is_filler(text) and not text.strip().startswith('="'))
IDS = st.integers(0, 10**6).map(lambda number: f"{number:07}") | st.text("ABCæøå-_/ 0", min_size=1, max_size=8).filter(
    lambda text: text.strip() not in ("", "-", "–")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.tuples(IDS, NASTY, NASTY), min_size=1, max_size=6),
    separator=st.sampled_from(SEPARATORS),
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_nasty_text_comes_back_as_it_went_or_is_refused(rows, separator, line_end, quoting, encoding):
    changes = [{"Vejledning-ID": one_id, "Operatør": text, "Hovedindhold": free} for one_id, text, free in rows]
    content = encoded(text_of(rows_of("vejledninger", *changes), separator, line_end, quoting), encoding)
    sheet = one(content)
    assert sheet.reason is None, sheet.reason.say("en")
    assert sheet.received == len(rows)
    refused = set(sheet.refused["line"].to_pylist())
    lines = first_lines(content.decode(encoding), separator)[1:]
    expected = [
        (one_id.strip(), None if text.strip() in ("", "-", "–") else text.strip(), free.strip() not in ("", "-", "–"))
        for (one_id, text, free), line in zip(rows, lines, strict=True)
        if line not in refused
    ]
    found = [(row["guidance_id"], row["operator"], row["has_content"]) for row in sheet.rows.to_pylist()]
    nameless = [
        (one_id, None, has) for (one_id, operator, has), row in zip(expected, found, strict=True) if operator != row[1]
    ]
    assert [row for row, meant in zip(found, expected, strict=True) if row != meant] == nameless
    assert not nameless or any("left out" in note.say("en") for note in sheet.notes), "a name may go, but not unsaid"
    for entry in sheet.refused.to_pylist():
        assert entry["heading"] in ("Vejledning-ID", "Operatør", "Hovedindhold")


def first_lines(text: str, separator: str) -> list[int]:
    """The physical line of every row, by counting line ends in what Python's own reader takes from the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines, before = [], 0
    for row in reader:
        if row:
            lines.append(before + 1)
        before = reader.line_num
    return lines


# --- Mutations ------------------------------------------------------------------------------------------------------

KINDS_TO_MUTATE = ("kunder", "vejledninger", "tilfredshed", "beskæftigelse")
KEPT = {"id", "text", "label"}


def told_plainly(content: bytes, kind: str) -> list[dict[str, str]] | None:
    """What a file says by the letter, by heading: None when it can't be told; no conversion of values."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            return None
    wanted = {folded(column.heading): column.heading for column in BY_NAME[kind].columns}
    answers = []
    for separator in SEPARATORS:
        try:
            rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if row]
        except csv.Error:
            continue
        rows = [row for row in rows if "".join(row).strip()]
        if rows and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows):
            headings = [wanted.get(folded(heading), "") for heading in rows[0]]
            answers.append([dict(zip(headings, row, strict=True)) for row in rows[1:]])
    return answers[0] if len(answers) == 1 else None


def agrees(sheet: Sheet, plain: list[dict[str, str]] | None, kind: str) -> bool:
    """Whether everything taken from the file is what the plain reader sees there."""
    if sheet.reason is not None:
        return True
    if plain is None or sheet.received != len(plain):
        return False
    refused = sheet.received - sheet.rows.num_rows
    kept = [column for column in BY_NAME[kind].columns if column.form in KEPT]

    def told(text: str, *, is_id: bool) -> str:
        # A label may hold soft hyphens and the like, which nobody sees; an id may not (`cases`: invisible characters).
        return (text if is_id else re.sub("[\u200b\ufeff\u00ad\u2060]", "", text)).strip()

    def seen(row: dict[str, str]) -> tuple[str | None, ...]:
        texts = (told(row.get(column.heading, ""), is_id=column.form == "id") for column in kept)
        return tuple(None if text in ("", "-", "–") else text for text in texts)

    left = [seen(row) for row in plain]
    for row in sheet.rows.to_pylist():
        values = tuple(row[column.name] for column in kept)
        if values not in left:
            return False
        left.remove(values)
    return len(left) == refused


def mutations(content: bytes, random_numbers: random.Random, count: int):
    """`count` copies of `content` with one byte or separator changed, dropped or doubled."""
    interesting = [place for place, byte in enumerate(content) if byte in b'";,\t|\r\n' or byte > 127]
    for _ in range(count):
        place = (
            random_numbers.choice(interesting)
            if random_numbers.random() < 0.6
            else random_numbers.randrange(len(content))
        )
        how = random_numbers.choice(["change", "drop", "double", "insert", "separator"])
        before, byte, after = content[:place], content[place : place + 1], content[place + 1 :]
        if how == "change":
            yield before + bytes([random_numbers.randrange(256)]) + after
        elif how == "drop":
            yield before + after
        elif how == "double":
            yield before + byte + byte + after
        elif how == "insert":
            yield before + random_numbers.choice([b'"', b";", b",", b"\n", b"\r", b"\0", b"\t"]) + byte + after
        else:
            yield before + random_numbers.choice([b";", b",", b"\t", b"|"]) + after


def silently_wrong(count: int, seed: int) -> list[tuple[str, bytes]]:
    numbers = random.Random(seed)
    wrong = []
    for turn in range(count):
        kind = KINDS_TO_MUTATE[turn % len(KINDS_TO_MUTATE)]
        changes = [{}, {"Operatør": 'a;b "c"\nd'}] if kind == "vejledninger" else [{}, {}]
        content = encoded(
            text_of(rows_of(kind, *changes), numbers.choice(SEPARATORS), numbers.choice(["\n", "\r\n"]), turn % 2),
            numbers.choice(["utf-8", "utf-8-sig", "cp1252"]),
        )
        for changed in mutations(content, numbers, 1):
            if not agrees(one(changed), told_plainly(changed, kind), kind):
                wrong.append((kind, changed))
    return wrong


def test_a_changed_byte_is_never_read_as_something_else():
    assert silently_wrong(600, seed=2014) == []


@pytest.mark.soak
def test_ten_thousand_mutations():
    assert silently_wrong(10_000, seed=2015) == []


# --- Pollock ---------------------------------------------------------------------------------------------------------


def pollock(clean: list[list[str]]):
    """A clean table and its single-fault files, by the kinds of fault of Pollock (PVLDB 16(8), 2023)."""
    text = text_of(clean, ",", "\n")
    lines = text.splitlines(keepends=True)
    yield "no bytes", ""
    yield "no header", "".join(lines[1:])
    yield "header only", lines[0]
    yield "header twice", lines[0] + text
    yield "two-line header", "Rapport,,,,,\n" + text
    yield "no last line end", text.rstrip("\n")
    yield "two last line ends", text + "\n"
    yield "a preamble", "Henvisninger 2014\n\n" + text
    yield "a footnote", text + "* foreløbige tal\n"
    yield "a wide footnote", text + ",,,,,\n* foreløbige tal,,,,,\n"
    yield "two tables", text + "\n" + text
    yield "tables beside each other", "".join(line.rstrip("\n") + "," + line for line in lines)
    for line_end in ("\r\n", "\r"):
        yield f"line ends {line_end!r}", text.replace("\n", line_end)
    yield "mixed line ends", lines[0].replace("\n", "\r\n") + "".join(lines[1:])
    for separator in ";\t|":
        yield f"separator {separator!r}", text_of(clean, separator, "\n")
    for separator in (" ", ", ", "^", ":"):
        yield f"separator {separator!r}", text.replace(",", separator)
    yield "quotes '", text_of(clean, ",", "\n", 1).replace('"', "'")
    yield "escape \\", text_of(clean, ",", "\n", 1).replace('""', '\\"')
    for number, line in enumerate(lines):
        cells = line.rstrip("\n").split(",")
        for place in range(len(cells)):
            fewer = ",".join(cells[:place] + cells[place + 1 :])
            more = ",".join([*cells[:place], "", *cells[place:]])
            quoted = ",".join([*cells[:place], '"' + cells[place], *cells[place + 1 :]])
            inside = ",".join([*cells[:place], cells[place][:1] + '"' + cells[place][1:], *cells[place + 1 :]])
            other = ";".join([",".join(cells[: place + 1]), ",".join(cells[place + 1 :])])
            for name, changed in (
                ("fewer", fewer),
                ("more", more),
                ("quote", quoted),
                ("inside", inside),
                ("other", other),
            ):
                yield (
                    f"{name} in line {number + 1}, {place}",
                    "".join([*lines[:number], changed + "\n", *lines[number + 1 :]]),
                )


def pollutions_judged(kind: str, rows: int) -> dict[str, int]:
    """How many polluted files of a table were right, refused, told of; fails for one that is silently wrong."""
    key, *others = (column for column in BY_NAME[kind].columns if column.form == "id")
    changes = ({key.heading: f"H{n}", **{other.heading: f"K{n}" for other in others}} for n in range(rows))
    clean = rows_of(kind, *changes)
    names = [key.name, *(other.name for other in others)]
    right = [tuple(row[: len(names)]) for row in clean[1:]]
    counted = {"right": 0, "refused": 0, "told": 0}
    for name, text in pollock(clean):
        sheet = one(text)
        found = [tuple(row[one_] for one_ in names) for row in sheet.rows.to_pylist()] if sheet.kind else []
        if sheet.reason is not None:
            counted["refused"] += 1
        elif found == right:
            counted["right"] += 1
        elif name in ("two tables", "header only"):
            # The same rows once more are the same rows: their ids meet. Headings alone say that there are none.
            assert set(found) <= set(right)
            counted["told"] += 1
        else:
            assert sheet.refused.num_rows, name
            assert [pair for pair in found if pair in right] == found, name
            counted["told"] += 1
    return counted


def test_no_pollution_is_silently_wrong():
    counted = pollutions_judged("henvisninger", 8)
    assert counted["right"] >= 8
    assert counted["refused"] > 200


@pytest.mark.soak
def test_no_pollution_of_a_table_of_pollocks_size_is_silently_wrong():
    """84 rows, as the benchmark's own file, with eleven columns."""
    counted = pollutions_judged("vejledninger", 84)
    print(counted)
    assert counted["right"] >= 8
    assert counted["refused"] > 3_000


def test_the_plain_reader_can_tell_a_difference():
    """What judges the reader must be able to say no."""
    content = text_of(rows_of("henvisninger", {})).encode()
    assert agrees(one(content), told_plainly(content, "henvisninger"), "henvisninger")
    assert not agrees(one(content), told_plainly(re.sub(rb"H-001", b"H-002", content), "henvisninger"), "henvisninger")
