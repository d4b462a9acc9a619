"""Who may see and do what (§6, R18): three roles, each may what the one before it may, and more.

A person may be bound to some agreements: of those they are their role, of all others an observer; and what concerns all
agreements at once, as loading does, is not for them.

Rights are asked for where the data are, in `reports` and in the functions that commands and pages share; a page that
hides something does so for the reader's sake, and nothing rests on it.
"""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message


class Role(StrEnum):
    """A role, the one who may least first.

    OBSERVER sees released meetings with small cells hidden; PARTNER signs for a party: every figure, row and id on any
    day, and writes minutes, marks and strategy values; ADMINISTRATOR also loads (`loaders`), freezes, settles, forgets.
    """

    OBSERVER = "observer"
    PARTNER = "partner"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role's name, as a message id."""
        return _LABELS[self]


_LABELS = {
    Role.OBSERVER: N_("Observer"),
    Role.PARTNER: N_("Partner"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


# What a role was called before; nothing in the ledger holds the old word.
RENAMED = {"meeting": Role.OBSERVER}


def nearest_role(word: str) -> Role:
    """Return the role that a word which is none may have meant."""
    found = get_close_matches(word.lower(), list(Role), n=1, cutoff=0)
    return RENAMED.get(word, Role(found[0]) if found else Role.OBSERVER)


class NotAllowed(Correctable):
    """The person's role does not go so far; nothing was shown and nothing was done."""


@dataclass(frozen=True)
class Person:
    """Who asks: the name stands beside what they write, the role says what they may.

    `agreements`: the ids of those that the role holds for; None: for all there are.
    """

    name: str
    role: Role
    agreements: frozenset[str] | None = None

    def role_in(self, agreement: str | None) -> Role:
        """What the person is in an agreement, or without one in what concerns them all."""
        is_bound_elsewhere = self.agreements is not None and agreement not in self.agreements
        return Role.OBSERVER if is_bound_elsewhere else self.role

    def may(self, role: Role, agreement: str | None = None) -> bool:
        """Whether the person may what `role` may: in an agreement, or without one in all of them at once."""
        order = list(Role)
        return order.index(self.role_in(agreement)) >= order.index(role)

    @property
    def rights(self) -> tuple[str, tuple[str, ...] | None]:
        """What two people must share before one is handed what was made for the other."""
        return self.role.value, None if self.agreements is None else tuple(sorted(self.agreements))


def require(person: Person, role: Role, agreement: str | None = None) -> None:
    """Raise `NotAllowed` unless the person may what `role` may, in the agreement or without one in all at once."""
    if not person.may(role, agreement):
        if person.role_in(agreement) is not person.role:
            raise NotAllowed(
                message("You have the role {held} in some agreements, and this goes beyond them.", held=person.role)
            )
        raise NotAllowed(
            message(
                "This is for the role {needed}, and you have the role {held}. Ask whoever runs Væksttavlen for it.",
                needed=role.value,
                held=person.role.value,
            )
        )


def loaders(*, partners_load: bool) -> Role:
    """Return the role from which on one may load and take back, as the installation is set up."""
    return Role.PARTNER if partners_load else Role.ADMINISTRATOR


def require_party(person: Person, agreement: str) -> None:
    """Raise `NotAllowed` for who signs for no party of the agreement: its figures are for them (§6), others see
    released meetings.
    """
    if not person.may(Role.PARTNER, agreement):
        raise NotAllowed(
            message("These figures are for the agreement's parties (§6). What they have released stands under Meeting.")
        )


def owner() -> Person:
    """Who runs a command: who may start it may read every file of the installation anyway."""
    return Person(os_user(), Role.ADMINISTRATOR)


def os_user() -> str:
    """The name of who runs this program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
