"""Which meetings others may see (R18)."""

import sqlalchemy as sa
from alembic import op

from data_pipeline.ledger.migrations.append_only import refuse_changes

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; what is written in it is written once."""
    op.create_table(
        "meeting_release",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("meeting", sa.Text, sa.ForeignKey("meeting.name"), nullable=False),
        sa.Column("has_notes", sa.Boolean, nullable=False),
        sa.Column("has_stories", sa.Boolean, nullable=False),
    )
    refuse_changes("meeting_release")
