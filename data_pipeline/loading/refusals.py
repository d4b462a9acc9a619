"""Refused rows as a list to send to whoever made the export: where and why, never what stood there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from data_pipeline import exports
from data_pipeline.exports.kinds import BY_TABLE
from data_pipeline.language import Message, message


@dataclass(frozen=True)
class Refusal:
    """Why a row was refused; `kind` is the agreement's word, `row_id` the CRM's id where it could be read."""

    file: str
    kind: str
    line: int
    heading: str | None
    row_id: str | None
    reason: Message

    @property
    def sentence(self) -> Message:
        """File, line, heading and reason on one line."""
        return message(
            "{file}, line {line}, {heading}: {reason}",
            file=self.file,
            line=str(self.line),
            heading=self.heading or "–",
            reason=self.reason,
        )


def refusals(refused: pa.Table, files: Mapping[int, str]) -> Iterator[Refusal]:
    """Yield what the `refused` rows of one load say, by file and line; `files`: names by position in the load."""
    for row in refused.sort_by([("source", "ascending"), ("line", "ascending")]).to_pylist():
        yield Refusal(
            files[row["source"]],
            BY_TABLE[row["kind"]].name,
            row["line"],
            row["heading"],
            row["row_id"],
            exports.reason(row["reason"], row["reason_values"]),
        )
