"""What an agreement leaves out that a page, a slide or a settlement would show: no fault, but good to know."""

from __future__ import annotations

from collections.abc import Iterator

from data_pipeline.agreements.models import Agreement
from data_pipeline.language import N_, Message, message

_HEADLINES = {
    "entrepreneur": N_(
        "{id}: B1 has no number for entrepreneurs guided in all or locally; Overview has no row of them."
    ),
    "company": N_("{id}: B1 has no number for companies guided in all or locally; Overview has no row of them."),
}
_LISTS = {
    "fees": N_("{id}: no fees; Fees says so, and a meeting has no slide of them."),
    "sectors": N_("{id}: no focus sectors; Focus sectors says so, and a meeting has no slide of them."),
    "milestones": N_("{id}: no milestones; Strategy has none to follow."),
    "obligations": N_("{id}: no obligations; a meeting has no slide of them."),
}


def gaps(agreed: Agreement) -> Iterator[Message]:
    """A sentence for each thing that is not agreed, and where it is missed."""
    if any(target.count for target in agreed.targets):
        ids = {target.id for target in agreed.targets}
        for segment, text in _HEADLINES.items():
            if ids.isdisjoint((f"guided.total.{segment}", f"guided.local.{segment}")):
                yield message(text, id=agreed.id)
    else:
        yield message("{id}: no targets; Activity targets says so, and a meeting has no slide of them.", id=agreed.id)
    for name, text in _LISTS.items():
        if not getattr(agreed, name):
            yield message(text, id=agreed.id)
    if not agreed.follow_up.dates:
        yield message("{id}: no follow-up dates; fees are settled once, when the period is over.", id=agreed.id)
