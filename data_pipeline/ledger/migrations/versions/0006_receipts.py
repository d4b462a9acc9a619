"""Which erasures each machine that holds files has carried out."""

import sqlalchemy as sa
from alembic import op

from data_pipeline.ledger.migrations.append_only import refuse_changes

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; what is written in it is written once."""
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("erasures", sa.Integer, nullable=False),
        sa.Column("is_gone", sa.Boolean, nullable=False),
    )
    refuse_changes("receipt")
