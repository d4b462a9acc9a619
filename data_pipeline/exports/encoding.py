"""The text of a file as UTF-8, when there is one certain way to read it: byte-order mark, whole UTF-8, Windows-1252."""

from __future__ import annotations

import codecs
import re

import numpy as np

from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message

_CHUNK = 1 << 20
# Danish letters by the bytes of encodings that are not Windows-1252, where the same bytes are signs (‘ › † ¾ ¿ Œ).
_OTHERS = {"CP850": "cp850", "MacRoman": "mac_roman"}
_LETTERS = "æøåÆØÅ"
# ø, æ and å in UTF-8 that somebody read as Windows-1252, Latin-1, MacRoman or CP850 and saved as UTF-8 once more.
_TWICE = re.compile(
    rb"\xc3\x83(?:\xc2[\x85\x86\x98\xa4-\xa6\xa9\xb6\xb8\xbc]|\xe2\x80[\xa0\xa6]|\xcb\x9c)|"
    + "√∏|√¶|√•|√Ü|√ò|√Ö|√©|├©|├ª|├Ñ|├å|├ÿ|├à|├®".encode()
)
# How each begins, after a byte of it that is rare in Danish: that one is found in a thousandth of the time.
_TWICE_STARTS = ((b"\x83", "Ã".encode()), (b"\x88", "√".encode()), (b"\x94", "├".encode()))
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
    unmarked = _wide_encoding(content)
    if unmarked:
        raise Correctable(
            message(
                "The file is {encoding} without the mark that says so; save it as “CSV UTF-8” and load that.",
                encoding=unmarked,
            )
        )
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
    _refuse_twice(text)
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
    other = _other_encoding(content)
    if other:
        raise Correctable(
            message(
                "The file is in {encoding}, where æ, ø and å are other bytes than in Windows; "
                "open it with that encoding and save it as “CSV UTF-8”, or as .xlsx.",
                encoding=other,
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


def _wide_encoding(content: bytes) -> str | None:
    """Return `UTF-16` or `UTF-32` for a file of two or four bytes a letter without a mark, else None."""
    head = content[: 1 << 12]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 3 * head.count(0) <= len(head):
        return None
    return "UTF-32" if 3 * head.count(0) >= 2 * len(head) else "UTF-16"


def _other_encoding(content: bytes) -> str | None:
    """Return the encoding, other than Windows-1252, whose Danish letters stand inside words; None for Windows-1252."""
    windows = _letters_in_words(content, "cp1252")
    counts = {name: _letters_in_words(content, codec) for name, codec in _OTHERS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > windows else None


def _letters_in_words(content: bytes, codec: str) -> int:
    """Return how many bytes that are a Danish letter in `codec` have small letters where a word of Danish has them."""
    small, large = (f"[{re.escape(letters)}]".encode(codec) for letters in (_LETTERS[:3], _LETTERS[3:]))
    inside = rb"(?<=[A-Za-z])" + small + rb"(?=[a-z;,\t|\r\n])"
    first = rb"(?<![A-Za-z])" + large + rb"(?=[a-z])|(?<=[A-Z])" + large + rb"(?=[A-Z])"
    return len(re.findall(inside, content)) + len(re.findall(first, content))


def _refuse_twice(text: bytes) -> None:
    found = _TWICE.search(text) if any(rare in text and start in text for rare, start in _TWICE_STARTS) else None
    if found:
        raise Correctable(
            message(
                "In line {line}, UTF-8 was read as another encoding and saved again, so æ, ø and å have become two "
                "signs each; export the file again and load it without opening it.",
                line=line_at(text, found.start()),
            )
        )


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
