"""A fault of our own tells the reader a number, the log where it happened, and nobody a value."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from data_pipeline.settings import ROOT
from tests.pages.conftest import START_SECONDS, markup

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
