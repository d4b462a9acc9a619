"""Messages as JSON and back, so that a sentence can wait in a file until the reader's language is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_pipeline.language import Message


def packed(sentence: Message) -> str:
    """Return a message as JSON."""
    return json.dumps(_plain(sentence), ensure_ascii=False)


def unpacked(text: str) -> Message:
    """Return the message that `packed` wrote."""
    return _alive(json.loads(text))


def packed_values(values: Mapping[str, Any]) -> str:
    """Return a message's values alone, as JSON."""
    return json.dumps({name: _plain(value) for name, value in values.items()}, ensure_ascii=False)


def reason(msgid: str, values_json: str | None) -> Message:
    """Return the sentence of a refused row, from the two columns in which the landing keeps it."""
    values = json.loads(values_json or "{}")
    return Message(msgid, {name: _alive(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        values = {name: _plain(one) for name, one in value.values.items()}
        return {"message": value.msgid, "plural": value.plural, "values": values}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    return value


def _alive(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_alive(one) for one in value)
    if not isinstance(value, dict):
        return value
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "date" in value:
        return dt.date.fromisoformat(value["date"])
    return Message(value["message"], {name: _alive(one) for name, one in value["values"].items()}, value["plural"])
