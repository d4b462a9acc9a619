"""The landing: immutable Parquet files, in a folder or in S3; the only place that knows file systems of pyarrow.

A file is written once under a name never used before and is complete as soon as it can be seen under that name.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from data_pipeline.errors import Correctable
from data_pipeline.language import message

# What this program writes and may therefore delete: `client-000007-9f2c…e1.parquet`.
_NAME = re.compile(r"[a-z]+-(\d{6,})-[0-9a-f]{16}\.parquet")
_OWNER = "installation.txt"
_UNFINISHED = ".unfinished"
# Rows that DuckDB reads as one piece of work; it reads several pieces side by side.
ROW_GROUP_ROWS = 122_880
# Columns whose values hardly repeat are written as they stand, and numbers that grow by the step: looking for
# repetitions took two fifths of the time of writing, and the files were twice as large. All ids are such columns.
_UNLIKE = ("cvr", "cpr_pseudonym")
_COUNTED = ("line", "row_ordinal")
FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def new_name(table: str, load: int) -> str:
    """A name never used before for the rows of `table` in a load."""
    return f"{table}-{load:06d}-{secrets.token_hex(8)}.parquet"


def load_of(name: str) -> int:
    """The number of the load for which a landing file was named."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return int(found[1])


class _Hashing:
    """A sink that passes bytes on and knows their SHA-256."""

    def __init__(self, sink: Any) -> None:
        self._sink = sink
        self._sha256 = hashlib.sha256()
        self.closed = False

    def write(self, data: Any) -> int:
        self._sha256.update(data)
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        self._sink.flush()

    def close(self) -> None:
        """Nothing: who opened the sink closes it."""

    def writable(self) -> bool:
        return True

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


class Writing:
    """A landing file in the making; `sha256` is known and the file seen once the block has ended."""

    def __init__(self, name: str, schema: pa.Schema, sink: Any) -> None:
        self.name = name
        self.rows = 0
        self._sink = _Hashing(sink)
        self._schema = schema
        counted = [name for name in schema.names if name in _COUNTED]
        self._parquet = pq.ParquetWriter(
            self._sink,
            schema,
            compression="zstd",
            use_dictionary=[name for name in schema.names if name not in {*counted, *_UNLIKE} and name[-3:] != "_id"],
            column_encoding=dict.fromkeys(counted, "DELTA_BINARY_PACKED") or None,
        )

    def write(self, table: pa.Table) -> None:
        """Nothing; the rows of `table` follow those before."""
        self.rows += table.num_rows
        self._parquet.write_table(table.select(self._schema.names).cast(self._schema), ROW_GROUP_ROWS)

    @contextmanager
    def open(self) -> Iterator[Writing]:
        """This, to write to; the file's last bytes are handed over when the block ends."""
        try:
            yield self
            self._parquet.close()
        except BaseException:
            with suppress(Exception):
                self._parquet.close()
            self._parquet.is_open = False  # or its finalizer tries again
            raise

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return self._sink.sha256


class Landing:
    """An opened landing: `address` is a folder or `s3://bucket/prefix`."""

    def __init__(self, address: str) -> None:
        self.address = re.sub(r"//[^@/]*@", "//…@", address)  # as it may be shown: without a secret in it
        self._folder: Path | None = None
        if "://" in address:
            self._files, self._root = fs.FileSystem.from_uri(address)
            if not self._root:
                raise ValueError("no bucket")
        else:
            self._folder = Path(address)

    @classmethod
    def open(cls, address: str) -> Landing:
        """The landing at an address. Raises `Correctable` for an address that is none."""
        try:
            return cls(address)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise Correctable(
                message(
                    "VAEKSTTAVLEN_LANDING is neither a folder nor an address that can be opened: s3://bucket/prefix"
                )
            ) from error

    @property
    def is_local(self) -> bool:
        """Whether the files lie in a folder that every program here can read."""
        return self._folder is not None

    def names(self) -> frozenset[str]:
        """The names of the complete landing files."""
        return frozenset(name for name in self._all() if _NAME.fullmatch(name))

    @contextmanager
    def writing(self, name: str, schema: pa.Schema) -> Iterator[Writing]:
        """A new landing file to write to; it is there when the block ends and absent when the block fails."""
        with self._spoken():
            if self._folder is None:
                try:
                    with (
                        self._files.open_output_stream(self._path(name)) as sink,
                        Writing(name, schema, sink).open() as writing,
                    ):
                        yield writing
                except BaseException:
                    self.delete(name)  # closing it made a file of what was written so far
                    raise
                return
            with self._file(name) as sink, Writing(name, schema, sink).open() as writing:
                yield writing

    def write(self, table: pa.Table, name: str) -> str:
        """SHA-256 of the landing file that now holds the rows of `table`."""
        with self.writing(name, table.schema) as writing:
            writing.write(table)
        return writing.sha256

    def fetch(self, name: str, folder: Path, sha256: str | None = None) -> Path:
        """A local path of the file: its own, or a private copy of it in `folder`.

        Raises `Correctable` when it is missing, or its bytes are not those of `sha256`.
        """
        if self._folder is not None:
            if sha256 is not None:
                with self._spoken(name), (self._folder / name).open("rb") as source:
                    _refuse_other(name, sha256, hashlib.file_digest(source, "sha256").hexdigest())
            return self._folder / name
        target = folder / name
        if target.exists():
            return target
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = folder / f".{name}.{secrets.token_hex(4)}{_UNFINISHED}"
        digest = hashlib.sha256()
        with self._spoken(name):
            try:
                with (
                    self._files.open_input_stream(self._path(name)) as source,
                    open(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink,
                ):
                    while chunk := source.read(1 << 20):
                        digest.update(chunk)
                        sink.write(chunk)
                if sha256 is not None:
                    _refuse_other(name, sha256, digest.hexdigest())
                private.replace(target)
            finally:
                private.unlink(missing_ok=True)
        return target

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """All rows of a landing file, with all its columns or those named."""
        with self._spoken(name):
            if self._folder is not None:
                return pq.read_table(self._folder / name, columns=columns, memory_map=False, partitioning=None)
            with self._files.open_input_file(self._path(name)) as source:
                return pq.read_table(source, columns=columns)

    def delete(self, name: str) -> None:
        """Nothing; the file is gone (or was not there)."""
        with self._spoken():
            if self._folder is not None:
                (self._folder / name).unlink(missing_ok=True)
            else:
                with suppress(FileNotFoundError):
                    self._files.delete_file(self._path(name))

    def leftovers(self, referenced: frozenset[str]) -> list[str]:
        """Names of files of ours that no load stands on: unfinished, abandoned, or replaced."""
        names = self._all()
        return sorted(
            name
            for name in names
            if (_NAME.fullmatch(name) and name not in referenced)
            or (name.startswith(".") and name.endswith(_UNFINISHED))
        )

    def claim(self, installation: str, referenced: frozenset[str], newest: int) -> None:
        """Nothing; the landing belongs to the ledger `installation`, whose leftovers may be deleted here.

        Raises `Correctable` when it is another ledger's, or holds loads this ledger has not heard of: an old backup
        or a wrong address must never cost the files of a good one.
        """
        owner = self._owner()
        strangers = [name for name in self.names() if name not in referenced]
        if owner not in (None, installation) or (owner is None and newest == 0 and strangers):
            raise Correctable(
                message(
                    "The landing {landing} belongs to another ledger. See that VAEKSTTAVLEN_LEDGER and"
                    " VAEKSTTAVLEN_LANDING are the right pair.",
                    landing=self.address,
                )
            )
        if any(load_of(name) > newest + 1 for name in strangers):
            raise Correctable(
                message(
                    "The landing {landing} holds loads that the ledger does not know: is the ledger an old copy?"
                    " Bring back the newest one.",
                    landing=self.address,
                )
            )
        if owner is None:
            self._write_owner(installation)

    def _owner(self) -> str | None:
        with self._spoken():
            try:
                if self._folder is not None:
                    return (self._folder / _OWNER).read_text(encoding="ascii").strip()
                with self._files.open_input_stream(self._path(_OWNER)) as source:
                    return source.read().decode("ascii").strip()
            except FileNotFoundError:
                return None

    def _write_owner(self, installation: str) -> None:
        with self._spoken():
            if self._folder is None:
                with self._files.open_output_stream(self._path(_OWNER)) as sink:
                    sink.write(f"{installation}\n".encode("ascii"))
            else:
                with self._file(_OWNER) as file:
                    file.write(f"{installation}\n".encode("ascii"))

    @contextmanager
    def _file(self, name: str) -> Iterator[BinaryIO]:
        """A private file that takes its name, safely on disk, when the block has ended."""
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = self._folder / f".{name}.{secrets.token_hex(4)}{_UNFINISHED}"
        try:
            with open(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
                yield sink
                sink.flush()
                os.fsync(sink.fileno())
            private.replace(self._folder / name)
            sync_folder(self._folder)
        finally:
            with suppress(OSError):
                private.unlink(missing_ok=True)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _all(self) -> list[str]:
        with self._spoken():
            if self._folder is not None:
                return [entry.name for entry in os.scandir(self._folder)] if self._folder.exists() else []
            chosen = fs.FileSelector(self._root, allow_not_found=True)
            return [info.base_name for info in self._files.get_file_info(chosen) if info.is_file]

    @contextmanager
    def _spoken(self, name: str | None = None) -> Iterator[None]:
        """What a disk or a bucket complains of, as a sentence; `name` is the landing file that is read meanwhile."""
        try:
            yield
        except FileNotFoundError as error:
            if name is not None:
                raise Correctable(
                    message("The landing file {name} is missing. Bring back a backup of it.", name=name)
                ) from error
            raise Correctable(
                message(
                    "{place} can't be read or written. Give Væksttavlen's user the right to it.", place=self.address
                )
            ) from error
        except OSError as error:
            said = disk_sentence(error, self.address)
            if said is None and self._folder is None:
                said = Correctable(
                    message("The landing {landing} does not answer or refuses access.", landing=self.address)
                )
            if said is None:
                raise
            raise said from error


def _refuse_other(name: str, expected: str, found: str) -> None:
    if found != expected:
        raise Correctable(
            message("The landing file {name} is not as it was written. Bring back a backup of it.", name=name)
        )


def disk_sentence(error: OSError, place: str) -> Correctable | None:
    """What the user can do about a disk's complaint; None when it is a fault of ours."""
    if error.errno in FULL_DISK or "No space left" in str(error):
        return Correctable(message("There is no room in {place}. Free some space and try again.", place=place))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return Correctable(
            message("{place} can't be read or written. Give Væksttavlen's user the right to it.", place=place)
        )
    return None


def sync_folder(folder: Path) -> None:
    """Nothing; names that came or went in `folder` are safely on disk, where the system opens folders (not Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_copies(folder: Path, kept: frozenset[str]) -> None:
    """Nothing; private copies of landing files that are no longer among `kept` are gone from `folder`."""
    if folder.exists():
        for path in folder.iterdir():
            if path.name not in kept:
                path.unlink() if path.is_file() else shutil.rmtree(path)
