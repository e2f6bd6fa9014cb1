"""Whom a mail that waits goes to, so that it is found when they leave; old ones expire within days."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("outbox", sa.Column("to_address", sa.String(320), nullable=True))
    op.create_index("ix_outbox_to_address", "outbox", ["to_address"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_index("ix_outbox_to_address", "outbox")
    op.drop_column("outbox", "to_address")
