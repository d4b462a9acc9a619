"""What a meeting chose of its proposals, where and with whom it sat, an action's later day, and whose a story is."""

import sqlalchemy as sa
from alembic import op

from data_pipeline.ledger.migrations.append_only import refuse_changes

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, which are written once, and the columns that older rows leave empty."""
    op.create_table(
        "proposal_choice",
        *_written(),
        sa.Column("proposal", sa.Text, nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sa.Column("minute_id", sa.Integer, sa.ForeignKey("minute.id")),
        sa.CheckConstraint("choice in ('', 'adopted', 'changed', 'dropped')", name="proposal_choice_word"),
    )
    op.create_table(
        "sitting",
        *_written(),
        sa.Column("day", sa.Date),
        sa.Column("begins", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("present", sa.Text, nullable=False),
        sa.Column("next_day", sa.Date),
        sa.Column("next_place", sa.Text, nullable=False),
    )
    for table in ("proposal_choice", "sitting"):
        refuse_changes(table)
    op.add_column("minute_status", sa.Column("due_date", sa.Date))
    op.add_column("figure_comment", sa.Column("party", sa.Text, nullable=False, server_default=""))


def _written() -> tuple[sa.Column, ...]:
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("meeting", sa.Text, sa.ForeignKey("meeting.name"), nullable=False),
    )
