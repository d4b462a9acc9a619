"""Agreements unlike Viborg's: the longest words and minutes, next to nothing, no data, data that are mostly missing."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook

from data_pipeline import meetings
from data_pipeline.exports import kinds
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import Board
from data_pipeline.settings import ROOT

SOURCE = "viborg-2014"
LONG, BARE, EMPTY, SPARSE = "long-2014", "bare-2014", "empty-2014", "sparse-2014"
ALL = (LONG, BARE, EMPTY, SPARSE)
KEPT = 50  # every how many rows of the sparse agreement has its fields filled in: 98 % are without
NEVER_KEPT = ("CPR-nr.", "CVR-nr.")  # or its clients would be Viborg's
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
FILES = {"vækstforløb": "vaekstforloeb"}
LEFT_OUT = ("[[fees", "[[budget_lines", "[[sectors", "[[milestones", "[[obligations", "[[objectives")


def write(folder: Path) -> None:
    """Viborg's file in `folder`, and the four made from it."""
    folder.mkdir()
    text = (ROOT / "agreements" / f"{SOURCE}.toml").read_text(encoding="utf-8")
    long = text
    for short, name in NAMES.items():
        long = long.replace(f'"{short}"', f'"{name}"')
    bare = "fees = []\nsectors = []\n" + "".join(one for one in _tables(text) if not one.startswith(LEFT_OUT))
    empty, sparse = (text.replace('code = "791"', f'code = "{code}"') for code in ("740", "766"))
    made = {SOURCE: text, LONG: long, BARE: bare, EMPTY: empty, SPARSE: sparse}
    for name, content in made.items():
        told = content.replace(f'id = "{SOURCE}"', f'id = "{name}"')
        if name in (BARE, EMPTY, SPARSE):
            told = told.replace('"Viborg 2014"', f'"{name.title()}"')
        (folder / f"{name}.toml").write_text(told, encoding="utf-8")


def deliver(source: Path, folder: Path) -> None:
    """The sparse agreement's exports in `folder`: the rows of `source` as another municipality's, most fields empty."""
    folder.mkdir()
    for kind in kinds.KINDS:
        if kind is kinds.EMPLOYMENT:  # nobody has measured
            continue
        needed = {one.heading for one in kind.columns if one.required or one.name == "changed_at"}
        heads, *rows = _rows(next(one for one in source.iterdir() if one.stem == FILES.get(kind.name, kind.name)))
        with (folder / f"{kind.table}.csv").open("w", encoding="utf-8", newline="") as file:
            written = csv.writer(file, delimiter=";")
            written.writerow(heads)
            for place, row in enumerate(rows):
                told = dict(zip(heads, row, strict=True))
                for head, cell in told.items():
                    if head.endswith("-ID"):
                        told[head] = cell.replace("-", "-7")
                    elif head in NEVER_KEPT or (place % KEPT and head not in needed):
                        told[head] = ""
                written.writerow("Hedensted" if head == "Kommune" else cell for head, cell in told.items())


def hold(board: Board, *, by: Person, earlier: dt.date, day: dt.date) -> Mapping[str, Meeting]:
    """The meeting of each agreement by its id, called as the agreement, with one before it and five long decisions."""
    held = {}
    for name in ALL:
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


def _rows(path: Path) -> list[list[str]]:
    """A file's rows as text, the heads first."""
    if path.suffix == ".csv":
        with path.open(encoding="cp1252", newline="") as file:
            return list(csv.reader(file, delimiter=";"))
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        return f"{cell:%d-%m-%Y %H:%M}"
    return f"{cell:%d-%m-%Y}" if isinstance(cell, dt.date) else str(cell)
