"""An index to count held and missed meetings of a month by."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_index("ix_occasions_held", "occasions", ["starts_at", "held"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_index("ix_occasions_held", "occasions")
