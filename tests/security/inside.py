"""All the text there is inside a file, however it is packed: what somebody who takes it apart can read."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib

import pypdf

PACKED = re.compile(rb"[A-Za-z0-9+/]{64,}={0,2}")


def inside(data: bytes) -> str:
    """The file's text as `unpacked` has it, numbers without what groups their digits."""
    return re.sub(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", unpacked(data))


def unpacked(data: bytes) -> str:
    """The file's text: of a zip every part, workbooks within it too; of a PDF its pages, marks and alternative texts;
    of anything else, such as HTML or what a server sends, also what is packed in base64, pictures above all."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "\n".join(f"{name}\n{unpacked(package.read(name))}" for name in package.namelist())
    if data.startswith(b"%PDF"):
        return _pdf(data)
    packed = [base64.b64decode(one + b"==") for one in PACKED.findall(data) if len(one) % 4 == 0]
    return "\n".join(part.decode("utf-8", "replace") for part in (data, *packed) if not part.startswith(b"wOF"))


def _pdf(data: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(data))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    strings = []
    for number in range(1, reader.trailer["/Size"]):
        try:
            found = reader.get_object(number)
        except (pypdf.errors.PdfReadError, zlib.error):
            continue
        if isinstance(found, dict):
            strings += [str(found[name]) for name in ("/Alt", "/ActualText", "/Title", "/Contents") if name in found]
    return "\n".join((pages, *strings))
