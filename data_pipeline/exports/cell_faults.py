"""What a sheet's XML tells beside its values: errors and formulas without results, merged cells, hidden rows.

calamine gives errors and missing results as empty cells, and says nothing of hidden rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from data_pipeline.errors import Correctable
from data_pipeline.exports.list_grid import column_position
from data_pipeline.exports.package import too_large
from data_pipeline.language import message

FORMULA = "formula"
# Where the workbook does not say which error stands in a cell.
ERROR = "#VALUE!"
MAX_CELLS = 4_000_000
MAX_CELL_CHARACTERS = 32_767
MAX_CHARACTERS = 200_000_000

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the name of the XML part of each sheet of an .xlsx, by the sheet's name. Raises `Correctable`."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
        relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    except (KeyError, ElementTree.ParseError, LookupError, ValueError):
        raise Correctable(
            message("The workbook lacks the parts that name its sheets; open and save it in Excel.")
        ) from None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found: dict[str, str] = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), None)
            target = targets.get(relation, "")
            found[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def recalculates(parts: Mapping[str, bytes]) -> bool:
    """Return whether the workbook asks for its formulas to be worked out when opened: a 0 in it is no result."""
    return bool(re.search(rb"fullCalcOnLoad\s*=\s*[\"'](1|true)", parts.get("xl/workbook.xml", b"")))


def check_texts(parts: Mapping[str, bytes]) -> list[int]:
    """Return lengths of the shared strings. Raises `Correctable` when one is longer than a cell can be."""
    shared = next((part for name, part in parts.items() if name.lower() == "xl/sharedstrings.xml"), b"")
    lengths = [len(text) for text in re.split(rb"</(?:\w+:)?si>", shared)]
    # Markup and escapes make a text longer in the file: ten times is more than any honest one.
    if lengths and max(lengths) > 10 * MAX_CELL_CHARACTERS:
        raise Correctable(too_large())
    return lengths


@dataclass
class SheetFacts:
    """What stands in a sheet beside its values; rows and columns are counted from 0.

    `faults`: `FORMULA`, or the error that Excel shows, by (row, column). `merged`: first row, first column, last row
    and last column of merged cells. `hidden`: rows that a filter, or somebody, has hidden.
    """

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


class _SheetScan:
    """One pass over a sheet's XML: its size, its characters and its facts."""

    def __init__(self, shared: list[int], recalculates: bool) -> None:
        self.facts = SheetFacts()
        self._shared = shared
        self._recalculates = recalculates
        self._row = self._column = -1
        self._last_row = self._last_column = 0
        self._cells = self._characters = 0
        self._type = ""
        self._formula = self._inline = False
        self._value: str | None = None
        self._listening = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._cells += 1
            place = _ADDRESS.fullmatch(attributes.get("r", ""))
            if place:
                self._row, self._column = int(place[2]) - 1, column_position(place[1])
            else:
                self._column += 1
            if self._cells > MAX_CELLS:
                raise Correctable(too_large())
            self._type = attributes.get("t", "")
            self._formula = self._inline = False
            self._value = None
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self._row + 1
            if attributes.get("hidden") in {"1", "true"}:
                self.facts.hidden.add(self._row)
            self._column = -1
        elif tag == "mergeCell":
            ends = [_ADDRESS.fullmatch(end) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                top, bottom = int(ends[0][2]) - 1, int(ends[1][2]) - 1
                self.facts.merged.append((top, column_position(ends[0][1]), bottom, column_position(ends[1][1])))
        elif tag == "f":
            self._formula = True
        elif tag == "is":
            self._inline = True
        elif tag == "v":
            self._value = ""
            self._listening = True

    def text(self, text: str) -> None:
        if self._listening and self._value is not None:
            self._value += text
        elif self._inline:
            self._characters += len(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "v":
            self._listening = False
        elif tag == "c":
            self._judge()

    def _judge(self) -> None:
        if self._value is not None or self._formula or self._inline:  # a cell with a colour alone is none
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
            if (self._last_row + 1) * (self._last_column + 1) > MAX_CELLS:
                raise Correctable(too_large())
        if self._type == "s" and self._value and self._value.isdigit() and int(self._value) < len(self._shared):
            self._characters += self._shared[int(self._value)]
        elif self._value:
            self._characters += len(self._value)
        if self._characters > MAX_CHARACTERS:
            raise Correctable(too_large())
        if self._type == "e":
            self.facts.faults[self._row, self._column] = self._value or ERROR
        elif self._formula and (
            self._value is None
            or (not self._value and self._type != "str")
            or (self._recalculates and self._value == "0")
        ):
            self.facts.faults[self._row, self._column] = FORMULA


def sheet_facts(xml: bytes, shared: list[int], recalculates: bool) -> SheetFacts:
    """Return what a sheet's XML tells beside its values. Raises `Correctable` when it is too large or damaged."""
    scan = _SheetScan(shared, recalculates)
    read_xml(xml, scan)
    return scan.facts


def read_xml(xml: bytes, scan: Any) -> None:
    """Tell `scan` (its `start`, `end` and `text`) what stands in a sheet's XML. Raises `Correctable` when damaged."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Correctable(message("A sheet of the workbook is damaged; open and save it in Excel.")) from None
