"""The companies behind Arbejdspladser, for the parties: from, to and change of each, or why it is not measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.reports.jobs import Company
from data_pipeline.views import amounts
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator

# In the order in which the table has them.
_WHY = {
    "no_baseline": N_("No full-time equivalents on or before the first guidance"),
    "no_later_figure": N_("No full-time equivalents after the baseline"),
    "only_bands": N_("A band only, such as 5–9"),
}


def tables(listed: Sequence[Company], language: str) -> dict[str, Table]:
    """Created, lost and unchanged by company, the largest change first, and those not measured."""
    _ = Translator(language)
    known = [one for one in listed if not one.reason]
    return {
        "created": _measured(_("Created by company"), [one for one in known if one.moved > 0], language),
        "lost": _measured(_("Lost by company"), [one for one in known if one.moved < 0], language),
        "unchanged": _measured(_("Unchanged companies"), [one for one in known if not one.moved], language),
        "not_measured": _not_measured([one for one in listed if one.reason], language),
    }


def _measured(title: str, listed: Sequence[Company], language: str) -> Table:
    _ = Translator(language)
    moved = abs(sum((one.moved for one in listed), Decimal(0)))
    told = message(
        "{amount} full-time at {count} company",
        "{amount} full-time at {count} companies",
        amount=amounts.number(moved, 2),
        count=len(listed),
    )
    return Table(
        title,
        (
            *_from(language),
            Column(_("To"), Kind.EXACT),
            Column(_("Current figure"), Kind.DATE, is_small=True),
            Column(_("Source (to)"), is_small=True),
            Column(_("Change"), Kind.EXACT, is_signed=True),
        ),
        tuple(
            (*_cells(one, language), one.current_figure, one.current_date_measured, one.current_source, one.change)
            for one in listed
        ),
        unit=(told if moved else _companies(len(listed))).say(language),
    )


def _not_measured(listed: Sequence[Company], language: str) -> Table:
    _ = Translator(language)
    counts = Counter(one.reason for one in listed)
    return Table(
        _(CATALOGUE["jobs.not_measured"].label),
        (*_from(language), Column(_("Why"))),
        tuple((*_cells(one, language), _(_WHY[str(one.reason)])) for one in listed),
        tuple(f"{_(text)}: {counts[reason]}" for reason, text in _WHY.items() if counts[reason]),
        unit=_companies(len(listed)).say(language),
    )


def _companies(count: int) -> Message:
    return message("{count} company", "{count} companies", count=count)


def _from(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return (
        Column(_("Client")),
        Column(_("CVR number")),
        Column(_("From"), Kind.EXACT),
        Column(_("Baseline"), Kind.DATE, is_small=True),
        Column(_("Source (from)"), is_small=True),
    )


def _cells(one: Company, language: str) -> tuple[Cell, ...]:
    source = Translator(language)("started in the period") if one.is_started else one.baseline_source
    return one.client_id, one.cvr, one.baseline, one.baseline_date, source
