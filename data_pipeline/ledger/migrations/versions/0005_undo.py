"""Loads that take an earlier load back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add which load an undoing takes back; a load is taken back once."""
    op.add_column("load", sa.Column("undoes", sa.Integer))
    op.create_index("load_undoes", "load", ["undoes"], unique=True)
