"""What a meeting is asked to decide, as HTML: the lines of its first slide, and the strip under a slide that asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from data_pipeline.views.chart import STATUS_SHAPES, translated
from data_pipeline.views.meeting_charts import Proposals, Proposed
from ui import words
from ui.meeting.asked import Asked
from ui.words import _, safe

# The boxes of a choice, and of what nobody has measured, drawn 40 wide.
_BOX = '<rect x="5" y="5" width="30" height="30" rx="4" fill="none" stroke="currentColor" stroke-width="4"{more}/>'
_TICK = '<rect x="3" y="3" width="34" height="34" rx="5" fill="#12436D"/>'
_TICK += '<path d="M11 20l7 7 12-14" fill="none" stroke="#fff" stroke-width="5"/>'
_BOXES = {
    "": _BOX.format(more=""),
    "adopted": _TICK,
    "changed": _TICK,
    "dropped": _BOX.format(more="") + '<path d="M12 20h16" stroke="currentColor" stroke-width="4"/>',
    "unmeasured": _BOX.format(more=' stroke-dasharray="6 4"'),
}


def shape(status: str) -> str:
    """A status as its shape: a letter, or drawn where no letter of ours has it; empty for none."""
    if status == "unmeasured":
        return f'<span class="mark unmeasured">{_box(status)}</span>'
    told = STATUS_SHAPES.get(status, "")
    return f'<span class="mark {safe(status)}" aria-hidden="true">{told}</span>' if told else ""


def lines(shown: Proposals, asked: Mapping[str, Asked], digits: Iterator[str]) -> str:
    """What the meeting is asked to decide, a line each."""
    heads = (_("Proposal and occasion"), _("Responsible and date"), _("Choice"))
    above = "".join(f"<span>{safe(head)}</span>" for head in heads)
    rows = "".join(_row(one, asked.get(one.about), next(digits, "")) for one in shown.rows)
    return f'<p class="heads" aria-hidden="true"><span></span>{above}</p><ol class="proposals">{rows}</ol>'


def strip(one: Asked, about: str, shapes: Iterable[str]) -> str:
    """The proposal that a slide gives rise to, between its body and its foot, on stages of those shapes."""
    chosen = f'<span class="chosen">{_box(one.choice)} {safe(one.chosen)}</span>' if one.choice else ""
    return (
        f'<div class="strip {" ".join((one.choice, *shapes))}"{one.attributes(about)}>'
        f'<p class="asks"><span class="label"><span>{safe(one.place)}</span>{chosen}{one.said()}</span> '
        f"<b>{safe(one.text)}</b></p>"
        f'<p><span class="label">{safe(_("Responsible"))}</span> {safe(one.who)}</p>'
        f'<p><span class="label">{safe(_("Due date"))}</span> {safe(one.by)}</p></div>'
    )


def _row(one: Proposed, asked: Asked | None, digit: str) -> str:
    told = [
        translated(text, words.chosen()) for text in (one.text, one.verdict, one.occasion, one.responsible, one.due)
    ]
    text, verdict, occasion, who, due = map(safe, told)
    about = f'{asked.attributes(one.about)} data-digit="{digit}"' if asked else ""
    keys = asked.said() if asked else ""
    chosen = f'<span class="chosen">{_box(one.choice)} <b>{safe(translated(one.chosen, words.chosen()))}</b></span>'
    return (
        f'<li class="{one.choice}"{about}><span class="digit">{digit}</span>'
        f'<span class="what"><b>{text}</b></span><span class="occasion">{shape(one.mark)}'
        f'<b class="mark {safe(one.mark)}">{verdict}:</b> {occasion}</span>'
        f'<span class="who">{who}<span class="comma">, </span><span class="due">{due}</span></span>{chosen}{keys}</li>'
    )


def _box(kind: str) -> str:
    return f'<svg class="box" viewBox="0 0 40 40" aria-hidden="true">{_BOXES[kind]}</svg>'
