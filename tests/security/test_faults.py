"""A fault of our own tells the reader a number, the log where it happened, and nobody a value."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.settings import ROOT
from tests.pages.conftest import START_SECONDS, markup
from ui import faults

VALUE = "K-12345 010170-0000"


def test_neither_screen_nor_log_holds_a_value(tmp_path, monkeypatch, caplog):
    def broken() -> str:
        raise KeyError(VALUE)

    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("ui.ask.agreements", broken)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=START_SECONDS).run()
    shown, logged = markup(app), caplog.text
    (number,) = re.findall(r"loggen: ([0-9a-f]{8})", shown)
    assert f"fault {number}: KeyError" in logged
    assert "in broken" in logged
    assert VALUE not in shown + logged
    assert [VALUE in one.message for one in app.exception] == [False]


def test_the_reader_is_told_what_and_the_log_where(caplog):
    """A sentence that names a place on the server: a file or an address keeps its last name alone."""
    places = {
        "a": "/srv/vækst/ledger.sqlite",
        "b": "C:\\vækst\\cpr.key",
        "c": "postgresql+psycopg://reader:***@db.internal:5432/ledger",
        "d": ("s3://bucket/prefix", message("in {folder}", folder="/srv/vækst/agreements")),
        "e": "2014/2015",
        "f": 3,
    }
    fault = Correctable(message("{a} | {b} | {c} | {d} | {e} | {f}", **places))
    assert faults.told(fault, "en") == "ledger.sqlite | cpr.key | ledger | prefix and in agreements | 2014/2015 | 3"
    assert "db.internal" in caplog.text
    assert "/srv/vækst/ledger.sqlite" in caplog.text
    caplog.clear()
    assert faults.told(Correctable(message("Nothing is loaded yet.")), "en") == "Nothing is loaded yet."
    assert not caplog.text
