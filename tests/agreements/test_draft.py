"""A draft says what the agreement says, in TOML, but for its clauses, which are to be filled in."""

from __future__ import annotations

import pytest

from data_pipeline import agreements
from data_pipeline.agreements import draft
from data_pipeline.errors import Correctable
from data_pipeline.settings import ROOT

FOLDER = ROOT / "agreements"


@pytest.mark.parametrize("name", ["viborg-2014", "_example"])
def test_it_reads_as_it_was(name: str) -> None:
    """With one and the same clause everywhere both are the same agreement."""
    agreed = agreements.read(FOLDER / f"{name}.toml")
    written = draft.text(agreed, "A draft.\nOf two lines.")
    assert written.startswith("# A draft.\n# Of two lines.\n\nid = ")
    again = agreements.parse(agreed.id, written.replace('clause = ""', 'clause = "§"'))
    assert draft.text(again, "") == draft.text(agreed, "")
    assert again.budget_dkk == agreed.budget_dkk
    assert again.parameters() == agreed.parameters()


def test_every_clause_is_missing() -> None:
    """Each is told by its line and key."""
    written = draft.text(agreements.load(FOLDER, "viborg-2014"), "")
    with pytest.raises(Correctable) as caught:
        agreements.parse("viborg-2014", written)
    said = caught.value.say("en").splitlines()
    assert len(said) == written.count('clause = ""')
    assert all(line.endswith("clause must not be empty.") for line in said)


def test_words_that_toml_would_take_for_its_own() -> None:
    """Quotes, backslashes and line breaks in a text come back as they were."""
    agreed = agreements.load(FOLDER, "viborg-2014")
    title = agreed.title.model_copy(update={"da": 'Et "citat"\\\n# og mere'})
    written = draft.text(agreed.model_copy(update={"title": title}), "").replace('clause = ""', 'clause = "§"')
    assert agreements.parse("viborg-2014", written).title == title
