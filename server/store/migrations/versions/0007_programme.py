"""An index to read pairs by, the newest first."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_index("ix_partnerships_state", "partnerships", ["state", "since", "id"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_index("ix_partnerships_state", "partnerships")
