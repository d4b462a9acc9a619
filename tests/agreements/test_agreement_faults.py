"""A faulty agreement file: one sentence for each fault, with file, line, key and what is wrong, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import agreements
from data_pipeline.agreements.places import key_lines, line_of
from data_pipeline.errors import Correctable
from data_pipeline.settings import ROOT

GOOD = (ROOT / "agreements" / "_example.toml").read_text(encoding="utf-8")


def faults(folder: Path, *changes: tuple[str, str], name: str = "example.toml", language: str = "en") -> list[str]:
    """What reading the example says after the changes (each an old text that stands there, and the new one)."""
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "agreements").mkdir(exist_ok=True)
    path = folder / "agreements" / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Correctable) as caught:
        agreements.read(path)
    return caught.value.say(language).splitlines()


def line(old: str) -> int:
    """The line of the example in which a text stands first."""
    return GOOD[: GOOD.index(old)].count("\n") + 1


ONE_FAULT = [
    # A key nobody knows, with and without a near one.
    (
        "goal_percent = 80",
        "gaol_percent = 80\ngoal_percent = 80",
        "satisfaction.gaol_percent is no known key; the nearest is goal_percent",
    ),
    (
        "is_signatory = true ",
        'colour = "blue"\nis_signatory = true ',
        "parties[1].colour is no known key; known here are id, name, roles, is_signatory and clause",
    ),
    # Something missing: a target without clause, a table, words in one language.
    (
        'clause = "B1"                                      # where the text says so\nlabel = { da = "Vejledte iv',
        'label = { da = "Vejledte iv',
        "targets[1].clause is missing",
    ),
    ('{ da = "Eksempel 2015", en = "Example 2015" }', '{ da = "Eksempel 2015" }', "title.en is missing"),
    # Values of another kind.
    ("count = 150", 'count = "150"', "targets[1].count must be a whole number, without quotes"),
    ("count = 150", "count = 150.5", "targets[1].count must be a whole number, without quotes"),
    ("count = 150", "count = true", "targets[1].count must be a whole number, without quotes"),
    ("count = 150", "count = -1", "targets[1].count must be at least 0"),
    ("goal_percent = 80", "goal_percent = 101", "satisfaction.goal_percent must be at most 100"),
    ("cap_dkk = 2500.00", 'cap_dkk = "2.500"', "fees[1].cap_dkk must be a number, without quotes"),
    ("cap_dkk = 2500.00", "cap_dkk = 2500.005", "fees[1].cap_dkk must have at most two decimals"),
    ("cap_dkk = 2500.00", "cap_dkk = inf", "fees[1].cap_dkk must be a number, without quotes"),
    ("cap_dkk = 2500.00", "cap_dkk = true", "fees[1].cap_dkk must be a number, without quotes"),
    (
        "first_date = 2015-01-01",
        'first_date = "2015-01-01"',
        "period.first_date must be a date as 2014-06-30, without quotes",
    ),
    (
        "first_date = 2015-01-01",
        "first_date = 2015-01-01T08:00:00",
        "period.first_date must be a date as 2014-06-30, without quotes",
    ),
    ("is_signatory = true", 'is_signatory = "ja"', "parties[1].is_signatory must be true or false, without quotes"),
    ('codes = ["10", "4711", "472100"]', 'codes = "10"', "sectors[1].codes must be a list in square brackets"),
    (
        'name = { da = "Fødevarer", en = "Food" }',
        'name = "Food"',
        "sectors[1].name must be a table with keys of its own",
    ),
    ('name = "Eksempel Kommune"', 'name = " "', "parties[1].name must not be empty"),
    ('name = "Eksempel Kommune"', "name = 7", "parties[1].name must be text in quotes"),
    (
        'roles = ["municipality"] ',
        'roles = ["municipality", "payr"] ',
        "parties[1].roles[2] knows no “payr”; the nearest is payer",
    ),
    (
        'id = "guided.total.entrepreneur"',
        'id = "guided.total.entreprenuer"',
        "targets[1].id knows no “guided.total.entreprenuer”; the nearest is guided.total.entrepreneur",
    ),
    ('measure = "net"', 'measure = "gross"', "jobs.measure knows no “gross”; it may be net and created"),
    # Texts with a shape.
    ('code = "615"', 'code = "0615"', "municipality.code must be three digits, in quotes"),
    ('"4711"', '"47.11"', "sectors[1].codes[2] must be one to six digits, in quotes"),
    ('"4711"', '"4711001"', "sectors[1].codes[2] must be one to six digits, in quotes"),
    ('"06-05"', '"06-31"', "working_days.closing_days[1] must be a day of the year as “MM-DD”, in quotes"),
    (
        'id = "growth" ',
        'id = "Growth!" ',
        "objectives[1].id may hold small letters, digits and . _ - between them only",
    ),
    # Parts that disagree.
    ('code = "615"', 'code = "616"', "municipality.code is no Danish municipality's code"),
    ('id = "example"', 'id = "exampel"', "id must be example, as the file is called"),
    ("last_date = 2015-12-31", "last_date = 2014-12-31", "period.last_date comes before first_date"),
    ("dates = [2015-06-30", "dates = [2014-06-30", "follow_up.dates[1] lies outside the agreement's period"),
    ('"4711", "472100"', '"4711", "10"', "sectors[1].codes[3] says 10 a second time"),
    ('"06-05", "12-24"', '"12-24", "12-24"', "working_days.closing_days[2] says 12-24 a second time"),
    ('id = "food" ', 'id = "none" ', "sectors[1].id must not be none"),
    (
        'id = "erhvervsraad"',
        'id = "erhvervsraadet"',
        "obligations[1].parties[2] names “erhvervsraad”, who is no party here; the nearest is erhvervsraadet",
    ),
    ('"vaeksthus"] # who', '"xyz"] # who', "obligations[1].parties[3] names “xyz”, who is no party here"),
    ('roles = ["local_operator", "payee"]', 'roles = ["local_operator"]', "parties give nobody the role payee"),
    (
        'roles = ["local_operator", "payee"]',
        'roles = ["local_operator", "payee", "payer"]',
        "parties[3].roles says payer a second time",
    ),
    (
        'better = "lower" ',
        '# better = "lower" ',
        "milestones[1].better is missing: a goal needs to say which way is good",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), ONE_FAULT, ids=[said for *_, said in ONE_FAULT])
def test_one_fault_one_sentence(tmp_path: Path, old: str, new: str, said: str):
    """Where, then what."""
    (sentence,) = faults(tmp_path, (old, new))
    assert sentence.startswith("agreements/example.toml, line ")
    assert sentence.endswith(f": {said}.")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("goal_percent = 80", "goal_percent = 101", "goal_percent = 80"),
        ("count = 150", "count = -1", "count = 150"),
        ('clause = "B1"                                      # where the text says so\nlabel', "label", "[[targets]]"),
        ('code = "615"', 'code = "0615"', 'code = "615"'),
        ('roles = ["local_operator", "payee"]', 'roles = ["local_operator", "payes"]', "[[parties]]"),
        ("working_days = 2", "working_days = 99", "working_days = 2"),
    ],
)
def test_the_line_is_the_keys_own(tmp_path: Path, old: str, new: str, at: str):
    """A missing key is told with the line of the table it belongs to."""
    assert f"line {line(at)}:" in faults(tmp_path, (old, new))[0]


def test_all_faults_at_once_in_the_files_order(tmp_path: Path):
    """Faults of shape and of sense together, so that one correction round is enough."""
    said = faults(
        tmp_path,
        ('id = "example"', 'id = "other"'),
        ("last_date = 2015-12-31", "last_date = 2014-12-31"),
        ("goal_percent = 80", "goal_pct = 80"),
        ("count = 10 ", 'count = "ten" '),
    )
    assert [sentence.split(": ", 1)[1] for sentence in said] == [
        "id must be example, as the file is called.",
        "period.last_date comes before first_date.",
        "satisfaction.goal_percent is missing.",
        "satisfaction.goal_pct is no known key; the nearest is goal_percent.",
        "fees[1].count must be a whole number, without quotes.",
    ]


@pytest.mark.parametrize("table", ["parties", "targets", "fees", "sectors", "obligations", "milestones", "objectives"])
def test_an_id_stands_once(tmp_path: Path, table: str):
    """The second one is told, with its own line."""
    entry = "[[" + table + "]]" + GOOD.split("[[" + table + "]]")[1].split("\n\n")[0]
    other = entry.replace('roles = ["municipality"]', 'roles = ["focused_operator"]')
    if table == "sectors":
        other = (
            other.replace("Fødevarer", "Andet").replace('"Food"', '"Other"').replace('"10", "4711", "472100"', '"11"')
        )
    (sentence,) = faults(tmp_path, (entry, f"{entry}\n\n{other}"))
    assert f"{table}[2].id says " in sentence
    assert sentence.endswith("a second time.")
    assert f"line {line('[[' + table + ']]') + entry.count(chr(10)) + 3}:" in sentence


def test_two_sectors_may_not_share_a_code_or_a_name(tmp_path: Path):
    """R13 could not tell them apart."""
    second = (
        '[[sectors]]\nid = "drinks"\nname = { da = "Drikke", en = "food" }\ncodes = ["11", "4711"]\nclause = "B4"\n\n'
    )
    said = faults(tmp_path, ("[[obligations]]", second + "[[obligations]]"))
    assert [sentence.split(": ", 1)[1] for sentence in said] == [
        "sectors[2].name says food a second time.",
        "sectors[2].codes[2] says 4711 a second time.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('code = "615"', 'code = "615', 'code = "615"'),
        ("count = 150", "count =", "count = 150"),
        ("goal = 100", "goal = 100\ngoal = 101", "measure"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path, old: str, new: str, at: str):
    (sentence,) = faults(tmp_path, (old, new))
    assert f"line {line(at)}: this is not TOML from column " in sentence


def test_an_unfinished_file_ends_on_its_last_line(tmp_path: Path):
    (tmp_path / "x.toml").write_text('id = "x"\ncodes = [', encoding="utf-8")
    with pytest.raises(Correctable, match="line 2: this is not TOML"):
        agreements.read(tmp_path / "x.toml")


def test_other_encodings_are_refused(tmp_path: Path):
    (tmp_path / "x.toml").write_bytes('name = "Erhvervsråd"'.encode("cp1252"))
    with pytest.raises(Correctable, match="is not text in UTF-8"):
        agreements.read(tmp_path / "x.toml")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path):
    (tmp_path / "example.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode("utf-8"))
    assert agreements.read(tmp_path / "example.toml").id == "example"


def test_faults_are_said_in_danish(tmp_path: Path):
    assert faults(tmp_path, ("goal_percent = 80", "gaol_percent = 80"), language="da") == [
        f"agreements/example.toml, linje {line('[satisfaction]')}: satisfaction.goal_percent mangler.",
        f"agreements/example.toml, linje {line('goal_percent')}: satisfaction.gaol_percent er ikke en kendt nøgle; "
        "den nærmeste er goal_percent.",
    ]


def test_lines_of_keys():
    """Headers, dotted keys, lists over several lines, texts that look like keys."""
    text = '''a = 1
b.c = { d = 2 }
# e = 3
[[f]]
g = [
    "h = 4",  # ]
    "i",
]
j = """
k = 5
"""
[f.l]
m = 6
[[f]]
g = 7
[n]
"o p" = 8
'''
    lines = key_lines(text)
    assert {path: number for path, number in lines.items() if path} == {
        ("a",): 1,
        ("b", "c"): 2,
        ("f",): 4,
        ("f", 0): 4,
        ("f", 0, "g"): 5,
        ("f", 0, "j"): 9,
        ("f", 0, "l"): 12,
        ("f", 0, "l", "m"): 13,
        ("f", 1): 14,
        ("f", 1, "g"): 15,
        ("n",): 16,
    }
    assert line_of(("b", "c", "d"), lines) == 2
    assert line_of(("f", 0, "g", 1), lines) == 5
    assert line_of(("q",), lines) == 1
