"""What an identity provider says of a reader, and what that lets them see here (OIDC; docs/sign-in.md).

Pure functions of the claims and of `secrets.toml`. Whatever is missing, doubtful or old lets nobody in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.privacy.rights import Person, Role, nearest_role

SECTION = "vaeksttavlen"  # of secrets.toml
AGREEMENTS = "agreements"  # the claim that binds a reader to some of them
NAMES = ("name", "preferred_username", "email", "sub")


class NoEntry(Correctable):
    """The identity provider knows the reader, and that is not enough; `why` is a word for the audit trail."""

    def __init__(self, why: str, *messages: Any) -> None:
        super().__init__(*messages)
        self.why = why


class Expired(NoEntry):
    """The reader must sign in anew."""


def person(claims: Mapping[str, Any], secrets: Mapping[str, Any], now: dt.datetime) -> Person:
    """Who the claims say the reader is, with the highest role that `[vaeksttavlen.roles]` gives them.

    The claim `agreements` binds them to those it names, by id or series; without it the role holds for all.

    Raises `Expired` when the token's time is over, and `NoEntry` when it was made for another program or names no role.
    """
    until = claims.get("exp")
    if not isinstance(until, int | float) or isinstance(until, bool) or not until > now.timestamp():
        raise Expired("expired", message("Your session has ended. Sign in again."))
    if _client(claims, secrets) not in _words(claims.get("aud")):
        raise NoEntry(
            "audience",
            message("The sign-in was meant for another program. Sign in again, or ask whoever runs Væksttavlen."),
        )
    rules = secrets.get(SECTION, {})
    claim = rules.get("claim", "roles")
    given = [Role(role) for word, role in mapping(secrets).items() if word in _words(claims.get(claim))]
    if not given and claim in _words_left_out(claims):
        raise NoEntry(
            "too many groups",
            message(
                "Your account is in so many groups that the sign-in leaves them out. Ask whoever runs Væksttavlen to "
                "let it name roles instead (docs/sign-in.md)."
            ),
        )
    if not given:
        raise NoEntry(
            "no role",
            message("You are signed in, but nobody has given you access to Væksttavlen. Ask whoever runs it."),
        )
    return Person(name(claims), max(given, key=list(Role).index), bound_to(claims))


def bound_to(claims: Mapping[str, Any]) -> frozenset[str] | None:
    """The ids and series of agreements that the claim names; None without the claim: then the role holds for all.

    What is no word or list of words names none. Raises `NoEntry` where the provider left the claim out for its length.
    """
    if AGREEMENTS in _words_left_out(claims):
        raise NoEntry(
            "too many agreements",
            message("The sign-in leaves out which agreements you have. Ask whoever runs Væksttavlen."),
        )
    if AGREEMENTS not in claims:
        return None
    return frozenset(word for word in _words(claims[AGREEMENTS]) if isinstance(word, str))


def name(claims: Mapping[str, Any]) -> str:
    """What stands beside what the reader writes: their name, or the best the provider knows."""
    return next((str(claims[one]) for one in NAMES if claims.get(one)), "?")


def mapping(secrets: Mapping[str, Any]) -> dict[str, Role]:
    """Role by the claim's word, as `[vaeksttavlen.roles]` has it.

    Raises `Correctable` for a role there is not, so that a slip of the pen is told and not taken for "no access".
    """
    given = secrets.get(SECTION, {}).get("roles", {})
    wrong = sorted(str(word) for word, role in given.items() if role not in list(Role))
    if wrong:
        raise Correctable(
            message(
                "secrets.toml, [vaeksttavlen.roles]: {word} has no known role. Choose among: {roles}. The nearest is "
                "{nearest}.",
                word=wrong[0],
                roles=", ".join(Role),
                nearest=nearest_role(str(given[wrong[0]])).value,
            )
        )
    return {str(word): Role(role) for word, role in given.items()}


def providers(secrets: Mapping[str, Any]) -> list[str]:
    """The named identity providers of `[auth]`; empty when it holds one without a name."""
    found = secrets.get("auth", {})
    return [name for name, section in found.items() if isinstance(section, Mapping) and "client_id" in section]


def _client(claims: Mapping[str, Any], secrets: Mapping[str, Any]) -> Any:
    """The client id this installation has at the provider that the reader came from."""
    found = secrets.get("auth", {})
    return found.get(claims.get("provider"), found).get("client_id") or None


def _words_left_out(claims: Mapping[str, Any]) -> Sequence[Any]:
    """The claims that the provider says it left out for being too long (OIDC Core 5.6.2; Entra from 200 groups on)."""
    elsewhere = claims.get("_claim_names")
    return list(elsewhere) if isinstance(elsewhere, Mapping) else []


def _words(given: Any) -> Sequence[Any]:
    """A claim that may hold one word or a list of them."""
    return given if isinstance(given, list) else [given]
