"""Agreements unlike Viborg's: with the longest words and minutes, with next to nothing, and without any data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from data_pipeline import meetings
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import Board
from data_pipeline.settings import ROOT

SOURCE = "viborg-2014"
LONG, BARE, EMPTY = "long-2014", "bare-2014", "empty-2014"
NAMES = {
    "Viborg Kommune": "Kommunernes Fælles Forretningsudvalg for Erhvervsudvikling i Midtjylland",
    "Viborgegnens Erhvervsråd": "Viborgegnens og Omegns Erhvervsråd og Iværksætterfællesskab",
    "Væksthus Midtjylland": "Væksthus Midtjylland, Center for Virksomhedsudvikling og Specialisering",
    "Animation og nye medier": "Animation, computerspil, nye medier og oplevelsesteknologi",
    "Grøn teknologi og bæredygtig produktion": "Grøn teknologi, cirkulær økonomi og bæredygtig produktion",
    "Store oplevelser": "Oplevelsesøkonomi, konferencer og erhvervsturisme",
    "DI's måling af lokalt erhvervsklima": "DI's måling af lokalt erhvervsklima blandt kommuner i regionen",
    "Halvårlige opfølgningsmøder": "Halvårlige opfølgningsmøder for alle parter og deres bestyrelser",
    "Viborg 2014": "Samarbejdet om erhvervsservice i Viborg og omegn 2014",
}
NOTE = (
    "Parterne er enige om, at de specialiserede vejledninger skal løftes i andet halvår, og at erhvervsrådet derfor "
    "gennemgår listen over virksomheder med vækstpotentiale måned for måned sammen med væksthuset, så hver virksomhed "
    "har en navngiven tovholder, en aftalt dato for næste skridt og en kort begrundelse, hvis intet skridt tages. "
    "Kommunen samler op hvert kvartal, og resultatet fremlægges på det næste opfølgningsmøde, hvor parterne tager "
    "stilling til, om indsatsen skal fortsætte uændret i 2015."
)
FIVE = 5
LEFT_OUT = ("[[fees", "[[budget_lines", "[[sectors", "[[milestones", "[[obligations", "[[objectives")


def write(folder: Path) -> None:
    """Viborg's file in `folder`, and the three made from it."""
    folder.mkdir()
    text = (ROOT / "agreements" / f"{SOURCE}.toml").read_text(encoding="utf-8")
    long = text
    for short, name in NAMES.items():
        long = long.replace(f'"{short}"', f'"{name}"')
    bare = "fees = []\nsectors = []\n" + "".join(one for one in _tables(text) if not one.startswith(LEFT_OUT))
    made = {SOURCE: text, LONG: long, BARE: bare, EMPTY: text.replace('code = "791"', 'code = "740"')}
    for name, content in made.items():
        told = content.replace(f'id = "{SOURCE}"', f'id = "{name}"')
        if name in (BARE, EMPTY):
            told = told.replace('"Viborg 2014"', f'"{name.title()}"')
        (folder / f"{name}.toml").write_text(told, encoding="utf-8")


def hold(board: Board, *, by: Person, earlier: dt.date, day: dt.date) -> Mapping[str, Meeting]:
    """The meeting of each agreement by its id, called as the agreement, with one before it and five long decisions."""
    held = {}
    for name in (LONG, BARE, EMPTY):
        first = meetings.freeze(board, f"{name}-1", name, earlier, by=by) if name != BARE else None
        held[name] = meetings.freeze(board, name, name, day, by=by)
        if name == LONG and first is not None:
            for meeting in (first, held[name]):
                for number in range(FIVE):
                    minutes.add(
                        board.ledger,
                        meeting,
                        "decision",
                        f"{number + 1}. {NOTE}"[: minutes.MOST_LETTERS],
                        by=by,
                        slide="fees",
                    )
            action = minutes.add(
                board.ledger, first, "action", NOTE[:400], by=by, slide="fees", responsible="vaeksthus", due_date=day
            )
            minutes.set_status(board.ledger, action.id, "open", by=by, note=NOTE[:190])
    return held


def _tables(text: str) -> list[str]:
    """The file table by table."""
    return re.split(r"^(?=\[)", text, flags=re.M)
