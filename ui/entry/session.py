"""Who sits at the screen, and what they may see."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks  # private: pinned

from data_pipeline import agreements
from data_pipeline.agreements import series
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.privacy.rights import Person, os_user
from data_pipeline.settings import Settings
from ui import page_run
from ui.entry import claims, signed_out


class NotSignedIn(Correctable):
    """Nobody has signed in here, so nothing is shown."""


def is_open() -> bool:
    """Whether somebody sits here who may see something."""
    try:
        person()
    except Correctable:
        return False
    return True


def signs_in() -> bool:
    """Whether readers sign in: `secrets.toml` has an `[auth]`. Raises `Correctable` when it can't be read."""
    return bool(secrets().get("auth"))


def is_https() -> bool:
    """Whether readers reach the dashboard over HTTPS, as the address says that they come back to after signing in."""
    return str(secrets().get("auth", {}).get("redirect_uri", "")).startswith("https://")


def secrets() -> Mapping[str, Any]:
    """What `secrets.toml` holds, empty without one.

    Raises `Correctable` for one that can't be read: that must not be taken for an installation without sign-in.
    """
    return page_run.once(_secrets)


def _secrets() -> Mapping[str, Any]:
    try:
        return st.secrets.to_dict()
    except (StreamlitSecretNotFoundError, OSError, UnicodeDecodeError):
        if any(Path(path).exists() for path in st.get_option("secrets.files")):
            raise Correctable(
                message("secrets.toml can't be read, so nobody can sign in. Mend it and restart Væksttavlen.")
            ) from None
        return {}


def person() -> Person:
    """Who asks. Without sign-in it is whoever sits at this machine, with the role the installation gives them.

    Raises `NotSignedIn` or `NoEntry` where readers sign in and this one has not, or may not enter.
    """
    return page_run.once(_person)


def sender(cookies: Mapping[str, str]) -> Person:
    """Who sent a request that has no session, by its cookies. Raises as `person` does."""
    if not signs_in():
        return _at_hand()
    return _known(_claims_of(cookies))


def leave(cookies: Mapping[str, str]) -> None:
    """End the sign-in that the cookies stand for, in every window that shares it."""
    signed_out.note(_claims_of(cookies), dt.datetime.now(dt.UTC))


def _person() -> Person:
    return _known(st.user.to_dict()) if signs_in() else _at_hand()


def _claims_of(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    signed = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    return json.loads(signed) if signed else {}


def _at_hand() -> Person:
    return Person(os_user(), Settings.read().role)


def _known(given: Mapping[str, Any]) -> Person:
    if given.get("is_logged_in") is not True or signed_out.is_noted(given):
        raise NotSignedIn(
            message("Væksttavlen follows up the agreement on business service. Sign in with your work account.")
        )
    known = claims.person(given, secrets(), dt.datetime.now(dt.UTC))
    if known.agreements is None:
        return known
    there_are = agreements.load_all(Settings.read().agreements).values()
    return replace(known, agreements=series.named(there_are, known.agreements))
