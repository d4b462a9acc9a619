"""The landing in S3: the same loads, figures and erasure; nothing but a private copy on this machine."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import ledger, waiting
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Correctable
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import landing
from data_pipeline.storage.landing import Landing
from tests.faults.processes import ended, start
from tests.load import deliveries
from tests.load.bucket import Bucket
from tests.load.test_load import clients, guidances


@pytest.fixture
def remote(settings: Settings, bucket: Bucket) -> Settings:
    return replace(settings, landing=bucket.address("viborg"))


def landed(bucket: Bucket) -> set[str]:
    """The landing files in the bucket (pyarrow leaves an empty object that stands for the folder)."""
    return {name for name in bucket.objects if name.endswith(".parquet")}


def test_loads_stand_in_the_bucket(remote: Settings, bucket: Bucket, tmp_path: Path):
    load(remote, [deliveries.clients(tmp_path / "k.csv", "K1", "K2")])
    load(remote, [deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"))])
    names = {part.name for one in ledger.open(remote.ledger).loads() for part in one.parts}
    assert landed(bucket) == {f"test/viborg/{name}" for name in names}
    assert (clients(remote), guidances(remote)) == (["K1", "K2"], ["V1"])
    assert not list(remote.home.rglob("*.parquet"))  # the private copies are gone
    for path in remote.warehouses.iterdir():
        path.unlink()
    assert clients(remote) == ["K1", "K2"]  # built again from the bucket


def test_a_client_is_forgotten_in_the_bucket(remote: Settings, bucket: Bucket, tmp_path: Path):
    load(remote, [deliveries.clients(tmp_path / "k.csv", "K1", "K2")])
    before = landed(bucket)
    forget(remote, "K1")
    assert clients(remote) == ["K2"]
    assert len(before - landed(bucket)) == 1


def test_what_a_killed_loader_left_is_swept(remote: Settings, bucket: Bucket, tmp_path: Path):
    load(remote, [deliveries.clients(tmp_path / "k.csv", "K1")])
    path = deliveries.clients(tmp_path / "b.csv", "K2")
    code, _, complaint = ended(start(remote, "load", path, fail_at="before_commit"))
    assert code == -9, complaint
    assert len(landed(bucket)) == 2
    load(remote, [path])
    assert len(landed(bucket)) == 2
    assert clients(remote) == ["K1", "K2"]


def test_a_file_that_was_changed_in_the_bucket_is_found_out(remote: Settings, bucket: Bucket, tmp_path: Path):
    load(remote, [deliveries.clients(tmp_path / "k.csv", "K1")])
    (part,) = ledger.open(remote.ledger).loads()[0].parts
    bucket.objects[f"test/viborg/{part.name}"] += b"x"
    with pytest.raises(Correctable, match="not as it was written"):
        Landing.open(remote.landing).fetch(part.name, tmp_path / "copies", part.sha256)
    assert not list((tmp_path / "copies").iterdir())
    assert landed(bucket) == set()
    assert f"test/viborg/{part.name}.damaged" in bucket.objects
    with pytest.raises(Correctable, match="not as it was written"):
        forget(remote, "K1")


def test_a_bucket_that_refuses(remote: Settings, bucket: Bucket, tmp_path: Path):
    load(remote, [deliveries.clients(tmp_path / "k.csv", "K1")])
    bucket.is_down = True
    with pytest.raises(Correctable, match="does not answer or refuses"):
        load(remote, [deliveries.clients(tmp_path / "b.csv", "K2")])
    bucket.is_down = False
    assert clients(remote) == ["K1"]


def test_a_bucket_that_stalls_is_told(remote: Settings, bucket: Bucket, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(landing, "ANSWER_SECONDS", 1)
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.3)
    told = []
    load(remote, [deliveries.clients(tmp_path / "k.csv", "K1")])
    bucket.stalls.set()
    started = time.monotonic()
    with waiting.telling(told.append), pytest.raises(Correctable, match="does not answer or refuses"):
        load(remote, [deliveries.clients(tmp_path / "b.csv", "K2")])
    assert [one.say("en") for one in told] == [
        f"{Landing.open(remote.landing).address} has not answered yet; it is given a minute at most."
    ]
    assert time.monotonic() - started < 30
    assert bucket.unanswered == 2  # asked once more, then given up
    bucket.stalls.clear()
    assert clients(remote) == ["K1"]


def test_a_right_address_of_a_bucket_that_is_not_there_is_not_called_wrong(settings: Settings, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(Correctable, match="does not answer or refuses"):
        Landing.open("s3://test/viborg?region=eu").names()


def test_a_bucket_whose_region_can_not_be_asked_for_is_not_called_wrong(monkeypatch):
    for name in ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)

    def unreachable(bucket: str) -> str:
        raise OSError(f"When resolving region for bucket '{bucket}': curlCode: 6, Couldn't resolve host name")

    monkeypatch.setattr(landing.fs, "resolve_s3_region", unreachable)
    with pytest.raises(Correctable, match="does not answer or refuses"):
        Landing.open("s3://test/viborg")


def test_endpoint_and_region_may_come_from_the_environment(bucket: Bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{bucket.host}")
    monkeypatch.setenv("AWS_REGION", "eu")
    bucket.objects["test/viborg/client-000001-0123456789abcdef.parquet"] = b""
    assert Landing.open("s3://test/viborg").names() == {"client-000001-0123456789abcdef.parquet"}


@pytest.mark.parametrize(
    "address", ["s3://", "s3:///viborg", "gs://a/b", "s3://a/b?colour=red", "s3://a/b?x", "s3://[bad/b"]
)
def test_an_address_that_is_none(address: str):
    with pytest.raises(Correctable, match="neither a folder nor an address"):
        Landing.open(address)
