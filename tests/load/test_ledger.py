"""The ledger, on SQLite and on a real PostgreSQL: written once, opened by many at a time, quick to ask."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from data_pipeline import ledger as ledgers
from data_pipeline.errors import Busy, Correctable
from data_pipeline.language import message
from data_pipeline.ledger import AuditEntry, Ledger, Load, LoadFile, Part, StrategyEntry, first_read, migrating
from data_pipeline.settings import ROOT

NOON = dt.datetime(2014, 7, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def a_load(number: int, *parts: Part, files: tuple[LoadFile, ...] = ()) -> Load:
    return Load(number, NOON, "anna", "half-year", ("client",), files, parts)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    return request.getfixturevalue("postgres").ledger()


@pytest.fixture
def ledger(address: str) -> Ledger:
    return ledgers.open(address)


def test_a_new_ledger_holds_nothing(ledger: Ledger):
    assert ledger.newest() == 0
    assert ledger.loads() == ()
    assert ledger.pulse() == (0, 0, 0)


def test_a_load_is_read_back_as_it_was_committed(ledger: Ledger, address: str):
    reason = message("{count} columns in {file}", count=3, file="a.csv", inner=message("x"), day=dt.date(2014, 1, 1))
    files = (
        LoadFile(0, "kunder.csv", "kunder", "loaded", "aa", 3, 2, 1, 0),
        LoadFile(1, "andet.csv", None, "refused", "bb", reason=reason),
    )
    load = a_load(1, Part("client", "client-1", "cc", 2), Part("refused", "refused-1", "dd", 1), files=files)
    with ledger.loading() as hold:
        ledger.commit_load(hold, load, {"key": "k"})
    read = ledgers.open(address).loads()
    assert read == (load,)
    assert read[0].loaded_at.tzinfo is dt.UTC
    assert ledgers.open(address).facts()["key"] == "k"


def test_loads_up_to_a_snapshot(ledger: Ledger):
    with ledger.loading() as hold:
        for number in (1, 2, 3):
            ledger.commit_load(hold, a_load(number), {})
    assert [load.number for load in ledger.loads(2)] == [1, 2]
    assert ledger.newest() == 3


def test_a_number_is_given_once(ledger: Ledger):
    with ledger.loading() as hold:
        ledger.commit_load(hold, a_load(1, Part("client", "one", "", 0)), {})
        with pytest.raises(sa.exc.IntegrityError):
            ledger.commit_load(hold, a_load(1, Part("guidance", "two", "", 0)), {})
    assert [part.name for part in ledger.loads()[0].parts] == ["one"]


def test_a_load_whose_rows_do_not_add_up_is_not_taken(ledger: Ledger):
    torn = LoadFile(0, "kunder.csv", "kunder", "loaded", "aa", received=3, accepted=1, refused=1)
    with ledger.loading() as hold, pytest.raises(sa.exc.IntegrityError):
        ledger.commit_load(hold, a_load(1, files=(torn,)), {})
    assert ledger.newest() == 0


@pytest.mark.parametrize("change", ["update load set author = 'bo'", "delete from load", "delete from audit_entry"])
def test_what_is_written_stays_written(ledger: Ledger, change: str):
    with ledger.loading() as hold:
        ledger.commit_load(hold, a_load(1), {})
    ledger.add_audit(AuditEntry(NOON, "anna", "load", {"load": 1}))
    with pytest.raises(sa.exc.DBAPIError, match="written once"), ledger._engine.begin() as connection:
        connection.execute(sa.text(change))
    assert ledger.loads()[0].author == "anna"


def test_all_that_people_write_stays_written(ledger: Ledger):
    """Each table refuses changes, but those that name landing files and, in ids alone, those of whom a fee was for."""
    guarded = "tbl_name from sqlite_master where type = 'trigger'"
    if not ledger.is_sqlite:
        guarded = "event_object_table from information_schema.triggers"
    with ledger._engine.begin() as connection:
        refusing = set(connection.scalars(sa.text(f"select distinct {guarded}")))
        others = set(sa.inspect(connection).get_table_names()) - refusing
    assert others == {"alembic_version", "installation", "part", "meeting_fee_line"}


def test_the_first_load_of_the_same_bytes():
    refused = LoadFile(0, "crm.xlsx", None, "refused", "aa")
    sheets = (
        LoadFile(0, "crm.xlsx#Kunder", "kunder", "loaded", "aa", 9, 9),
        LoadFile(1, "crm.xlsx#Ark2", None, "refused", "aa"),
        LoadFile(2, "igen.xlsx#Kunder", "kunder", "unchanged", "aa", 9, 9),
    )
    loads = (a_load(1, files=(refused,)), a_load(2, files=sheets))
    assert first_read(loads, "aa") == sheets[:2]
    assert first_read(loads, "bb") == ()


def test_parts_are_replaced_together_with_the_forget_list(ledger: Ledger):
    with ledger.loading() as hold:
        ledger.commit_load(hold, a_load(1, Part("client", "old", "x", 2), Part("guidance", "gone", "y", 1)), {})
        ledger.replace_parts(
            hold,
            {(1, "client"): Part("client", "new", "z", 1), (1, "guidance"): None},
            {("client", "hash")},
            AuditEntry(NOON, "anna", "forget"),
            {"1": 2},
        )
    assert ledger.erased() == {1: 2}
    assert ledger.loads()[0].parts == (Part("client", "new", "z", 1),)
    assert ledger.forgotten() == {("client", "hash")}
    assert ledger.pulse() == (1, 1, 0)
    assert [entry.action for entry in ledger.audit()] == ["load", "forget", "rewrite"]


def test_strategy_values_stand_beside_the_earlier_ones(ledger: Ledger):
    first = StrategyEntry(NOON, "anna", "viborg-2014", "di_rank", "14", dt.date(2014, 9, 1), "DI", "")
    second = StrategyEntry(NOON, "bo", "viborg-2014", "di_rank", "11")
    ledger.add_strategy(first)
    ledger.add_strategy(second)
    ledger.add_strategy(StrategyEntry(NOON, "bo", "other", "di_rank", "1"))
    assert ledger.strategy("viborg-2014") == (first, second)


def _open(address: str, queue: multiprocessing.Queue) -> None:
    try:
        queue.put(ledgers.open(address).facts()["id"])
    except Exception as error:
        queue.put(error)


def test_many_processes_may_open_a_new_ledger_at_once(address: str):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # each is a process by itself, and what they need is imported once
    queue = context.Queue()
    processes = [context.Process(target=_open, args=(address, queue)) for _ in range(4)]
    for process in processes:
        process.start()
    found = [queue.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert len(set(found)) == 1, found


def test_only_one_may_load(ledger: Ledger, address: str):
    told = []
    other = ledgers.open(address)
    with ledger.loading(), pytest.raises(Busy), other.loading(0.3, lambda: told.append(1)):
        pass
    assert told == [1]
    with other.loading(0.3):
        pass


def test_reading_goes_on_while_somebody_loads(ledger: Ledger, address: str):
    with ledger.loading() as hold:
        ledger.commit_load(hold, a_load(1), {})
        assert ledgers.open(address).newest() == 1


def test_the_code_knows_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.NEWEST_VERSION


def test_a_ledger_of_a_newer_version_is_left_alone(ledger: Ledger, address: str):
    with ledger._engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    with pytest.raises(Correctable, match="newer Væksttavlen"):
        ledgers.open(address)


@pytest.mark.parametrize("address", ["ledger.sqlite", "mysql://x/y", "sqlite://"])
def test_an_address_that_is_none(address: str):
    with pytest.raises(Correctable, match="no ledger address"):
        ledgers.open(address)


def test_the_ledger_is_the_owners_alone(tmp_path: Path):
    ledger = ledgers.open(f"sqlite:///{tmp_path / 'new' / 'ledger.sqlite'}")
    ledger.add_audit(AuditEntry(NOON, "anna", "load"))
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()} == {0o600}


def test_opening_the_ledger_once_more_costs_nobody_their_locks(tmp_path: Path):
    """A process may open it often; another that closes it last must not take the log away under the first."""
    path = tmp_path / "ledger.sqlite"
    first = ledgers.open(f"sqlite:///{path}")
    assert first.newest() == 0
    ledgers.open(f"sqlite:///{path}").close()
    other = "import sys; from data_pipeline import ledger; ledger.open(sys.argv[1]).close()"
    subprocess.run([sys.executable, "-c", other, f"sqlite:///{path}"], cwd=ROOT, check=True)
    assert Path(f"{path}-wal").exists()
    first.close()
    assert not Path(f"{path}-wal").exists()


# What deploy/ grants the role that serves pages: to read, and to add what people write.
SERVING = "vaeksttavlen-web"
GRANTS = (ROOT / "deploy" / "grants.sql").read_text(encoding="utf-8")
# What only loading, erasing and upgrading write.
LOADERS_OWN = {"alembic_version", "installation", "load", "load_file", "part", "forgotten"}


def test_the_user_that_serves_pages_adds_and_changes_nothing_else(postgres):
    """With a user of its own on PostgreSQL, what serves pages can't make a load or touch one."""
    address = postgres.ledger()
    with ledgers.open(address).loading() as hold:
        ledgers.open(address).commit_load(hold, a_load(1), {})
    owner = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with owner.begin() as connection:
        connection.execute(sa.text(f'create role "{SERVING}" login'))
        for statement in filter(str.strip, GRANTS.split(";")):
            connection.execute(sa.text(statement))
        may = sa.text("select has_table_privilege(:role, quote_ident(:table), :right)")
        for table in sa.inspect(connection).get_table_names():
            for right, expected in (("select", True), ("insert", table not in LOADERS_OWN), ("delete", False)):
                found = connection.scalar(may, {"role": SERVING, "table": table, "right": right})
                assert found == expected, (table, right)
    serving = ledgers.open(address.replace("postgres@", f"{SERVING}@"))
    try:
        assert serving.newest() == 1
        serving.add_audit(AuditEntry(NOON, "anna", "export"))
        serving.add_strategy(StrategyEntry(NOON, "anna", "viborg-2014", "business_climate", "31"))
        with pytest.raises((Correctable, sa.exc.ProgrammingError)), serving.loading() as hold:
            serving.commit_load(hold, a_load(2), {})
        assert [load.number for load in serving.loads()] == [1]
    finally:
        serving.close()
        with owner.begin() as connection:
            connection.execute(sa.text(f'drop owned by "{SERVING}"'))
            connection.execute(sa.text(f'drop role "{SERVING}"'))
        owner.dispose()
