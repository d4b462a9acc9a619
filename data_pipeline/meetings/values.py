"""A meeting as a value: what was shown, and everything needed to show it again and to say what is different today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline.agreements import Agreement


@dataclass(frozen=True)
class Head:
    """What a list of meetings shows; `frozen_at` is UTC."""

    name: str
    agreement: str
    as_of: dt.date
    snapshot: int
    frozen_at: dt.datetime
    author: str = ""
    message: str = ""
    checksum: str = ""


@dataclass(frozen=True)
class FeeLine:
    """One fee of the frozen basis, in kroner; whom it is about stands apart in the ledger, where it can be erased."""

    fee: str
    number: int
    fee_date: dt.date
    cap_dkk: Decimal
    uncapped_dkk: Decimal
    amount_dkk: Decimal
    cut_dkk: Decimal
    is_pending: bool


@dataclass(frozen=True)
class Audience:
    """Whom a meeting is shown to, and whether with decisions and remarks, and with stories and marks on figures."""

    is_parties: bool
    has_notes: bool
    has_stories: bool


PARTIES, OTHERS = Audience(True, True, True), Audience(False, False, False)


@dataclass(frozen=True)
class Meeting:
    """A frozen meeting.

    `figures`: the whole JSON of `figures`. `reports`: by page name, in full with their marks (R18), without ids.
    `agreement_text`: the agreement's file as it was. `definitions`: fingerprint of everything that counts.
    `parts`: the landing files the snapshot stood on: other ones today mean that rows were erased.
    """

    head: Head
    agreement: Agreement
    figures: Mapping[str, Any]
    reports: Mapping[str, Any]
    agreement_text: str = ""
    definitions: str = ""
    parts: tuple[str, ...] = ()
    fee_lines: tuple[FeeLine, ...] = ()
    audience: Audience = PARTIES

    @property
    def name(self) -> str:
        """The meeting's name, the only one of its kind in the installation."""
        return self.head.name

    @property
    def as_of(self) -> dt.date:
        """The last day whose events count."""
        return self.head.as_of

    @property
    def snapshot(self) -> int:
        """What had been loaded."""
        return self.head.snapshot
