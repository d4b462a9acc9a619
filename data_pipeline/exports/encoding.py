"""The text of a file as UTF-8, when there is one certain way to read it: byte-order mark, whole UTF-8, Windows-1252."""

from __future__ import annotations

import codecs
import re

import numpy as np

from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message

_CHUNK = 1 << 20
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_LINE_END = re.compile(rb"\r\n|\r|\n")


def line_at(content: bytes, position: int) -> int:
    """Return the physical line (from 1) on which the byte at `position` stands."""
    return 1 + len(_LINE_END.findall(content[:position]))


def utf8_of(content: bytes) -> bytes:
    """Return the file's text as UTF-8 without mark. Raises `Correctable` unless exactly one reading is certain."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Correctable(message("The file is UTF-32; save it as “CSV UTF-8” and load that."))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = content.decode("utf-16").encode("utf-8")
        except UnicodeDecodeError as error:
            raise Correctable(
                message("The file says it is UTF-16 but is damaged or cut short; save it again as “CSV UTF-8”.")
            ) from error
    elif content.startswith(codecs.BOM_UTF8):
        text = content[len(codecs.BOM_UTF8) :]
        fault = _utf8_fault(text)
        if fault is not None:
            raise Correctable(
                message(
                    "The file says it is UTF-8, but line {line} is not; save it again as “CSV UTF-8”.",
                    line=line_at(text, fault),
                )
            )
    elif _utf8_fault(content) is None:
        text = content
    else:
        text = _from_windows(content)
    _refuse_controls(text)
    return text


def _utf8_fault(content: bytes) -> int | None:
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _from_windows(content: bytes) -> bytes:
    """Return Windows-1252 as UTF-8, unless the bytes are those of a damaged or mixed UTF-8 file."""
    letters, strays = _utf8_letters(content)
    if letters and 3 * letters >= strays:
        # Pairs such as C3 B8 are `ø` in UTF-8 and hardly ever stand in Windows-1252: UTF-8 with a broken letter.
        raise Correctable(
            message(
                "Line {line} is not UTF-8 while other lines are, so the letters cannot be told for certain; "
                "export the file again and save it as “CSV UTF-8”.",
                line=line_at(content, _utf8_fault(content) or 0),
            )
        )
    chunks = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
    try:
        return b"".join(chunk.decode("cp1252").encode("utf-8") for chunk in chunks)
    except UnicodeDecodeError:
        undefined = _UNDEFINED.search(content)
        raise Correctable(
            message(
                "Line {line} holds a byte that is neither UTF-8 nor Windows-1252; save the file as “CSV UTF-8”.",
                line=line_at(content, undefined.start() if undefined else 0),
            )
        ) from None


def _utf8_letters(content: bytes) -> tuple[int, int]:
    """Return how many letters of several bytes are whole UTF-8, and how many bytes above 127 belong to none."""
    numbers = np.frombuffer(content, np.uint8)
    high = np.concatenate(
        [np.flatnonzero(numbers[start : start + _CHUNK] > 127) + start for start in range(0, len(numbers), _CHUNK)]
    )
    values = numbers[high]
    follows = np.zeros(len(high) + 3, bool)
    follows[1 : len(high)] = (np.diff(high) == 1) & (values[1:] < 0xC0)
    letters = strays = 0
    strays = len(high)
    for size, first, last in ((2, 0xC2, 0xDF), (3, 0xE0, 0xEF), (4, 0xF0, 0xF4)):
        whole = (values >= first) & (values <= last)
        for step in range(1, size):
            whole &= follows[step : step + len(high)]
        letters += int(whole.sum())
        strays -= size * int(whole.sum())
    return letters, strays


def _refuse_controls(text: bytes) -> None:
    place = _control_at(text)
    if place is not None:
        fault: Message = message(
            "Line {line} holds a control character, which no export has; export the file again.",
            line=line_at(text, place),
        )
        raise Correctable(fault)


def _control_at(text: bytes) -> int | None:
    """Return position of the first control character (C0 but tab and line ends, DEL, C1), None when there is none."""
    numbers = np.frombuffer(text, np.uint8)
    for start in range(0, len(numbers), _CHUNK):
        part = numbers[start : start + _CHUNK]
        bad = ((part < 32) & (part != 9) & (part != 10) & (part != 13)) | (part == 127)
        if bad.any():
            return start + int(np.flatnonzero(bad)[0])
    found = _C1.search(text) if b"\xc2" in text else None
    return found.start() if found else None
