"""Pages as a reader opens them, without a browser: Streamlit's AppTest on an installation of its own."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from data_pipeline.privacy.rights import Role
from data_pipeline.settings import ROOT
from tests.installations import Installations

START_SECONDS = 60


@dataclass(frozen=True)
class Shown:
    """A page as it stands: `app` is Streamlit's, `text` all words in order, `alts` what the charts and pictures say."""

    app: AppTest
    text: str
    alts: tuple[str, ...]

    @property
    def title(self) -> str:
        return re.search(r"<h1>(.*?)</h1>", markup(self.app)).group(1)

    @property
    def folds(self) -> list[str]:
        """The titles of what is folded."""
        return [html.unescape(one) for one in re.findall(r"<summary>(.*?)</summary>", markup(self.app))]


def markup(app: AppTest) -> str:
    return "\n".join(carried(element.proto.body) for element in app.get("html"))


def carried(body: str) -> str:
    """What a piece of a page says, as the browser unfolds it (ui/html.py)."""
    found = re.fullmatch(r'<div class="carried" data-html="([^"]*)"></div>', body)
    return html.unescape(found.group(1)) if found else body


def words(markup_: str) -> str:
    """The words of some HTML, blanks joined, no-break space as a blank."""
    without_style = re.sub(r"<(style|script)>.*?</\1>", " ", markup_, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", without_style)).replace("\u00a0", " "))


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """An installation with both sample deliveries, and the meeting that was held in between."""
    return shutil.copytree(installations.sample_year(), tmp_path_factory.mktemp("pages") / "home")


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """An installation with the first sample delivery alone: nothing is hidden for what the second moved (R18)."""
    return shutil.copytree(installations.first_delivery(), tmp_path_factory.mktemp("first") / "home")


@pytest.fixture(autouse=True)
def _served(monkeypatch: pytest.MonkeyPatch) -> None:
    """`AppTest` forgets what `dashboard.py` has told Streamlit of the folder `pages/`."""
    begin = PagesManager.__init__

    def begun(self: PagesManager, *given: object, **named: object) -> None:
        PagesManager.uses_pages_directory = False
        begin(self, *given, **named)

    monkeypatch.setattr(PagesManager, "__init__", begun)


@pytest.fixture(autouse=True)
def _read_by_a_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs for a party, unless a test says otherwise."""
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.PARTNER)


@pytest.fixture(scope="package")
def opened() -> Iterator[dict[str, str]]:
    """The settings of the installation whose answers Streamlit has at hand, as a dashboard has for its next reader."""
    settings: dict[str, str] = {}
    yield settings
    st.cache_resource.clear()


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, opened: dict[str, str]) -> Callable[..., Shown]:
    """Opens a page of an installation: `show(home, "fees", as_of="2014-06-30", lang="en")`."""

    def shown(home: Path, page: str, agreements: Path | None = None, **query: str) -> Shown:
        monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(home))
        if agreements:
            monkeypatch.setenv("VAEKSTTAVLEN_AGREEMENTS", str(agreements))
        settings = {name: text for name, text in os.environ.items() if name.startswith("VAEKSTTAVLEN_")}
        del settings["VAEKSTTAVLEN_ROLE"]  # answers are kept by role
        if opened != settings:
            st.cache_resource.clear()
            opened.clear()
            opened.update(settings)
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=START_SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        body = markup(app)
        alts = [html.unescape(alt) for alt in re.findall(r'<svg[^>]* aria-label="([^"]+)"', body)]
        for chart in app.get("plotly_chart"):
            go.Figure(json.loads(chart.proto.spec))  # raises where Plotly knows no such property
            alts.append(chart.proto.alt)
        return Shown(app, words(body), tuple(alts))

    return shown
