"""Who of a pair marked a goal for the programme first."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("goals", sa.Column("marked_by", sa.String(32), nullable=True))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("goals", "marked_by")
