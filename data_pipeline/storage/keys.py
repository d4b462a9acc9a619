"""The installation's key: opened or made, known again, and what it makes of a client on the forget list."""

from __future__ import annotations

import hashlib
import hmac
import os

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Ledger
from data_pipeline.privacy import cpr
from data_pipeline.settings import Settings
from data_pipeline.storage import disk

# The ledger's fact that holds the key's name.
KEY_FACT = "key"


def opened(settings: Settings, ledger: Ledger) -> bytes:
    """The key, made when nothing was ever loaded with one.

    Raises `Correctable` when it is missing, unreadable, readable by others, or not the one of earlier loads: another
    key would make another pseudonym of the same CPR number, and the forget list would know nobody.
    """
    known = ledger.facts().get(KEY_FACT)
    if known is None and not settings.key_file.exists():
        key = cpr.make_key(settings.key_file)
        disk.sync_folder(settings.key_file.parent)  # a load whose key is lost could never be told from another's
        return key
    key = cpr.read_key(settings.key_file)
    if known not in (None, name_of(key)):
        raise Correctable(
            message(
                "The CPR key {path} is not the one that earlier loads were made with. Put that key back from its safe"
                " place.",
                path=str(settings.key_file),
            )
        )
    return key


def is_at_hand(settings: Settings, ledger: Ledger) -> bool:
    """Whether this process can open the key, or make the first one, as far as that shows without trying."""
    if ledger.facts().get(KEY_FACT) is not None:
        return os.access(settings.key_file, os.R_OK)
    return os.access(settings.key_file, os.R_OK) or disk.is_writable(settings.key_file.parent)


def name_of(key: bytes) -> str:
    """Sixteen hexadecimal digits that name the key and tell nothing of it."""
    return hmac.digest(key, b"vaekst/key-name/v1\0", hashlib.sha256).hex()[:16]


def forgotten_hash(what: str, text: str, key: bytes) -> str:
    """The hexadecimal keyed hash that stands for a client's id (`client`) or CVR number (`cvr`) on the forget list."""
    return hmac.digest(key, f"vaekst/forget/v1\0{what}\0{text}".encode(), hashlib.sha256).hex()
