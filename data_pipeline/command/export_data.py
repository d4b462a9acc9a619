"""`export data`: what is loaded, and what the figures count of it, as Parquet and CSV for other programs."""

from __future__ import annotations

import argparse

from data_pipeline import agreements, ledger
from data_pipeline.command import snapshots
from data_pipeline.command.console import Console
from data_pipeline.command.figures import newest_day
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import audit
from data_pipeline.papers import data_folder
from data_pipeline.privacy import rights
from data_pipeline.reports.data_tables import VERSION, data_tables
from data_pipeline.settings import Settings


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Writes the folder whole or not at all, after noting it in the audit trail, and tells what is in it."""
    if arguments.meeting or arguments.audience == "others":
        raise Correctable(
            message("Rows are of a day and for the parties: leave --meeting and --audience out of `export data`.")
        )
    if arguments.template:
        raise Correctable(message("Only pptx takes a template: leave --template out."))
    data_folder.require_export(arguments.out)
    by = rights.owner()
    if arguments.agreement:
        chosen = [agreements.load(settings.agreements, arguments.agreement)]
    else:
        chosen = list(agreements.load_all(settings.agreements).values())
    only = chosen[0].municipality.code if arguments.agreement else None
    loads = snapshots.loads(settings, arguments.snapshot)
    with snapshots.opened(settings, loads) as store:
        newest = {agreed: newest_day(store, agreed, loads[-1]) for agreed in chosen}
        days = {
            agreed: (arguments.as_of or day) if day >= agreed.first_date else None for agreed, day in newest.items()
        }
        with ledger.open(settings.ledger) as book:
            about = {"agreement": arguments.agreement} if arguments.agreement else {}
            audit.record(book, by, "export", format="data", snapshot=loads[-1].number, **about)
        stamp = message("Load {number}, {moment}", number=str(loads[-1].number), moment=loads[-1].loaded_at)
        written = data_folder.write(
            arguments.out, data_tables(store, days, only, by=by), stamp.say(console.language), console.language
        )
    rows = {one.table.name: one.rows for one in written}
    if console.format == "json":
        told = {"folder": str(arguments.out), "schema": VERSION, "snapshot": loads[-1].number, "tables": rows}
        console.json(told)
    console.say(
        message(
            "{folder} is written: {count} tables, {rows} rows. README.md there says what each column is.",
            folder=str(arguments.out),
            count=len(rows),
            rows=sum(rows.values()),
        )
    )
    return 0
