"""A real PostgreSQL of the tests' own: Debian's binaries, its own data folder, a Unix socket, no port."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

START_SECONDS = 60.0


class PostgreSQL:
    """A running server; `ledger()` gives the address of a fresh, empty database in it."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
        if not found:
            raise RuntimeError("PostgreSQL is missing: the tests run a real one. `apt-get install postgresql`.")
        self._bin = found[-1].parent
        # Not under pytest's own folder: that is closed to the user postgres.
        self.folder = Path(tempfile.mkdtemp(prefix="vaekst-pg-"))
        self._user = "postgres" if os.getuid() == 0 else None
        self.folder.chmod(0o755)  # the way to its socket
        if self._user:
            shutil.chown(self.folder, self._user, self._user)
        self._groups: dict = {"extra_groups": []} if self._user else {}
        self._data = self.folder / "data"
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._server = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """The server's process, answering."""
        command = [
            *(str(self._bin / "postgres"), "-D", str(self._data), "-k", str(self.folder)),
            *("-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "logging_collector=off"),
        ]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, user=self._user, group=self._user, cwd=self.folder, **self._groups
            )
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres").close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}") from None
                time.sleep(0.05)
            else:
                self._server = process
                return process

    def ledger(self, like: str = "template1") -> str:
        """The SQLAlchemy address of a database made for the occasion: empty, or a copy of one that nobody uses."""
        name = f"ledger_{secrets.token_hex(6)}"
        template = like.rpartition("@/")[2].partition("?")[0]
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"create database {name} template {template}")  # type: ignore[arg-type]
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def restored(self, ledger: str) -> str:
        """The address of a new database, brought back from a dump of the ledger at an address."""
        new = self.ledger()
        dump = self.folder / "ledger.dump"
        self._run("pg_dump", "--format=custom", "--file", str(dump), *self._named(ledger))
        self._run("pg_restore", "--exit-on-error", *self._named(new), str(dump))
        return new

    def _named(self, ledger: str) -> tuple[str, ...]:
        return "-h", str(self.folder), "-U", "postgres", "-d", ledger.rpartition("@/")[2].partition("?")[0]

    def stop(self) -> None:
        """Shut the server down; its data stay."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(timeout=60)

    @contextmanager
    def hanging(self) -> Iterator[Callable[[], None]]:
        """Gives what lets the server hang until the block ends: its connections stand, and nothing is answered."""
        server = self._server.pid

        def signal_all(number: int) -> None:
            children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
            for process in (server, *map(int, children.split())):
                os.kill(process, number)

        try:
            yield lambda: signal_all(signal.SIGSTOP)
        finally:
            signal_all(signal.SIGCONT)

    def remove(self) -> None:
        """Shut the server down and delete its data."""
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), *arguments],
            user=self._user,
            group=self._user,
            **self._groups,
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
