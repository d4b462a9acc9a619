"""Connections to PostgreSQL on which nobody waits without end."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.pq import TransactionStatus

from data_pipeline.waiting import UNANSWERED, asking

CONNECT_SECONDS = 10
# A command is given up after a minute: PostgreSQL is stopped, a table is locked there, or machine or network are gone.
ANSWER_SECONDS = 60
CANCEL_SECONDS = 2
# A firewall forgets a connection on which nothing is said, as while a long load holds the right to load.
KEEPALIVE_SECONDS = 60


def engine(url: sa.URL, name: str) -> sa.Engine:
    """The engine of a PostgreSQL ledger, called `name` where it does not answer."""
    made = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "keepalives_idle": KEEPALIVE_SECONDS,
            "application_name": "vaeksttavlen",
        },
    )

    @sa.event.listens_for(made, "do_connect")
    def connect(_: object, __: object, arguments: Any, settings: Any) -> Connection:
        with asking(name):
            connection = Connection.connect(*arguments, **settings)
        connection.ledger = name
        return connection

    return made


class Connection(psycopg.Connection[Any]):
    """A connection that is closed, and the command on it cancelled, when the server takes too long to answer one."""

    ledger = "PostgreSQL"

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for the server's answer, `ANSWER_SECONDS` at most. Raises `psycopg.OperationalError`."""
        try:
            with asking(self.ledger):
                return super().wait(gen, interval, ANSWER_SECONDS if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if self.info.transaction_status != TransactionStatus.ACTIVE:
                raise
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=CANCEL_SECONDS)
            self.close()
            raise psycopg.OperationalError(UNANSWERED) from error
