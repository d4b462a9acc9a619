"""Rows that are written once: the database itself refuses to change them."""

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
