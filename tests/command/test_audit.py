"""`audit` and what it lists: who did what, never what stood there; for administrators alone."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from data_pipeline import ledger
from data_pipeline.agreements import load as agreed
from data_pipeline.command.line import main
from data_pipeline.errors import Correctable
from data_pipeline.ledger import audit, strategy
from data_pipeline.loading.load import load
from data_pipeline.privacy import rights
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.settings import ROOT, Settings
from tests.load.deliveries import clients

PARTNER, ADMINISTRATOR = Person("Per", Role.PARTNER), Person("Anna", Role.ADMINISTRATOR)


@pytest.fixture
def book(settings: Settings):
    opened = ledger.open(settings.ledger)
    yield opened
    opened.close()


def test_a_load_and_a_value_of_the_strategy_are_in_it(settings, book, tmp_path, capsys):
    load(settings, [clients(tmp_path / "kunder.csv", "K-12345")], author="bo")
    strategy.write(book, agreed(ROOT / "agreements", "viborg-2014"), "business_climate", "31", by=ADMINISTRATOR)
    capsys.readouterr()
    assert main(["audit", "--format", "json"], {"VAEKSTTAVLEN_HOME": str(settings.home)}) == 0
    out = capsys.readouterr().out
    told = [(one["author"], one["action"], one["details"]) for one in json.loads(out)]
    assert told == [
        ("Anna", "strategy", {"about": "business_climate", "agreement": "viborg-2014"}),
        ("bo", "load", {"files": 1, "load": 1}),
    ]
    assert "K-12345" not in out
    assert "31" not in json.dumps([details for *_, details in told])
    assert main(["audit", "--newest", "1", "--language", "en"], {"VAEKSTTAVLEN_HOME": str(settings.home)}) == 0
    table = capsys.readouterr().out
    assert "Wrote a value of the strategy" in table
    assert "Loaded" not in table


def test_it_is_for_administrators(book):
    with pytest.raises(NotAllowed):
        audit.trail(book, by=PARTNER)
    assert audit.trail(book, by=rights.owner()) == ()


def test_it_takes_no_detail_that_it_does_not_know(book):
    """So that nobody writes a client's id or a value into it by mistake."""
    with pytest.raises(ValueError, match="client"):
        audit.record(book, ADMINISTRATOR, "export", client="K-1")
    with pytest.raises(ValueError, match="peek"):
        audit.record(book, ADMINISTRATOR, "peek")


def test_the_parties_write_about_the_strategy_and_nobody_else_does(book):
    agreement = agreed(ROOT / "agreements", "viborg-2014")
    with pytest.raises(NotAllowed):
        strategy.write(book, agreement, "business_climate", "31", by=Person("Mette", Role.OBSERVER))
    assert book.strategy("viborg-2014") == ()
    written = strategy.write(book, agreement, "business_climate", "31", by=PARTNER)
    assert book.strategy("viborg-2014") == (written,)


@pytest.mark.parametrize(
    ("point", "value"), [("business_climat", "31"), ("business_climate", " \x1b\n"), ("business_climate", "x" * 201)]
)
def test_what_can_not_be_written_is_told(book, point, value):
    with pytest.raises(Correctable):
        strategy.write(book, agreed(ROOT / "agreements", "viborg-2014"), point, value, by=ADMINISTRATOR)


def test_control_characters_are_left_out(book):
    entry = strategy.write(
        book,
        agreed(ROOT / "agreements", "viborg-2014"),
        "business_climate",
        " \x1b[31mnr.\u202e 24\n",
        by=ADMINISTRATOR,
        day=dt.date(2014, 9, 1),
    )
    assert entry.value == "[31mnr. 24"
