"""What a workbook's zip may be before anything opens it: bounded, whole, without code, links or XML tricks.

The limits are those of facts about bombs, not of Excel: an export of a municipality's year is a hundredth of them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
# Below this size a high ratio harms nobody (an empty sheet of a thousand equal rows).
_SMALL = 2_000_000
_CHUNK = 1 << 20
ZIP_START = b"PK\x03\x04"
_HEAD = 2_000  # bytes in which a file says what it is
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE|<!\s*ENTITY", re.IGNORECASE)


def parts_of(content: bytes) -> Mapping[str, bytes]:
    """Return the unpacked parts of a workbook by name. Raises `Correctable` for what no honest workbook has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_names(archive)
            parts = _unpacked(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise Correctable(
            message("The workbook is damaged or cut short; export it again, or open and save it in Excel.")
        ) from None
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")) and not name.lower().endswith(".bin"):
            _check_xml(part)
    return MappingProxyType(parts)


def _check_names(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES:
        raise Correctable(_strange())
    if len({name.lower() for name in names}) < len(names):
        raise Correctable(_strange())
    for name in names:
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name or "\\" in name:
            raise Correctable(_strange())
        if name.lower().endswith("vbaproject.bin"):
            raise Correctable(message("The workbook holds macros; save it as “Excel workbook (.xlsx)” without them."))
        if "/externallinks/" in name.lower():
            raise Correctable(
                message("The workbook takes values from other workbooks; paste them as values and save it again.")
            )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Correctable(protected())


def _unpacked(archive: zipfile.ZipFile, packed_size: int) -> dict[str, bytes]:
    """Return all parts, unpacked by reading: what the zip says of sizes is not believed."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        pieces: list[bytes] = []
        size = 0
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                total += len(piece)
                if total > MAX_UNPACKED or (total > _SMALL and total > MAX_RATIO * packed_size):
                    raise Correctable(too_large())
        parts[entry.filename] = b"".join(pieces)
    return parts


def _check_xml(part: bytes) -> None:
    head = part[:4]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in head:
        raise Correctable(_strange())
    if _DOCTYPE.search(part):
        raise Correctable(_strange())


def _strange() -> Message:
    return message(
        "The workbook is packed as no spreadsheet program packs it; open it in Excel, save it as .xlsx and load that."
    )


def too_large() -> Message:
    """Return the sentence for a workbook that unpacks to more than an export can be."""
    return message("The workbook unpacks to more than an export can be; divide it, or export it as CSV.")


def protected() -> Message:
    """Return the sentence for a workbook with a password."""
    return message("The workbook is protected by a password; save it without one and load it again.")


def refuse_other_forms(content: bytes) -> None:
    """Raise `Correctable` for what is neither text nor a packed workbook: web pages, XML, PDF, old Office files."""
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\0", b"").lstrip().lower()
    if head.startswith(b"%pdf"):
        raise Correctable(message("The file is a PDF, which holds no rows; export it as CSV or .xlsx."))
    if head.startswith(b"<?xml") and b"office:spreadsheet" in head:
        raise Correctable(
            message("The file is a workbook in Excel's old XML; open it in Excel, save it as .xlsx and load that.")
        )
    if head.startswith((b"<", b"mime-version:")):
        raise Correctable(
            message("The file is a web page, whatever its name; open it in Excel, save it as .xlsx and load that.")
        )
    if content.startswith(OLD_OFFICE_START):
        _refuse_old_office(content)


def _refuse_old_office(content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Correctable(protected())
    raise Correctable(
        message("The file is an old Excel workbook (.xls); open it in Excel, save it as .xlsx and load that.")
    )
