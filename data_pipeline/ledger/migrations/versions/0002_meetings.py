"""Meetings with their frozen results, minutes, comments on figures, marks of the parties, and the order of slides."""

import sqlalchemy as sa
from alembic import op

from data_pipeline.ledger.migrations.append_only import refuse_changes

revision = "0002"
down_revision = "0001"

# `meeting_fee_line` is not among them: forgetting a client takes its ids out, the amounts stay.
APPEND_ONLY = ("meeting", "minute", "minute_status", "figure_comment", "figure_mark", "agenda")


def upgrade() -> None:
    """Make the tables; what is written in them is written once."""
    op.create_table(
        "meeting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("agreement", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("snapshot", sa.Integer, sa.ForeignKey("load.number"), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
    )
    op.create_table(
        "meeting_fee_line",
        sa.Column("meeting", sa.Text, sa.ForeignKey("meeting.name"), primary_key=True),
        sa.Column("fee", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("client_id", sa.Text),
        sa.Column("row_id", sa.Text),
    )
    op.create_table(
        "minute",
        sa.Column("id", sa.Integer, primary_key=True),
        *_written(),
        sa.Column("meeting", sa.Text, sa.ForeignKey("meeting.name"), nullable=False),
        sa.Column("slide", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("responsible", sa.Text, nullable=False),
        sa.Column("due_date", sa.Date),
        sa.Column("figures", sa.Text, nullable=False),
        sa.CheckConstraint("kind in ('decision', 'action')", name="minute_kind"),
    )
    op.create_table(
        "minute_status",
        sa.Column("id", sa.Integer, primary_key=True),
        *_written(),
        sa.Column("minute_id", sa.Integer, sa.ForeignKey("minute.id"), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint("status in ('open', 'done', 'dropped', 'struck')", name="minute_status_word"),
    )
    op.create_table(
        "figure_comment",
        sa.Column("id", sa.Integer, primary_key=True),
        *_written(),
        sa.Column("agreement", sa.Text, nullable=False),
        sa.Column("figure", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("snapshot", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "figure_mark",
        sa.Column("id", sa.Integer, primary_key=True),
        *_written(),
        sa.Column("agreement", sa.Text, nullable=False),
        sa.Column("figure", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("snapshot", sa.Integer, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint("verdict in ('agreed', 'disputed')", name="figure_mark_verdict"),
    )
    op.create_table(
        "agenda",
        sa.Column("id", sa.Integer, primary_key=True),
        *_written(),
        sa.Column("meeting", sa.Text, sa.ForeignKey("meeting.name"), nullable=False),
        sa.Column("slides", sa.Text, nullable=False),
    )
    for table in APPEND_ONLY:
        refuse_changes(table)


def _written() -> tuple[sa.Column, sa.Column]:
    return (
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
    )
