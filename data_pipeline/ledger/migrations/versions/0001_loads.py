"""Loads, their files and parts, the forget list, strategy values and the audit trail."""

import sqlalchemy as sa
from alembic import op

from data_pipeline.ledger.migrations.append_only import refuse_changes

revision = "0001"
down_revision = None

# Rows of these tables are written once. Parts are not among them: forgetting a client replaces parts.
APPEND_ONLY = ("load", "load_file", "forgotten", "strategy_entry", "audit_entry")


def upgrade() -> None:
    """Make the tables, and let the database itself refuse changes of what is written once."""
    op.create_table(
        "installation",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "load",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("full_tables", sa.Text, nullable=False),
    )
    op.create_table(
        "load_file",
        sa.Column("load_number", sa.Integer, sa.ForeignKey("load.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("kind", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("accepted", sa.BigInteger, nullable=False),
        sa.Column("refused", sa.BigInteger, nullable=False),
        sa.Column("waiting", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text),
        sa.CheckConstraint("status in ('loaded', 'unchanged', 'refused')", name="load_file_status"),
        sa.CheckConstraint("received = accepted + refused", name="load_file_conserves_rows"),
        sa.CheckConstraint("waiting between 0 and accepted", name="load_file_waiting_is_accepted"),
    )
    op.create_index("load_file_sha256", "load_file", ["sha256"])
    op.create_table(
        "part",
        sa.Column("load_number", sa.Integer, sa.ForeignKey("load.number"), primary_key=True),
        sa.Column("table_name", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("row_count", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "forgotten",
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("keyed_hash", sa.Text, primary_key=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "strategy_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("agreement", sa.Text, nullable=False),
        sa.Column("milestone", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("value_date", sa.Date),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
    )
    for table in APPEND_ONLY:
        refuse_changes(table)
