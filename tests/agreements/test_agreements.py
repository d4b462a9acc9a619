"""Agreements are data: what the files say, and that a new agreement is a new file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from data_pipeline import agreements
from data_pipeline.errors import Correctable
from data_pipeline.settings import ROOT

FOLDER = ROOT / "agreements"
VIBORG = agreements.load(FOLDER, "viborg-2014")


def test_every_target_of_b1_in_the_figures_order():
    """All rows of the table, zeros too; the total is a number of its own and not 212."""
    assert [(target.id, target.count) for target in VIBORG.targets] == [
        ("guided.local.entrepreneur", 200),
        ("guided.local.company", 200),
        ("guided.specialised.entrepreneur", 12),
        ("guided.specialised.company", 12),
        ("guided.total.entrepreneur", 200),
        ("guided.total.company", 200),
        ("programme.A.entrepreneur", 3),
        ("programme.A.company", 5),
        ("programme.B.entrepreneur", 3),
        ("programme.B.company", 5),
        ("programme.C.entrepreneur", 3),
        ("programme.C.company", 5),
        ("programme.total.entrepreneur", 9),
        ("programme.total.company", 15),
        ("guided.focused.entrepreneur", 0),
        ("guided.focused.company", 0),
    ]
    assert {target.clause for target in VIBORG.targets} == {"B1"}
    assert VIBORG.targets[0].measure == "guided.local"
    assert VIBORG.targets[0].segment == "entrepreneur"


def test_targets_come_in_the_figures_order_however_the_file_lists_them(tmp_path: Path):
    """The signed table lists entrepreneurs before companies, the figures level by level."""
    text = (FOLDER / "_example.toml").read_text(encoding="utf-8")
    entry = "[[targets]]" + text.split("[[targets]]")[1].split("[[fees]]")[0]
    others = [
        entry.replace("guided.total.entrepreneur", other) for other in ("guided.local.company", "programme.A.company")
    ]
    (tmp_path / "example.toml").write_text(text.replace(entry, "".join((others[1], entry, others[0]))), "utf-8")
    assert [target.id for target in agreements.load(tmp_path, "example").targets] == [
        "guided.local.company",
        "guided.total.entrepreneur",
        "programme.A.company",
    ]


def test_budgets_are_number_times_cap():
    """100.000 + 30.000 + 30.000 = 160.000 kr., the cell B2 leaves blank."""
    assert [(fee.id, fee.budget_dkk) for fee in VIBORG.fees] == [
        ("fee.registration.entrepreneur", Decimal(100_000)),
        ("fee.screening.entrepreneur", Decimal(30_000)),
        ("fee.screening.company", Decimal(30_000)),
    ]
    assert VIBORG.budget_dkk == Decimal(160_000)
    assert [(line.count, line.amount_dkk) for line in VIBORG.budget_lines] == [(0, Decimal(0))]


def test_who_has_which_role():
    """The growth house pays the business council; Arsenalet is named without having signed."""
    assert VIBORG.party("payer").name == "Væksthus Midtjylland"
    assert VIBORG.party("payee").name == "Viborgegnens Erhvervsråd"
    assert VIBORG.party("local_operator") == VIBORG.party("payee")
    assert VIBORG.party("specialised_operator") == VIBORG.party("payer")
    assert VIBORG.party("municipality").name == "Viborg Kommune"
    assert not VIBORG.party("focused_operator").is_signatory


def test_effects_deadlines_and_follow_up():
    assert (VIBORG.satisfaction.goal_percent, VIBORG.satisfaction.clause) == (80, "§7")
    assert (VIBORG.jobs.goal, VIBORG.jobs.measure) == (275, "net")
    assert VIBORG.jobs.employment_sources == ("CVR", "Register", "Indberettet")
    assert VIBORG.deadlines.first_contact.working_days == VIBORG.deadlines.registration.working_days == 2
    assert VIBORG.follow_up.dates == (dt.date(2014, 6, 30), dt.date(2014, 12, 31))


def test_promises_and_milestones_have_clause_and_words_in_both_languages():
    """§6's promises, B4's four milestones: in the top 10 within three years, 1 % net growth a year."""
    assert {one.id for one in VIBORG.obligations} >= {
        "half_year_meetings",
        "spring_seminar",
        "imidt_days",
        "mea_participation",
        "joint_marketing",
        "abc_lists",
        "visibility",
    }
    assert [(one.id, one.goal) for one in VIBORG.milestones] == [
        ("business_climate", Decimal(10)),
        ("recruitment", None),
        ("net_job_growth", Decimal(1)),
        ("infrastructure", None),
    ]
    for one in (*VIBORG.obligations, *VIBORG.milestones):
        assert one.clause
        assert one.label.say("da") != one.label.say("en")
        assert one.text.say("da") != one.text.say("en")


def test_parameters_as_the_figures_ask_for_them():
    given = VIBORG.parameters()
    closed = given.pop("closed_days")
    assert given == {
        "id": "viborg-2014",
        "first_date": dt.date(2014, 1, 1),
        "last_date": dt.date(2014, 12, 31),
        "municipality_code": "791",
        "entrepreneur_years": 3,
        "satisfaction_goal_percent": 80,
        "jobs_measure": "net",
        "employment_sources": ["CVR", "Register", "Indberettet"],
        "contact_working_days": 2,
        "registration_working_days": 2,
        "fees": [
            {"id": "fee.registration.entrepreneur", "cap_dkk": Decimal("500.00"), "fee_count": 200},
            {"id": "fee.screening.entrepreneur", "cap_dkk": Decimal("2500.00"), "fee_count": 12},
            {"id": "fee.screening.company", "cap_dkk": Decimal("2500.00"), "fee_count": 12},
        ],
        "sectors": [
            {
                "id": "animation",
                "position": 1,
                "names": ["Animation og nye medier", "Animation and new media"],
                "codes": ["5821", "5911", "5912", "6201", "741020"],
            },
            {
                "id": "green",
                "position": 2,
                "names": ["Grøn teknologi og bæredygtig produktion", "Green technology and sustainable production"],
                "codes": ["38", "3511"],
            },
            {
                "id": "experiences",
                "position": 3,
                "names": ["Store oplevelser", "Big experiences"],
                "codes": ["55", "79", "900", "932"],
            },
        ],
    }
    assert {fee["cap_dkk"].as_tuple().exponent for fee in given["fees"]} == {-2}
    assert dt.date(2014, 6, 5) in closed
    assert closed[0] >= dt.date(2013, 12, 22)
    assert closed[-1] <= dt.date(2015, 3, 1)
    assert dt.date(2015, 1, 1) in closed
    assert not [day for day in closed if day.weekday() > 4]


def test_the_example_explains_every_key():
    """It is a whole agreement of its own, with every key there is and a word on each."""
    path = FOLDER / "_example.toml"
    example = agreements.read(path)
    assert example.id == "example"

    def keys(model: type) -> set[str]:
        fields = model.model_fields
        return set(fields).union(*(keys(inner) for inner in map(_model, fields.values()) if inner is not None))

    def _model(field) -> type | None:
        from data_pipeline.agreements.faults import _model_in

        return _model_in(field.annotation)

    lines = path.read_text(encoding="utf-8").splitlines()
    explained = {line.split("=")[0].split("#")[0].strip(" []") for line in lines if "#" in line}
    explained = {part for name in explained for part in name.split(".")}
    tables_and_languages = {"da", "en", "municipality", "period", "segments", "working_days", "satisfaction", "jobs"}
    assert keys(agreements.Agreement) - explained <= tables_and_languages | {"deadlines", "follow_up"}
    assert not example.model_fields_set ^ set(agreements.Agreement.model_fields)


def test_files_that_begin_with_an_underscore_are_no_agreements():
    assert set(agreements.load_all(FOLDER)) == {"viborg-2014"}


def test_a_second_agreement_is_a_new_file(tmp_path: Path):
    """No code knows the first one."""
    for name in ("_example.toml", "viborg-2014.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    text = (FOLDER / "_example.toml").read_text(encoding="utf-8")
    (tmp_path / "horsens-2015.toml").write_text(text.replace('id = "example"', 'id = "horsens-2015"'), "utf-8")
    assert list(agreements.load_all(tmp_path)) == ["horsens-2015", "viborg-2014"]
    second = agreements.load(tmp_path, "horsens-2015")
    assert second.parameters()["municipality_code"] == "615"
    assert second.budget_dkk == 25_000


def test_an_unknown_agreement_is_told_the_nearest():
    with pytest.raises(Correctable, match=r"There is no agreement viborg-2015; the nearest is viborg-2014\."):
        agreements.load(FOLDER, "viborg-2015")
    with pytest.raises(Correctable, match=r"There is no agreement \.\./x; there are viborg-2014\."):
        agreements.load(FOLDER, "../x")


def test_a_faulty_neighbour_does_not_matter(tmp_path: Path):
    (tmp_path / "viborg-2014.toml").write_bytes((FOLDER / "viborg-2014.toml").read_bytes())
    (tmp_path / "broken.toml").write_text("id =", "utf-8")
    assert agreements.load(tmp_path, "viborg-2014") == VIBORG
    with pytest.raises(Correctable, match=r"broken\.toml, line 1: this is not TOML"):
        agreements.load_all(tmp_path)


def test_no_folder_and_an_empty_folder(tmp_path: Path):
    with pytest.raises(Correctable, match="There is no folder"):
        agreements.load_all(tmp_path / "nowhere")
    assert agreements.load_all(tmp_path) == {}
    with pytest.raises(Correctable, match="There are no agreements"):
        agreements.load(tmp_path, "viborg-2014")


def test_nothing_changes_an_agreement():
    with pytest.raises(ValidationError):
        VIBORG.targets[0].count = 1
