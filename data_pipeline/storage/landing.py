"""The landing: immutable Parquet files, in a folder or in S3; the only module that uses file systems of pyarrow.

A file is written once under a name never used before and is complete as soon as it can be seen under that name.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qsl, unquote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Part
from data_pipeline.storage.disk import disk_sentence, make_folder, mode_in, no_right, sync_folder
from data_pipeline.storage.landing_file import LandingFile
from data_pipeline.waiting import asking

# What this program writes and may therefore delete: `client-000007-9f2c…e1.parquet`.
_NAME = re.compile(r"[a-z]+-(\d{6,})-[0-9a-f]{16}\.parquet")
_OWNER = "installation.txt"
_UNFINISHED = ".unfinished"
# A bucket is asked twice, so one that stalls is told of after a minute, one that can't be reached after ten seconds.
CONNECT_SECONDS = 5
ANSWER_SECONDS = 30
# What a landing file is called that is no longer what was written: nobody reads it, and a backup can take its place.
_APART = ".damaged"


def new_name(table: str, load: int) -> str:
    """A name never used before for the rows of `table` in a load."""
    return f"{table}-{load:06d}-{secrets.token_hex(8)}.parquet"


def load_of(name: str) -> int:
    """The number of the load for which a landing file was named."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return int(found[1])


class Landing:
    """An opened landing: `address` is a folder or `s3://bucket/prefix`."""

    def __init__(self, address: str) -> None:
        self.address = re.sub(r"//[^@/]*@", "//…@", address)  # as it may be shown: without a secret in it
        self._folder: Path | None = None
        if "://" in address:
            with self._as_sentences():
                self._files, self._root = _bucket(address)
        else:
            self._folder = Path(address)

    @classmethod
    def open(cls, address: str) -> Landing:
        """Open the landing at an address. Raises `Correctable` for an address that is none or does not answer."""
        try:
            return cls(address)
        except (pa.ArrowException, ValueError) as error:
            raise Correctable(
                message(
                    "VAEKSTTAVLEN_LANDING is neither a folder nor an address that can be opened: s3://bucket/prefix"
                )
            ) from error

    def names(self) -> frozenset[str]:
        """The names of the complete landing files."""
        return frozenset(name for name in self._all() if _NAME.fullmatch(name))

    @contextmanager
    def writing(self, name: str, schema: pa.Schema) -> Iterator[LandingFile]:
        """Open a new landing file to write to; it is there when the block ends and absent when the block fails."""
        with (
            self._complaints(),
            self._sink(name) as sink,
            LandingFile(name, schema, sink).open() as writing,
        ):
            yield writing

    def write(self, table: pa.Table, name: str) -> str:
        """Write the rows of `table` to a new landing file; returns its SHA-256, hexadecimal."""
        with self.writing(name, table.schema) as writing:
            writing.write(table)
        return writing.sha256

    def fetch(self, name: str, folder: Path, sha256: str | None = None) -> Path:
        """A local path of the file: its own, or a private copy of it in `folder`.

        Raises `Correctable` when it is missing, or its bytes are not those of `sha256`.
        """
        if self._folder is not None:
            if sha256 is not None:
                with self._as_sentences(name), (self._folder / name).open("rb") as source:
                    found = hashlib.file_digest(source, "sha256").hexdigest()
                self._refuse_other(name, sha256, found)
            return self._folder / name
        target = folder / name
        if target.exists():
            return target
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = folder / f".{name}.{secrets.token_hex(4)}{_UNFINISHED}"
        digest = hashlib.sha256()
        with self._as_sentences(name):
            try:
                with (
                    self._files.open_input_stream(self._path(name)) as source,
                    open(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink,
                ):
                    while chunk := source.read(1 << 20):
                        digest.update(chunk)
                        sink.write(chunk)
                if sha256 is not None:
                    self._refuse_other(name, sha256, digest.hexdigest())
                private.replace(target)
            finally:
                private.unlink(missing_ok=True)
        return target

    def read(self, part: Part, columns: list[str] | None = None) -> pa.Table:
        """All rows of a landing file, with all its columns or those named.

        Raises `Correctable` when it is missing or not what was written: its rows must never be written anew.
        """
        with self._as_sentences(part.name):
            if self._folder is not None:
                content = (self._folder / part.name).read_bytes()
            else:
                with self._files.open_input_stream(self._path(part.name)) as source:
                    content = source.read()
        self._refuse_other(part.name, part.sha256, hashlib.sha256(content).hexdigest())
        return pq.read_table(pa.BufferReader(content), columns=columns)

    def rename(self, name: str, new: str) -> None:
        """Give a file another name of ours, under which there is none."""
        with self._as_sentences():
            if self._folder is not None:
                (self._folder / name).replace(self._folder / new)
                sync_folder(self._folder)
            else:
                self._files.move(self._path(name), self._path(new))

    def delete(self, name: str) -> None:
        """Delete the file, if it is there."""
        with self._as_sentences():
            if self._folder is not None:
                (self._folder / name).unlink(missing_ok=True)
            else:
                with suppress(FileNotFoundError):
                    self._files.delete_file(self._path(name))

    def leftovers(self, referenced: frozenset[str]) -> list[str]:
        """Names of files of ours that no load stands on: unfinished, abandoned, replaced, or mended since."""
        names = frozenset(self._all())
        return sorted(
            name
            for name in names
            if (_NAME.fullmatch(name) and name not in referenced)
            or (name.startswith(".") and name.endswith(_UNFINISHED))
            or (name.endswith(_APART) and self._is_over(name.removesuffix(_APART), referenced, names))
        )

    @staticmethod
    def _is_over(name: str, referenced: frozenset[str], names: frozenset[str]) -> bool:
        """Whether a landing file that was set apart is no longer missed."""
        return _NAME.fullmatch(name) is not None and (name not in referenced or name in names)

    def claim(self, installation: str, referenced: frozenset[str], newest: int) -> None:
        """Claim the landing for the ledger `installation`, whose leftovers may then be deleted here.

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
        with self._as_sentences():
            try:
                if self._folder is not None:
                    return (self._folder / _OWNER).read_text(encoding="ascii").strip()
                with self._files.open_input_stream(self._path(_OWNER)) as source:
                    return source.read().decode("ascii").strip()
            except FileNotFoundError:
                return None

    def _write_owner(self, installation: str) -> None:
        with self._as_sentences(), self._sink(_OWNER) as sink:
            sink.write(f"{installation}\n".encode("ascii"))

    def _sink(self, name: str) -> AbstractContextManager[Any]:
        """A new file or object to write to, there when the block ends and absent when it fails."""
        return self._object(name) if self._folder is None else self._file(name)

    @contextmanager
    def _file(self, name: str) -> Iterator[BinaryIO]:
        """A file that takes its name, safely on disk, when the block has ended."""
        assert self._folder is not None
        make_folder(self._folder)
        private = self._folder / f".{name}.{secrets.token_hex(4)}{_UNFINISHED}"
        try:
            mode = mode_in(self._folder)
            with open(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as sink:
                yield sink
                sink.flush()
                os.fsync(sink.fileno())
            private.replace(self._folder / name)
            sync_folder(self._folder)
        finally:
            with suppress(OSError):
                private.unlink(missing_ok=True)

    @contextmanager
    def _object(self, name: str) -> Iterator[pa.NativeFile]:
        """An object that is there when the block has ended."""
        with asking(self.address):
            sink = self._files.open_output_stream(self._path(name))
        try:
            try:
                yield sink
            finally:
                with asking(self.address):
                    sink.close()
        except BaseException:
            self.delete(name)  # closing it made an object of what was written so far
            raise

    def _refuse_other(self, name: str, expected: str, found: str) -> None:
        """Set a landing file apart whose bytes are not those that were written, and raise `Correctable`."""
        if found == expected:
            return
        with suppress(Correctable, OSError):  # who may only read the landing leaves it where it is
            self.rename(name, name + _APART)
        raise self._lost(name, is_there=True)

    def _lost(self, name: str, *, is_there: bool = False) -> Correctable:
        """The complaint about a landing file that can't be used: damaged, or missing."""
        is_apart = name + _APART in self._all()
        if not (is_there or is_apart):
            return Correctable(
                message(
                    "The landing file {name} of load {load} is missing. Bring it back from a backup, or"
                    " load that load's files again.",
                    name=name,
                    load=str(load_of(name)),
                )
            )
        told = message(
            "The landing file {name} of load {load} is not as it was written. Bring it back from a backup,"
            " or load that load's files again.",
            name=name,
            load=str(load_of(name)),
        )
        if not is_apart:
            return Correctable(told)
        return Correctable(told, message("The damaged file is set apart as {name}.", name=name + _APART))

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _all(self) -> list[str]:
        with self._as_sentences():
            if self._folder is not None:
                return [entry.name for entry in os.scandir(self._folder)] if self._folder.exists() else []
            chosen = fs.FileSelector(self._root, allow_not_found=True)
            return [info.base_name for info in self._files.get_file_info(chosen) if info.is_file]

    @contextmanager
    def _as_sentences(self, name: str | None = None) -> Iterator[None]:
        """Ask something of the landing inside the block, where nothing else is done; complaints as `_complaints`."""
        with self._complaints(name), asking(self.address):
            yield

    @contextmanager
    def _complaints(self, name: str | None = None) -> Iterator[None]:
        """Raise what a disk or a bucket complains of as a `Correctable`; `name`: the landing file read in the block."""
        try:
            yield
        except FileNotFoundError as error:
            if name is not None:
                raise self._lost(name) from error
            raise no_right(self.address) from error
        except OSError as error:
            sentence = disk_sentence(error, self.address)
            if sentence is None and self._folder is None:
                sentence = Correctable(
                    message(
                        "The landing {landing} does not answer or refuses access. See that it runs, and that endpoint, "
                        "region and credentials are right (docs/machines.md).",
                        landing=self.address,
                    )
                )
            if sentence is None:
                raise
            raise sentence from error


def _bucket(address: str) -> tuple[fs.S3FileSystem, str]:
    """The file system of `s3://bucket/prefix?region=…&endpoint_override=…&scheme=…`, and the path in it.

    Credentials, endpoint and region that the address does not say come from AWS's own variables and files. Raises
    `ValueError` for an address that is none, `OSError` where the bucket's region can't be asked for.
    """
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.hostname:
        raise ValueError("no bucket")
    said = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if not said.keys() <= {"region", "endpoint_override", "scheme"}:
        raise ValueError("unknown settings")
    if parts.username:
        said |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}
    endpoint = said.pop("endpoint_override", None) or _first_of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
    region = said.pop("region", None) or _first_of("AWS_REGION", "AWS_DEFAULT_REGION")
    if not (region or endpoint):
        region = fs.resolve_s3_region(parts.hostname)
    files = fs.S3FileSystem(
        region=region,
        endpoint_override=endpoint,
        connect_timeout=CONNECT_SECONDS,
        request_timeout=ANSWER_SECONDS,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=2),
        **said,
    )
    return files, f"{parts.hostname}{parts.path}"


def _first_of(*variables: str) -> str | None:
    return next((os.environ[one] for one in variables if os.environ.get(one)), None)
