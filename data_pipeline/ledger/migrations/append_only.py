"""Rows that are written once: the database itself refuses to change them."""

import sqlalchemy as sa
from alembic import op


def refuse_changes(table: str) -> None:
    """Triggers that stop update and delete on `table`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create or replace function refuse_change() returns trigger language plpgsql as "
            "$$ begin raise exception 'rows of % are written once', tg_table_name; end $$"
        )
        op.execute(
            f"create trigger {table}_is_append_only before update or delete or truncate on {table} "
            "for each statement execute function refuse_change()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"create trigger {table}_refuses_{change} before {change} on {table} "
            f"begin select raise(abort, 'rows of {table} are written once'); end"
        )


def refuse_changes_but_erasure(table: str, erasable: tuple[str, ...]) -> None:
    """Triggers that stop delete on `table`, and every update but one that empties the `erasable` columns."""
    key = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table) if column["name"] not in erasable]
    kept = " or ".join(
        [f"new.{name} is not null" for name in erasable] + [f"new.{name} is distinct from old.{name}" for name in key]
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"create trigger {table}_refuses_update before update on {table} "
            f"for each row when ({kept}) execute function refuse_change()"
        )
        op.execute(
            f"create trigger {table}_refuses_delete before delete or truncate on {table} "
            "for each statement execute function refuse_change()"
        )
        return
    kept = kept.replace("is distinct from", "is not")
    op.execute(
        f"create trigger {table}_refuses_update before update on {table} when {kept} "
        f"begin select raise(abort, 'rows of {table} are written once'); end"
    )
    op.execute(
        f"create trigger {table}_refuses_delete before delete on {table} "
        f"begin select raise(abort, 'rows of {table} are written once'); end"
    )
