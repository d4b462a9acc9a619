"""Every word shown has its Danish, once, with the same gaps."""

from __future__ import annotations

import ast
import re
import string
from collections import defaultdict
from pathlib import Path

from babel.messages.pofile import read_po

from data_pipeline.figures.catalogue import CATALOGUE
from data_pipeline.language import is_translated
from data_pipeline.reports import data_tables
from data_pipeline.views import terms
from tests.architecture.sources import ROOT, python_files, require_none, shown, tree

CATALOGUES = sorted((ROOT / "data_pipeline" / "locale" / "da").glob("*.po"))
# Functions whose first argument (and second, when it is text: the plural) is a message id.
SPEAKERS = {"message", "N_", "_", "translate", "translate_plural", "say", "Message", "Translator"}


def spoken_in(path: Path) -> list[tuple[int, str | tuple[str, str]]]:
    """Line and message id of everything a file says."""
    found: list[tuple[int, str | tuple[str, str]]] = []
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        # `Translator("da")("Reached")` says it, too.
        called = node.func.func if isinstance(node.func, ast.Call) else node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[:2]]
        if name not in SPEAKERS or not isinstance(texts[0], str):
            continue
        takes_plural = name in ("message", "translate_plural") and len(texts) > 1 and isinstance(texts[1], str)
        if name == "say" and texts[0] in ("da", "en"):
            continue
        found.append((node.lineno, (texts[0], str(texts[1])) if takes_plural else texts[0]))
    return found


def catalogued() -> list[tuple[str, str | tuple[str, str], tuple[str, ...]]]:
    """File, message id and Danish of every entry."""
    entries = []
    for path in CATALOGUES:
        with path.open("rb") as file:
            for entry in read_po(file, locale="da", abort_invalid=True):
                if entry.id:
                    danish = entry.string if isinstance(entry.string, tuple) else (entry.string,)
                    entries.append((path.name, entry.id, danish))
    return entries


def labels() -> set[str]:
    """What measures, their certainty and the columns of amounts are called."""
    columns = {
        label for column, label in terms.ROW_HEADINGS.items() if re.search(r"_dkk$|_hours$|^is_|^has_|^full_", column)
    }
    return {figure.label for figure in CATALOGUE.values()} | set(terms.STATUS.values()) | columns


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_something_is_said():
    assert sum(len(spoken_in(path)) for path in python_files()) > 50


def test_every_message_has_its_danish():
    missing = [
        f"{shown(path)}:{line} {msgid!r}"
        for path in python_files()
        for line, msgid in spoken_in(path)
        if msgid and not is_translated(msgid, "da")
    ]
    missing += [meaning for meaning in data_tables.meanings() if not is_translated(meaning, "da")]
    assert not missing


def test_a_label_is_defined_once():
    """`figures/catalogue.py` or `views/terms.py` names a measure; another file takes its name from there."""
    files = defaultdict(set)
    for path in python_files():
        for _line, msgid in spoken_in(path):
            files[msgid].add(path)
    require_none({label for label in labels() if len(files[label]) > 1})


def test_a_message_is_never_a_format_string():
    """`message(f"…")` would look for a sentence that no catalogue has."""
    built = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in SPEAKERS
        and node.args
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert not built


def test_translations_keep_the_gaps():
    """A gap lost in translation would hide the number; one invented would fail when the sentence is spoken."""
    for file, msgid, danish in catalogued():
        english = msgid if isinstance(msgid, tuple) else (msgid,)
        for text in danish:
            assert text, f"{file}: {msgid!r} has no Danish"
            assert gaps(text) <= set().union(*map(gaps, english)), f"{file}: {msgid!r}"
            assert gaps(text) | {"count"} >= set.intersection(*map(gaps, english)), f"{file}: {msgid!r}"


def test_one_message_has_one_danish():
    """Two catalogues that say the same thing differently would leave it to the alphabet."""
    seen: dict[str | tuple[str, str], tuple[str, ...]] = {}
    for file, msgid, danish in catalogued():
        assert seen.setdefault(msgid, danish) == danish, f"{file}: {msgid!r}"


def test_no_words_are_left_over():
    """What no code says any more leaves the catalogue."""
    constants = {
        node.value
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } | set(data_tables.meanings())
    for file, msgid, _ in catalogued():
        for text in msgid if isinstance(msgid, tuple) else (msgid,):
            assert text in constants, f"{file}: {text!r} is said nowhere"
