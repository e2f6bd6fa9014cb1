"""An index to find the newest people by: those who meet nobody are looked for among them."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_index("ix_people_created_at", "people", ["created_at"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_index("ix_people_created_at", "people")
