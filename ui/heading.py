"""The head of a page: where we are, the finding as title, and which data it rests on."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.reports import Stamp
from ui import address, ask, html, page_run
from ui.words import safe, say, sentence_case


def page(name: str, question: str, finding: Message, stamp: Stamp, *more: str, up: str = "") -> None:
    """The page's name and question, its finding, and which data it rests on; `more` stands after that.

    `up`: the page that the name leads back to, of the whole agreement.
    """
    data, load = message("Data up to {as_of}", as_of=stamp.as_of), message("load {number}", number=stamp.snapshot)
    loaded = f'<span class="loaded">{safe(message("loaded {at}", at=stamp.loaded_at))} · </span>'
    told = " · ".join([safe(data), f"{loaded}{safe(load)}", *map(safe, more)])
    page_run.set_source(" · ".join(part for part in (ask.title(), say(data), say(load), *more) if part))
    plain(name, question, finding, f'<p class="stamp">{told}</p>', up)


def plain(name: str, question: str, finding: Message, foot: str = "", up: str = "") -> None:
    """The page's name and question and its finding, of what rests on no data yet; `foot` stands under it, as HTML."""
    crumb = (
        f'<a class="here" href="{safe(address.here(up, {address.SLICE: ""}))}">{safe(name)}</a>' if up else safe(name)
    )
    html.append(
        '<header class="head">'
        f'<p class="kicker">{crumb} · <span class="question">{safe(question)}</span>'
        f'<span class="agreement">{safe(ask.title())}</span>{_slice()}</p>'
        f"<h1>{safe(sentence_case(say(finding)))}</h1>{foot}</header>"
    )


def _slice() -> str:
    """The slice that the reader chose, as the line over the title says it."""
    name = ask.slice_name()
    return f' · <span class="slice">{safe(message("Slice: {slice}", slice=name))}</span>' if name else ""
