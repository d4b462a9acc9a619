"""The door: the page that lets a reader in, says why it does not, and the reader's name at the foot of the menu."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import audit
from data_pipeline.privacy.rights import Person, Role
from ui import ask, faults, html, words
from ui.entry import claims, session
from ui.entry.claims import Expired, NoEntry
from ui.entry.session import NotSignedIn
from ui.words import _, safe

_TOLD = "refused_entry"


def entered() -> Person | None:
    """The reader, or None after the page has said why there is nothing to see yet."""
    try:
        return session.person()
    except (NotSignedIn, Expired) as why:
        with st.container(key="door"):
            _page(_("Sign in"), why)
            _doors()
    except NoEntry as why:
        _remember(why)
        with st.container(key="door"):
            _page(_("You have no access"), why)
            _out()
    return None


def foot(reader: Person) -> None:
    """Who is signed in, and the way out; nothing where nobody signs in."""
    if not session.signs_in():
        return
    with st.sidebar.container(key="signed_in"):
        st.html(f'<p class="reader"><strong>{safe(reader.name)}</strong> · {safe(_(reader.role.label))}</p>')
        _out("tertiary")


def _page(title: str, why: Correctable) -> None:
    lines = "".join(f"<p>{safe(line)}</p>" for line in faults.told(why, words.chosen()).splitlines())
    html.append(f'<header class="head"><h1>{safe(title)}</h1></header><div class="message" role="status">{lines}</div>')
    html.flush()


def _doors() -> None:
    """A button for each identity provider, one without a name where there is only one."""
    named = claims.providers(session.secrets())
    several = len(named) > 1
    for provider in named or ("",):
        label = message("Sign in with {provider}", provider=provider) if several else message("Sign in")
        st.button(
            label.say(words.chosen()),
            key=f"sign_in_{provider}",
            type="primary",
            on_click=st.login,
            args=(provider or None,),
        )


def _out(kind: Literal["secondary", "tertiary"] = "secondary") -> None:
    st.button(_("Sign out"), key="sign_out", type=kind, on_click=st.logout)


def _remember(why: NoEntry) -> None:
    """Write down in the audit trail that somebody was turned away, once a session."""
    if not st.session_state.get(_TOLD):
        st.session_state[_TOLD] = True
        person = Person(claims.name(st.user.to_dict()), Role.OBSERVER)
        audit.record(ask.board().ledger, person, "turned_away", why=why.why)
