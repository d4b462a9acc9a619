"""What an OpenDocument spreadsheet (.ods) tells beside its values, as `sheet_facts`, and whether it is a bomb."""

from __future__ import annotations

from collections.abc import Mapping

from data_pipeline.errors import Correctable
from data_pipeline.exports.cell_faults import ERROR, FORMULA, MAX_CELLS, MAX_CHARACTERS, SheetFacts, read_xml
from data_pipeline.exports.package import protected, too_large
from data_pipeline.language import message

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

# More equal rows than this are the empty rest of a sheet.
_MOST_EQUAL_ROWS = 10_000


def is_open_document(parts: Mapping[str, bytes]) -> bool:
    """Return whether the parts are those of an OpenDocument spreadsheet."""
    return parts.get("mimetype", b"").strip() == MIMETYPE and "content.xml" in parts


def open_document_facts(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """Return what each sheet tells beside its values, by name. Raises `Correctable` when too large or damaged."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Correctable(protected())
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise Correctable(message("The workbook holds macros; save it as “Excel workbook (.xlsx)” without them."))
    scan = _Scan()
    read_xml(parts["content.xml"], scan)
    return scan.sheets


class _Scan:
    def __init__(self) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._row = self._column = 0
        self._row_count = self._cell_count = 1
        self._width = self._characters = 0
        self._fault: str | None = None
        self._formula = False
        self._filled = False
        self._shown: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self._facts = self.sheets.setdefault(attributes.get(f"{_TABLE} name", ""), SheetFacts())
            self._row = self._width = 0
        elif name == f"{_TABLE} table-row":
            self._row_count = int(attributes.get(f"{_TABLE} number-rows-repeated", "1"))
            self._column = 0
            if attributes.get(f"{_TABLE} visibility", "visible") != "visible" and self._row_count < _MOST_EQUAL_ROWS:
                self._facts.hidden.update(range(self._row, self._row + self._row_count))
        elif name in {f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"}:
            self._cell_count = int(attributes.get(f"{_TABLE} number-columns-repeated", "1"))
            self._formula = f"{_TABLE} formula" in attributes
            down, right = (int(attributes.get(f"{_TABLE} number-{way}-spanned", "1")) for way in ("rows", "columns"))
            if down > 1 or right > 1:
                self._facts.merged.append((self._row, self._column, self._row + down - 1, self._column + right - 1))
            kind = attributes.get(f"{_OFFICE} value-type")
            self._filled = kind is not None or self._formula
            self._fault = None
            if attributes.get(f"{_CALC} value-type") == "error":
                self._fault = ERROR
            elif self._formula and kind is None:
                self._fault = FORMULA
            self._shown = []
        elif name == f"{_TEXT} p":
            self._filled = True

    def text(self, text: str) -> None:
        if self._shown is not None:
            self._shown.append(text)

    def end(self, name: str) -> None:
        if name in {f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"}:
            self._close_cell()
        elif name == f"{_TABLE} table-row":
            self._row += self._row_count

    def _close_cell(self) -> None:
        shown = "".join(self._shown or [])
        self._shown = None
        if self._formula and shown.startswith(("#", "Err:")):
            self._fault = shown if shown.startswith("#") else ERROR
        if self._filled:
            self._width = max(self._width, self._column + self._cell_count)
            self._characters += len(shown) * self._cell_count * self._row_count
            if (self._row + self._row_count) * self._width > MAX_CELLS or self._characters > MAX_CHARACTERS:
                raise Correctable(too_large())
        if self._fault:
            for row in range(self._row, self._row + self._row_count):
                for column in range(self._column, self._column + self._cell_count):
                    self._facts.faults[row, column] = self._fault
        self._column += self._cell_count
