"""`trace`: why a figure is what it is: meaning, rule, clause, the rows counted and those left out, and the SQL."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from data_pipeline import agreements
from data_pipeline.command import figure_list, snapshots
from data_pipeline.command.console import Console
from data_pipeline.command.figures import newest_day
from data_pipeline.command.options import add_asking, add_slice, slice_of
from data_pipeline.errors import Correctable
from data_pipeline.figures import FEE_TOTAL, trace
from data_pipeline.language import N_, message
from data_pipeline.settings import Settings
from data_pipeline.views import terms

FORMATS = ("text", "json", "csv")


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `trace`."""
    parser.add_argument("figure", nargs="?", metavar=say(N_("FIGURE")), help=say(N_("a figure's id, as --list has it")))
    add_asking(parser, say, lists=True)
    add_slice(parser, say)


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Tells where the figure comes from; with `csv` the rows alone, counted and left out."""
    if arguments.list:
        return figure_list.tell(arguments, settings, console, without=FEE_TOTAL)
    figure_list.require_agreement(arguments)
    if arguments.figure is None:
        raise Correctable(message("Name a figure; --list tells which there are."))
    agreement = agreements.load(settings.agreements, arguments.agreement)
    loads = snapshots.loads(settings, arguments.snapshot)
    with snapshots.opened(settings, loads) as store:
        as_of = arguments.as_of or newest_day(store, agreement, loads[-1])
        found = trace.trace(store, agreement, as_of, arguments.figure, slice_of(arguments, agreement))
    if console.format == "json":
        console.json(_as_json(found, arguments.figure, loads[-1].number, console.language))
    elif console.format == "csv":
        columns = list(dict.fromkeys(column for row in (*found.counted, *found.left_out) for column in row))
        console.csv(columns, ([row.get(column) for column in columns] for row in (*found.counted, *found.left_out)))
    else:
        _tell(found, console)
    return 0


def _as_json(found: trace.Trace, name: str, snapshot: int, language: str) -> dict[str, Any]:
    return {
        "figure": name,
        "label": message(found.figure.label).say(language),
        "meaning": message(found.figure.meaning).say(language),
        "rule": found.figure.rule,
        "clause": found.clause,
        "snapshot": snapshot,
        "parameters": dict(found.parameters),
        "row_kind": found.row_kind,
        "counted": list(found.counted),
        "left_out": list(found.left_out),
        "reasons": found.reasons,
        "sql": dict(found.sql),
    }


def _tell(found: trace.Trace, console: Console) -> None:
    console.say(
        message(
            "{label} ({rule}, {clause})",
            label=message(found.figure.label),
            rule=found.figure.rule,
            clause=found.clause,
        ),
        message(found.figure.meaning),
    )
    print(file=console.out)
    console.say(
        message(
            "{counted} of {all} rows are counted.",
            counted=len(found.counted),
            all=len(found.counted) + len(found.left_out),
        )
    )
    if found.counted:
        _rows(found.counted, console)
    if found.left_out:
        print(file=console.out)
        console.table(
            [message("Left out, because"), message("Rows")],
            [(message(trace.REASONS[reason]), count) for reason, count in found.reasons.items()],
        )
    for name, sql in found.sql.items():
        print(f"\n-- {name}\n{sql}", file=console.out)


def _rows(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    columns = [column for column in terms.ROW_HEADINGS if any(row.get(column) is not None for row in rows)]
    console.table(
        [message(terms.ROW_HEADINGS[column]) for column in columns],
        [[_cell(row.get(column)) for column in columns] for row in rows],
    )


def _cell(value: Any) -> Any:
    """A word of ours as a message, what the table can write as it is."""
    if isinstance(value, list):
        return [_cell(part) for part in value]
    if isinstance(value, str) and value in terms.ROW_WORDS:
        return message(terms.ROW_WORDS[value])
    if isinstance(value, bool):
        return message("yes") if value else message("no")
    return value
