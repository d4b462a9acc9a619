"""What a load or an undoing would change, told before it is done; and the question whether to do it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from data_pipeline import language
from data_pipeline.command.console import Console
from data_pipeline.language import Message, message
from data_pipeline.loading.effect import Effect, Move, Value

MOST_CLIENTS = 20  # named in text; JSON has them all


def consent(console: Console, *, yes: bool) -> Callable[[Effect], bool]:
    """A function that tells what would hurt, and asks on a terminal; elsewhere only `yes` lets it happen."""

    def ask(found: Effect) -> bool:
        if yes or not found.asks:
            return True
        console.complain(*found.warnings)
        answer = console.ask(message("Go on?"))
        return not found.needs_yes if answer is None else answer

    return ask


def tell(found: Effect, console: Console) -> None:
    """Headline figures from and to, rows of each kind, and whose rows."""
    if found.moves:
        console.table(
            [message("Agreement"), message("Figure"), message("Now"), message("After")],
            [
                (
                    move.agreement,
                    _label(move),
                    _value(move, move.from_value, console),
                    _value(move, move.to_value, console),
                )
                for move in found.moves
            ],
        )
    else:
        console.say(message("No headline figure moves."))
    rows = [
        (kind, one.new, one.changed, one.gone) for kind, one in found.rows.items() if one.new + one.changed + one.gone
    ]
    if rows:
        console.table([message("Kind"), message("Added"), message("Changed"), message("Gone")], rows)
    console.say(*found.whose(MOST_CLIENTS))


def as_json(found: Effect) -> dict[str, Any]:
    """The same for machines: amounts as strings, shares 0–1 or null, every client's id."""
    return {
        "figures": [
            {"agreement": move.agreement, "figure": move.figure, "before": move.from_value, "after": move.to_value}
            for move in found.moves
        ],
        "rows": {
            kind: {"before": one.before, "new": one.new, "changed": one.changed, "gone": one.gone}
            for kind, one in found.rows.items()
        },
        "clients": list(found.clients),
    }


def _label(move: Move) -> Message:
    from data_pipeline.figures import CATALOGUE

    return message(CATALOGUE[move.figure].label)


def _value(move: Move, value: Value, console: Console) -> str | Message:
    """A value as its figure is written."""
    from data_pipeline.figures import CATALOGUE, UNIT

    unit = CATALOGUE[move.figure].unit
    if value is None:
        return message("Not measured") if unit == UNIT.share else "–"
    if unit == UNIT.kroner:
        return language.money(value, console.language)
    if unit == UNIT.share:
        return language.share(value, console.language)
    return language.number(value, console.language, 2 if isinstance(value, Decimal) else 0)
