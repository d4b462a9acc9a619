"""What may stand in the environment: a slip is told, never taken for something else."""

from __future__ import annotations

import pytest

from data_pipeline.errors import Correctable
from data_pipeline.settings import Settings


@pytest.mark.parametrize(("given", "months"), [("", None), (" 60 ", 60), ("1", 1), ("1200", 1200)])
def test_months_of_retention(given: str, months: int | None):
    assert Settings.read({"VAEKSTTAVLEN_RETENTION_MONTHS": given}).retention_months == months


@pytest.mark.parametrize("given", ["0", "-1", "1201", "five", "1.5", "٣", "12m"])
def test_what_is_no_number_of_months_is_told(given: str):
    with pytest.raises(Correctable) as told:
        Settings.read({"VAEKSTTAVLEN_RETENTION_MONTHS": given})
    assert told.value.say("da") == (
        "VAEKSTTAVLEN_RETENTION_MONTHS er ikke et antal måneder. Skriv et helt tal fra 1 til 1.200, eller udelad den "
        "for at beholde alt."
    )


@pytest.mark.parametrize(
    ("variable", "field"),
    [("VAEKSTTAVLEN_KEEP_ORIGINALS", "keep_originals"), ("VAEKSTTAVLEN_PARTNERS_LOAD", "partners_load")],
)
def test_a_setting_is_on_with_a_plain_yes_alone(variable: str, field: str):
    assert not any(getattr(Settings.read({variable: given}), field) for given in ("", "no", "Nej", "0"))
    assert all(getattr(Settings.read({variable: given}), field) for given in ("yes", "JA", "1"))
    with pytest.raises(Correctable, match=f"{variable} is neither yes nor no"):
        Settings.read({variable: "perhaps"})
