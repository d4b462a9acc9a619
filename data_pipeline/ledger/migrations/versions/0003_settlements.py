"""Settled fees: what one operator owed the other for a stretch of days, line by line, with amounts in whole øre."""

import sqlalchemy as sa
from alembic import op

from data_pipeline.ledger.migrations.append_only import refuse_changes, refuse_changes_but_erasure

revision = "0003"
down_revision = "0002"

KINDS = ("fee", "late", "further", "timesheet", "corrected", "moved", "lapsed", "withdrawn")


def upgrade() -> None:
    """Make the tables; what is written in them is written once, but for the ids of clients who are forgotten."""
    op.create_table(
        "settlement",
        sa.Column("agreement", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("snapshot", sa.Integer, sa.ForeignKey("load.number"), nullable=False),
        sa.Column("meeting", sa.Text, sa.ForeignKey("meeting.name")),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.UniqueConstraint("agreement", "last_day", name="settlement_once"),
        sa.CheckConstraint("first_day <= last_day", name="settlement_days"),
    )
    op.create_table(
        "settlement_line",
        sa.Column("agreement", sa.Text, primary_key=True),
        sa.Column("settlement", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("fee", sa.Text, nullable=False),
        sa.Column("fee_date", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("cap_ore", sa.BigInteger, nullable=False),
        sa.Column("uncapped_ore", sa.BigInteger, nullable=False),
        sa.Column("cut_ore", sa.BigInteger, nullable=False),
        sa.Column("amount_ore", sa.BigInteger, nullable=False),
        sa.Column("before_ore", sa.BigInteger, nullable=False),
        sa.Column("is_pending", sa.Boolean, nullable=False),
        sa.Column("first_settlement", sa.Integer, nullable=False),
        sa.Column("first_line", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["agreement", "settlement"], ["settlement.agreement", "settlement.number"]),
        sa.CheckConstraint(f"kind in ({', '.join(repr(kind) for kind in KINDS)})", name="settlement_line_kind"),
        sa.CheckConstraint("amount_ore + cut_ore = uncapped_ore", name="settlement_line_adds_up"),
        sa.CheckConstraint("count in (-1, 0, 1)", name="settlement_line_count"),
    )
    op.create_table(
        "settlement_line_client",
        sa.Column("agreement", sa.Text, primary_key=True),
        sa.Column("settlement", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("client_id", sa.Text),
        sa.Column("row_id", sa.Text),
        sa.ForeignKeyConstraint(
            ["agreement", "settlement", "line"],
            ["settlement_line.agreement", "settlement_line.settlement", "settlement_line.number"],
        ),
    )
    refuse_changes("settlement")
    refuse_changes("settlement_line")
    refuse_changes_but_erasure("settlement_line_client", ("client_id", "row_id"))
