"""`export`: a meeting's papers as a file (slides, workbook, minutes, slides without network), or all data."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from data_pipeline import meetings, reports
from data_pipeline.command import export_data, snapshots
from data_pipeline.command.console import Console
from data_pipeline.command.options import add_asking, add_meeting
from data_pipeline.command.written import require_folder, write
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.meetings import freezing
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings

DATA = "data"


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `export`."""
    parser.add_argument(
        "form",
        choices=[*(form.value for form in Form), DATA],
        help=say(
            N_(
                "pptx: slides to edit; xlsx: every table; docx, pdf: minutes; html: slides without network; "
                "data: rows for Power BI, Excel and R (one agreement's alone with --agreement)"
            )
        ),
    )
    add_asking(parser, say, is_required=False)
    add_meeting(parser, say)
    parser.add_argument(
        "--audience",
        choices=("parties", "others"),
        default="parties",
        help=say(N_("others: a released meeting with small numbers hidden, or headlines alone")),
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar=say(N_("FILE")),
        help=say(N_("of pptx: your organisation's own .pptx or .potx, whose look the slides take")),
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar=say(N_("FILE")),
        help=say(N_("the file to write; of data the folder")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Writes the file whole or not at all, and tells where it is."""
    if arguments.form == DATA:
        return export_data.run(arguments, settings, console)
    if not arguments.agreement:
        raise Correctable(message("Say which agreement with --agreement ID."))
    form, out = Form(arguments.form), arguments.out
    require_folder(out)
    template = _template(arguments.template, form) if arguments.template else None
    board, by = reports.open_board(settings), rights.owner()
    if arguments.meeting:
        if arguments.as_of is not None or arguments.snapshot is not None:
            raise Correctable(message("A meeting has its date and its load: leave --as-of and --snapshot out."))
        meeting, ids = snapshots.meeting(settings, arguments.meeting, arguments.agreement), None
    else:
        if arguments.as_of is None:
            raise Correctable(message("Name a meeting with --meeting, or a date with --as-of."))
        meeting, ids = freezing.unfrozen_meeting(
            board, arguments.agreement, arguments.as_of, by=by, snapshot=arguments.snapshot
        )
    if arguments.audience == "others":
        meeting = (
            meetings.released(board.ledger, meeting)
            if meeting.name
            else meetings.for_audience(meeting, meetings.OTHERS)
        )
    made = meeting_papers.make(form, board.ledger, meeting, console.language, by=by, ids=ids, template=template)
    write(out, made)
    if console.format == "json":
        console.json({"file": str(out), "format": form.value, "bytes": len(made), "checksum": meeting.head.checksum})
    console.say(message("{file} is written.", file=str(out)))
    return 0


def _template(path: Path, form: Form) -> bytes:
    if form is not Form.PPTX:
        raise Correctable(message("Only pptx takes a template: leave --template out."))
    try:
        return path.read_bytes()
    except OSError as fault:
        told = message("{file} could not be read: {why}.", file=str(path), why=os.strerror(fault.errno or 0))
        raise Correctable(told) from fault
