"""`--list`: every figure's id with its label, for those who don't know the ids by heart."""

from __future__ import annotations

import argparse

from data_pipeline import agreements
from data_pipeline.command.console import Console
from data_pipeline.errors import Correctable
from data_pipeline.figures import NO_SECTOR, FigureId, figure_ids
from data_pipeline.language import Message, message
from data_pipeline.settings import Settings
from data_pipeline.views.terms import SEGMENTS


def require_agreement(arguments: argparse.Namespace) -> None:
    """Raise `Correctable` when the line names no agreement."""
    if arguments.agreement is None:
        raise Correctable(message("Name an agreement with --agreement, or see with --list what there is."))


def tell(arguments: argparse.Namespace, settings: Settings, console: Console, *, without: str = "") -> int:
    """Lists the figures of the agreement that the line names, of all without one; all but `without`."""
    agreed = agreements.load_all(settings.agreements)
    if arguments.agreement is not None:
        agreed = {arguments.agreement: agreements.load(settings.agreements, arguments.agreement)}
    sectors = {sector.id: sector.name.say(console.language) for one in agreed.values() for sector in one.sectors}
    found = [(name, _label(name, sectors)) for name in figure_ids(sectors) if name != without]
    if console.format == "json":
        console.json({"figures": [{"id": name, "label": label.say(console.language)} for name, label in found]})
    elif console.format == "csv":
        console.csv(("figure", "label"), ((name, label.say(console.language)) for name, label in found))
    else:
        console.table([message("Figure"), message("Label")], found)
    return 0


def _label(name: str, sectors: dict[str, str]) -> Message:
    figure = FigureId.parse(name)
    label = message(figure.entry.label)
    if figure.sector:
        sector = message("No focus sector") if figure.sector == NO_SECTOR else sectors[figure.sector]
        return message("{label}: {whose}", label=label, whose=sector)
    if figure.family == "road":
        return message("{label}: {whose}", label=label, whose=message(SEGMENTS[figure.segment]))
    return label
