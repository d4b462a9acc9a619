"""`settle`: what the fees of a stretch come to, locked from then on; without a day, what is settled so far."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from data_pipeline import agreements, reports, settlements
from data_pipeline.command.console import Console
from data_pipeline.command.options import add_agreement, day_in
from data_pipeline.language import N_, message
from data_pipeline.privacy import rights
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.settlements import Line, Settlement, Sums
from data_pipeline.views import settlement as view


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `settle`."""
    add_agreement(parser, say)
    parser.add_argument(
        "--until",
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("settle the fees up to this follow-up (2014-06-30); lists what is settled without it")),
    )
    parser.add_argument("--preview", action="store_true", help=say(N_("tell what would be settled and write nothing")))
    parser.add_argument(
        "--meeting",
        metavar=say(N_("NAME")),
        help=say(N_("settle what this frozen meeting showed, not the newest load")),
    )
    parser.add_argument(
        "--early",
        action="store_true",
        help=say(N_("settle although the data do not reach that day: no more will come")),
    )
    parser.add_argument("--message", default="", metavar=say(N_("TEXT")), help=say(N_("why: kept with the settlement")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Settles a stretch, tells what would be settled, or lists the settlements there are."""
    board = reports.open_board(settings)
    if arguments.until is None:
        return _list(arguments, board, console)
    asked: dict[str, Any] = {"meeting": arguments.meeting, "is_early": arguments.early, "by": rights.owner()}
    if arguments.preview:
        found = settlements.preview(board, arguments.agreement, arguments.until, **asked)
    else:
        found = settlements.settle(board, arguments.agreement, arguments.until, **asked, message_=arguments.message)
    if console.format == "json":
        console.json(_whole(found))
    else:
        _tell(found, console)
    return 0


def _list(arguments: argparse.Namespace, board: Board, console: Console) -> int:
    agreement = agreements.load(board.settings.agreements, arguments.agreement)
    found = settlements.of(board.ledger, agreement.id, by=rights.owner())
    if console.format == "json":
        console.json({"agreement": agreement.id, "settlements": [_head(settlement) for settlement in found]})
    elif not found:
        console.say(message("Nothing is settled yet."))
    else:
        console.table(
            [
                message("Settlement"),
                message("From"),
                message("To"),
                message("Of these days"),
                message("Corrections"),
                message("To be paid"),
                message("Load"),
                message("Meeting"),
                message("Settled"),
                message("By"),
            ],
            [
                (
                    settlement.number,
                    settlement.first_day,
                    settlement.last_day,
                    settlement.own.amount_dkk,
                    settlement.corrections.amount_dkk,
                    settlement.total.amount_dkk,
                    settlement.snapshot,
                    settlement.meeting,
                    settlement.settled_at and settlement.settled_at.date(),
                    settlement.author,
                )
                for settlement in found
            ],
        )
    return 0


def _tell(found: Settlement, console: Console) -> None:
    console.say(view.title(found), view.due(found), view.stamp(found))
    rows: list[tuple[Any, ...]] = [
        (found.label(fee.fee, console.language), *_cells(fee.own), fee.corrections.amount_dkk, fee.total.amount_dkk)
        for fee in found.by_fee
    ]
    rows.append((message("In all"), *_cells(found.own), found.corrections.amount_dkk, found.total.amount_dkk))
    print(file=console.out)
    console.table(
        [
            message("Fee"),
            message("Count"),
            message("Hours × rate"),
            message("Cut by the caps"),
            message("Of these days"),
            message("Corrections"),
            message("To be paid"),
        ],
        rows,
    )
    if found.corrected:
        print(file=console.out)
        console.say(message("Corrections of days settled before"))
        console.table(
            [
                message("Settled in"),
                message("Day"),
                message("Fee"),
                message("Client"),
                message("Reason"),
                message("Before"),
                message("After"),
                message("Difference"),
            ],
            [
                (
                    None if (found.number, line.number) == _first(line) else view.place(line),
                    line.fee_date,
                    found.label(line.fee, console.language),
                    line.client_id or message("erased"),
                    message(line.why.label),
                    line.before_dkk,
                    line.after_dkk,
                    line.amount_dkk,
                )
                for line in found.corrected
            ],
        )
    if found.awaiting_count:
        print(file=console.out)
        console.say(view.awaiting(found))


def _first(line: Line) -> tuple[int, int]:
    return line.first_settlement, line.first_line


def _cells(sums: Sums) -> tuple[Any, ...]:
    return sums.count, sums.uncapped_dkk, -sums.cut_dkk, sums.amount_dkk


def _head(settlement: Settlement) -> dict[str, Any]:
    return {
        "settlement": settlement.number,
        "agreement": settlement.agreement,
        "first_day": settlement.first_day,
        "last_day": settlement.last_day,
        "snapshot": settlement.snapshot,
        "meeting": settlement.meeting,
        "settled_at": settlement.settled_at and settlement.settled_at.isoformat(),
        "author": settlement.author,
        "message": settlement.message,
        "checksum": settlement.checksum,
        "payer": settlement.terms.payer,
        "payee": settlement.terms.payee,
        "own": _sums(settlement.own),
        "corrections": _sums(settlement.corrections),
        "total": _sums(settlement.total),
        "pending": settlement.awaiting_count,
    }


def _whole(settlement: Settlement) -> dict[str, Any]:
    return {
        **_head(settlement),
        "fees": [
            {
                "id": fee.fee,
                "own": _sums(fee.own),
                "corrections": _sums(fee.corrections),
                "total": _sums(fee.total),
            }
            for fee in settlement.by_fee
        ],
        "earlier": [
            {"settlement": before.number, "last_day": before.last_day, "amount": str(before.amount_dkk)}
            for before in settlement.earlier
        ],
        "lines": [_line(line) for line in settlement.lines],
        "awaiting": [_line(line) for line in settlement.awaiting],
    }


def _sums(sums: Sums) -> dict[str, Any]:
    return {
        "count": sums.count,
        "uncapped": str(sums.uncapped_dkk),
        "cut": str(sums.cut_dkk),
        "amount": str(sums.amount_dkk),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "line": line.number,
        "why": line.kind,
        "fee": line.fee,
        "date": line.fee_date,
        "client_id": line.client_id,
        "screening_id": line.row_id or None,
        "count": line.count,
        "cap": str(line.cap_dkk),
        "uncapped": str(line.uncapped_dkk),
        "cut": str(line.cut_dkk),
        "amount": str(line.amount_dkk),
        "before": str(line.before_dkk),
        "after": str(line.after_dkk),
        "pending": line.is_pending,
        "settled_in": {"settlement": line.first_settlement, "line": line.first_line},
    }
