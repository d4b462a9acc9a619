"""Where a reader chooses files to load; or who may, and where they go instead.

A file input of our own: Streamlit's speaks English, breaks an axe rule and keeps what it was given in memory while the
session lasts (decision 0101). `document.js` sends what is chosen to `receive.ROUTE` and has the page run anew.
"""

from __future__ import annotations

import streamlit as st

from data_pipeline.exports.delivery import SUFFIXES
from data_pipeline.language import message
from data_pipeline.loading.desk import Desk, Way
from data_pipeline.loading.incoming import MOST_BYTES, Incoming
from data_pipeline.privacy.rights import Person
from ui import ask, html, said, words
from ui.entry import session
from ui.words import _, safe

MEGABYTES = MOST_BYTES >> 20
FORM, _SENT = "load", "load_sent"


def desk() -> Desk:
    """What the reader may do with loads."""
    return Desk(ask.board().settings, session.person())


def mine() -> Incoming:
    """What the reader has sent: one for a session, released when that ends."""
    return _of_session(session.person())


def leave(page: str) -> None:
    """Release what was sent, when the reader has gone on to another page."""
    if page != "data" and st.session_state.get(_SENT):
        st.session_state.pop(_SENT)
        mine().release()


def remember() -> None:
    """Remember that something was sent, so that it is released."""
    st.session_state[_SENT] = True


def section(authors: tuple[str, ...] = ()) -> None:
    """The place where files are chosen; for who may not load, who can. `authors` loaded the newest."""
    at = desk()
    if not at.may_load:
        role = _(at.loaders.label)
        can = message("Loading and taking back is for the role {role}.", role=role.lower())
        if at.by.agreements is not None:
            can = message("Loading and taking back is for those who are bound to no agreement: it moves all of them.")
        last = message("Loaded last by {author}.", author=authors[0]) if authors else None
        html.note(can, *([last] if last else []))
        return
    said.show(FORM)
    way = at.way(ask.board().ledger)
    if way is Way.NOWHERE:
        html.note(
            message(
                "This service only shows the figures. Whoever runs Væksttavlen loads the files where the key lies, or "
                "gives this service an inbox."
            )
        )
        return
    html.append(_input(way))


def _input(way: Way) -> str:
    calm = {
        Way.HERE: message("nothing is changed before you press Load files"),
        Way.INBOX: message("the files go to the inbox, and are loaded from there"),
    }[way]
    limit = message(
        "CSV, Excel, OpenDocument or JSON, at most {count} MB each. Larger ones: the inbox or the command line.",
        count=MEGABYTES,
    )
    sending = words.say(
        message("Sending {file} ({number} of {count})", file="{file}", number="{number}", count="{count}")
    )
    lost = _("The server does not answer. Try again.")
    return (
        f'<section class="incoming" data-to="incoming/{mine().key}?lang={words.chosen()}" data-most="{MOST_BYTES}" '
        f'data-sending="{safe(sending)}" data-lost="{safe(lost)}">'
        f'<h2 class="part">{safe(_("Load files"))} <span class="unit">{safe(calm)}</span></h2>'
        f'<label class="drop"><span><strong>{safe(_("Drag files here"))}</strong> <small>{safe(limit)}</small></span> '
        f'<span class="choose">{safe(_("Choose files"))}</span>'
        f'<input class="unseen" type="file" multiple accept="{",".join(sorted(SUFFIXES))}"></label>'
        '<p class="note" role="status"></p></section>'
    )


@st.cache_resource(
    scope="session",
    show_spinner=False,
    hash_funcs={Person: lambda person: (person.name, person.rights)},
    on_release=Incoming.close,
)
def _of_session(by: Person) -> Incoming:
    return Incoming(ask.board().settings, by)
