"""Strategi: every point with its clause, what was last written by the date chosen, and nothing made up (R17)."""

from __future__ import annotations

import datetime as dt

import pytest

from data_pipeline import ledger
from data_pipeline.ledger import StrategyEntry
from data_pipeline.loading.load import load
from data_pipeline.settings import ROOT, Settings
from tests.load import deliveries
from tests.load.deliveries import clients
from tests.pages.conftest import markup

WRITTEN = dt.datetime(2014, 6, 20, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    clients(tmp_path / "crm" / "kunder.csv", "K1")
    deliveries.write(tmp_path / "crm" / "tilfredshed.csv", "tilfredshed", {"Udsendt": "31-12-2014"})
    load(settings, [tmp_path / "crm"])
    return tmp_path / "home"


def write(home, milestone: str, value: str, day: dt.date, **more: str) -> None:
    book = ledger.open(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}).ledger)
    book.add_strategy(StrategyEntry(WRITTEN, "Anna", "viborg-2014", milestone, value, day, **more))


@pytest.mark.parametrize(
    ("lang", "title"),
    [("da", "Der er endnu intet noteret om de 21 punkter"), ("en", "Nothing is written yet about the 21 points")],
)
def test_nothing_written_says_so(show, home, lang, title):
    page = show(home, "strategy", lang=lang, as_of="2014-06-30")
    assert page.title == title
    assert page.text.count({"da": "intet noteret endnu", "en": "nothing written yet"}[lang]) == 21


def test_the_latest_by_the_date_chosen_with_who_and_from_where(show, home):
    write(home, "business_climate", "nr. 14", dt.date(2014, 3, 1), source="DI", note="mod 18")
    write(home, "business_climate", "nr. 9", dt.date(2014, 9, 1), source="DI")
    early = show(home, "strategy", as_of="2014-06-30")
    assert early.title == "1 af 21 punkter er fulgt op"
    assert "nr. 14 Dag: 1. marts 2014 · Kilde: DI · Bemærkning: mod 18 · Skrevet af: Anna" in early.text
    assert "nr. 9" not in early.text
    late = show(home, "strategy", as_of="2014-12-31")
    assert "nr. 9 Tidligere: nr. 14, 1. marts 2014 · Dag: 1. september 2014" in late.text


def test_every_clause_leads_to_the_definition(show, home):
    body = markup(show(home, "strategy").app)
    for clause in ("6", "7", "b3", "b4"):
        assert f'href="#how-{clause}"' in body
        assert body.count(f'id="how-{clause}"') == 1


def test_an_agreement_without_points(show, home, tmp_path):
    text = (ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8")
    tables = text.split("\n[[")
    kept = [one for one in tables if not one.startswith(("obligations]]", "milestones]]", "objectives]]"))]
    (tmp_path / "viborg-2014.toml").write_text("\n[[".join(kept), encoding="utf-8")
    page = show(home, "strategy", agreements=tmp_path)
    assert page.title == "Aftalen nævner hverken milepæle eller forpligtelser"
    assert "står i aftalefilen" in page.text
