"""Notes of one's own on a summary, and opening it to the other."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of summaries."""
    for name, column in (
        ("reflections", sa.Column("sealed", sa.LargeBinary(), nullable=False)),
        ("openings", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False)),
    ):
        op.create_table(
            name,
            sa.Column("meeting_id", sa.String(32), nullable=False),
            sa.Column("seat", sa.Integer(), nullable=False),
            column,
            sa.ForeignKeyConstraint(
                ["meeting_id"], ["meetings.id"], name=f"fk_{name}_meeting_id_meetings", ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("meeting_id", "seat", name=f"pk_{name}"),
        )


def downgrade() -> None:
    """Drop them."""
    for name in ("openings", "reflections"):
        op.drop_table(name)
