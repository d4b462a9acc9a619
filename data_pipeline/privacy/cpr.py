"""Keeping people out: CPR becomes a keyed pseudonym, and what looks like a person is found before it is stored.

The key is 32 random bytes in a file that only its owner may read; without it nobody can test a guess of a number.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import re
import stat
from pathlib import Path

from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message

KEY_BYTES = 32
_BINARY = getattr(os, "O_BINARY", 0)  # or Windows would mend "line ends" within the key
_DOMAIN = b"vaekst/cpr/v1\0"

# What a CPR number may look like inside other text. Also what RE2 (Arrow) searches for before the date is weighed.
CPR_PATTERN = r"[0-9]{2}[-–‐‑./ \x{00A0}]?[0-9]{2}[-–‐‑./ \x{00A0}]?[0-9]{2}[-–‐‑./ \x{00A0}]?[0-9]{4}"
EMAIL_PATTERN = r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+"
PHONE_PATTERN = r"(^|[^0-9])(\+?45 ?|0045 ?)?([0-9]{8}|[0-9]{2}( [0-9]{2}){3}|[0-9]{4} [0-9]{4})($|[^0-9])"
_BETWEEN = r"[-–‐‑./ \u00a0]?"
_CPR = re.compile(rf"(?<![0-9])([0-9]{{2}}){_BETWEEN}([0-9]{{2}}){_BETWEEN}([0-9]{{2}}){_BETWEEN}([0-9]{{4}})(?![0-9])")
_EMAIL = re.compile(EMAIL_PATTERN)
_PHONE = re.compile(PHONE_PATTERN)
_WHOLE_CPR = re.compile(r"[0-9]{6}-?[0-9]{4}")


def pseudonym(cpr_digits: str, key: bytes) -> str:
    """The 64 hexadecimal digits that stand for a CPR number: HMAC-SHA256; nobody can test a guess without the key."""
    return hmac.digest(key, _DOMAIN + cpr_digits.encode("ascii"), hashlib.sha256).hex()


def birth_date(cpr_digits: str) -> dt.date | None:
    """The date in ten CPR digits (replacement numbers have 60 added to the day), None when there is no such day.

    The seventh digit tells the century. No mod 11: numbers without it are valid since 2007.
    """
    day, month, year, seventh = int(cpr_digits[:2]), int(cpr_digits[2:4]), int(cpr_digits[4:6]), int(cpr_digits[6])
    if seventh <= 3:
        century = 1900
    elif seventh in {4, 9}:
        century = 2000 if year <= 36 else 1900
    else:
        century = 2000 if year <= 57 else 1800
    try:
        return dt.date(century + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return None


def cpr_digits(text: str) -> str | None:
    """The ten digits of a text that is a CPR number with a real date, with or without hyphen; else None."""
    if not _WHOLE_CPR.fullmatch(text):
        return None
    digits = text.replace("-", "")
    return digits if birth_date(digits) else None


def looks_like_cpr(text: str) -> bool:
    """Whether some part of `text` could be a CPR number: ten digits, split or not, that begin with a possible date."""
    return any(birth_date("".join(found.groups())) for found in _CPR.finditer(text))


def without_cpr(text: str) -> str:
    """`text` with what looks like a CPR number or an e-mail address put out of sight: for names of files and sheets.

    What no screen can show (a name in another encoding, line ends, marks that turn the writing) becomes `?`.
    """
    text = "".join(letter if letter.isprintable() else " " if letter == "\u00a0" else "?" for letter in text)
    hidden = _CPR.sub(lambda found: "…" if birth_date("".join(found.groups())) else found[0], text)
    # Letters on both sides of an @, up to the suffix of the file that it may be the name of.
    return re.sub(r"[^@\s/\\]+@[^@\s/\\]+?(?=\.[A-Za-z0-9]{1,5}$|[\s/\\]|$)", "…", hidden)


def told_of_people(text: str) -> Message | None:
    """Why a text that somebody wrote can't be kept, None when it can: a CPR number, an e-mail address or a telephone
    number stands in it. For messages, notes and minutes: names may stand there, since people answer for what they say.
    """
    if looks_like_cpr(text):
        return message("There is what looks like a CPR number in the text. Write it without.")
    if _EMAIL.search(text):
        return message("There is what looks like an e-mail address in the text. Write it without.")
    if _PHONE.search(text):
        return message("There is what looks like a telephone number in the text. Write it without.")
    return None


def refuse_people(text: str) -> None:
    """Raise `Correctable` for a text that `told_of_people` finds a person in."""
    said = told_of_people(text)
    if said is not None:
        raise Correctable(said)


def make_key(path: Path) -> bytes:
    """A new key, written to `path` for its owner alone. Raises `Correctable` when a file is already there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = os.urandom(KEY_BYTES)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        try:
            os.write(handle, key)
            os.fsync(handle)
        finally:
            os.close(handle)
        # A link is made whole or not at all: a killed process leaves no half key, two at once make one.
        os.link(draft, path)
    except FileExistsError as error:
        raise Correctable(
            message("There is already a file {path}; the key in it is kept and no new one is made.", path=str(path))
        ) from error
    except OSError as error:
        raise Correctable(
            message(
                "The key cannot be written to {path}; give this user the right to write in that folder.", path=str(path)
            )
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return key


def read_key(path: Path) -> bytes:
    """The key in `path`. Raises `Correctable` when it is missing, readable by others, or not 32 bytes."""
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY)
    except FileNotFoundError as error:
        raise Correctable(
            message(
                "The CPR key {path} is missing; put the installation's key back from its safe place.", path=str(path)
            )
        ) from error
    except OSError as error:
        raise Correctable(
            message("The CPR key {path} cannot be read by this user; give this user the right to.", path=str(path))
        ) from error
    try:
        mode = os.fstat(handle).st_mode
        key = b"" if not stat.S_ISREG(mode) else os.read(handle, KEY_BYTES + 1)
    finally:
        os.close(handle)
    # Windows has no such modes: there the folder's own rights are all that guards the key (README).
    if hasattr(os, "getuid") and stat.S_IMODE(mode) & 0o077:
        raise Correctable(
            message("The CPR key {path} can be read by others; set its mode to 0600 (chmod 600).", path=str(path))
        )
    if len(key) != KEY_BYTES:
        raise Correctable(
            message(
                "The CPR key {path} does not hold {count} bytes; put the right key back from its safe place.",
                path=str(path),
                count=KEY_BYTES,
            )
        )
    return key
