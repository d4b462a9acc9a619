"""Who sits at the screen, and what they may see."""

from __future__ import annotations

from data_pipeline.rights import Person, os_user
from data_pipeline.settings import Settings


def person() -> Person:
    """Who opened the dashboard: whoever sits at this machine, with the role the installation gives them."""
    return Person(os_user(), Settings.read().role)
