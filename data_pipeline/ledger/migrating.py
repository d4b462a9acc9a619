"""The ledger's shape: which migrations it has had, and the rest of them."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from data_pipeline.errors import Correctable
from data_pipeline.language import message

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST_VERSION = "0007"


def version(connection: sa.Connection) -> str | None:
    """The newest migration that the ledger has had, None when it has had none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(sa.text("select version_num from alembic_version"))


def migrate(connection: sa.Connection, name: str) -> None:
    """Run every migration that the ledger called `name` has not had.

    Raises `Correctable` when a newer program has written it.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise Correctable(
            message("The ledger {ledger} was written by a newer Væksttavlen. Update this one.", ledger=name)
        ) from error
