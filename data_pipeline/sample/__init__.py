"""Made-up exports: a believable year for Viborg in two deliveries, the same bytes for the same seed.

`story.py` is the plan (numbers by month), `deck.py` deals it out on parties, `rows.py` tells each party's year and
`files.py` writes it as the CRM would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.sample.deck import Card, deal
from data_pipeline.sample.files import Delivery
from data_pipeline.sample.party import Numbers
from data_pipeline.sample.rows import records
from data_pipeline.sample.story import DELIVERIES, SEED

MOST_CLIENTS = 100_000


def write(out: Path, clients: int | None = None, seed: int = SEED) -> list[Path]:
    """The files written under `out`: one folder for each delivery, in the order in which they are loaded.

    `clients`: how many rows the clients' export has in the end; without, the year as planned. Another number tells
    the same story larger or smaller, another seed the same story about others. Raises `Correctable` for a number out
    of range or a place that is no folder.
    """
    if clients is not None and not 1 <= clients <= MOST_CLIENTS:
        raise Correctable(message("The number of clients must be from 1 to {most}.", most=MOST_CLIENTS))
    if out.exists() and not out.is_dir():
        raise Correctable(message("{path} is a file: give a folder to write in.", path=str(out)))
    chance = Random(seed)
    numbers = Numbers.of(chance)
    with ExitStack() as open_files:
        first, second = (open_files.enter_context(Delivery(out / name)) for name in DELIVERIES)
        for card in _enlarged(deal(), clients):
            for table, early, late in records(card, numbers, chance):
                if early is not None:
                    first.add(table, early)
                if late is not None:
                    second.add(table, late)
    return [*first.paths, *second.paths]


def _enlarged(cards: list[Card], clients: int | None) -> Iterator[Card]:
    """The cards again and again, or some of them, evenly, until there are so many clients."""
    planned = sum(card.clients for card in cards)
    wanted = planned if clients is None else clients
    dealt, passed = 0, 0
    for card in cards:
        passed += card.clients
        while dealt + card.clients <= passed * wanted // planned:
            dealt += card.clients
            yield card
    for _ in range(wanted - dealt):
        yield replace(cards[0], segment="never_guided", growth=None, voice=None)
