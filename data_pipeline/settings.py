"""Where an installation keeps its things: read once from the environment (DESIGN: settings)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.privacy.rights import Role, nearest_role

ROOT = Path(__file__).resolve().parent.parent
IS_INSTALLED = not (ROOT / "pyproject.toml").exists()  # by pip, and no checkout
COMMAND = "vaeksttavlen" if IS_INSTALLED else "python -m data_pipeline"
MOST_MONTHS = 1200  # a hundred years


@dataclass(frozen=True)
class Settings:
    """Addresses of everything the installation owns.

    `ledger` is a SQLAlchemy address, `landing` a folder or `s3://bucket/prefix`, the rest are local paths; `role` is
    that of whoever opens the dashboard on this machine, where nobody signs in. `retention_months` is how long clients
    are kept after they were last active (None: for good); `keep_originals`, whether loaded files stay in the inbox;
    `partners_load`, whether partners load and take back, too; `first_agreement`, which one is shown unless another is
    chosen (empty: the newest with data).
    """

    home: Path
    ledger: str
    landing: str
    key_file: Path
    agreements: Path
    inbox: Path
    role: Role = Role.ADMINISTRATOR
    retention_months: int | None = None
    keep_originals: bool = False
    partners_load: bool = False
    first_agreement: str = ""

    @property
    def warehouses(self) -> Path:
        """The local folder of disposable warehouse files."""
        return self.home / "warehouse"

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from `VAEKSTTAVLEN_…` variables; what is not set lies in the home folder.

        That is `./var`, of an installed command the user's own folder for data. Without `./agreements` those that came
        along count.

        Raises `Correctable` for a role there is not, months that are no number, and neither yes nor no.
        """
        given = os.environ if environment is None else environment
        home = Path(given.get("VAEKSTTAVLEN_HOME") or _home()).resolve()
        return cls(
            home=home,
            ledger=given.get("VAEKSTTAVLEN_LEDGER") or f"sqlite:///{home / 'ledger.sqlite'}",
            landing=given.get("VAEKSTTAVLEN_LANDING") or str(home / "landing"),
            key_file=Path(given.get("VAEKSTTAVLEN_KEY_FILE") or home / "cpr.key").resolve(),
            agreements=Path(given.get("VAEKSTTAVLEN_AGREEMENTS") or _agreements()).resolve(),
            inbox=Path(given.get("VAEKSTTAVLEN_INBOX") or home / "inbox").resolve(),
            role=_role(given.get("VAEKSTTAVLEN_ROLE") or Role.ADMINISTRATOR),
            retention_months=_months(given.get("VAEKSTTAVLEN_RETENTION_MONTHS", "").strip()),
            keep_originals=_yes("VAEKSTTAVLEN_KEEP_ORIGINALS", given),
            partners_load=_yes("VAEKSTTAVLEN_PARTNERS_LOAD", given),
            first_agreement=given.get("VAEKSTTAVLEN_FIRST_AGREEMENT", "").strip(),
        )


def _home() -> Path:
    return platformdirs.user_data_path("vaeksttavlen", appauthor=False) if IS_INSTALLED else Path("var")


def _agreements() -> Path:
    own = Path("agreements")
    return own if own.is_dir() else ROOT / own


def _role(given: str) -> Role:
    try:
        return Role(given)
    except ValueError:
        raise Correctable(
            message(
                "VAEKSTTAVLEN_ROLE is no role. Set it to one of: {roles}. The nearest is {nearest}.",
                roles=", ".join(Role),
                nearest=nearest_role(given).value,
            )
        ) from None


def _months(given: str) -> int | None:
    """Months, None for nothing given. No months at all would erase what was loaded a moment ago."""
    if not given:
        return None
    if not (given.isascii() and given.isdigit()) or not 1 <= int(given) <= MOST_MONTHS:
        raise Correctable(
            message(
                "VAEKSTTAVLEN_RETENTION_MONTHS is no number of months. Write a whole number from 1 to {most}, or leave "
                "it out to keep everything.",
                most=MOST_MONTHS,
            )
        )
    return int(given)


def _yes(name: str, environment: Mapping[str, str]) -> bool:
    given = environment.get(name, "").strip().lower()
    if given in {"", "no", "nej", "0", "false"}:
        return False
    if given in {"yes", "ja", "1", "true"}:
        return True
    raise Correctable(message("{name} is neither yes nor no. Write yes or no.", name=name))
