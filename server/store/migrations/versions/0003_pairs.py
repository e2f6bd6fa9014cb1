"""Agreements, biographies, and whose meeting a meeting is."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables of pairs."""
    op.create_table(
        "agreement_versions",
        sa.Column("partnership_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("aside", sa.Boolean(), nullable=False),
        _to("agreement_versions", "partnership_id", "partnerships"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_agreement_versions_by_id_people"),
        sa.PrimaryKeyConstraint("partnership_id", "number", name="pk_agreement_versions"),
    )
    op.create_table(
        "agreement_signatures",
        sa.Column("partnership_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_agreement_signatures_person_id_people"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "number"],
            ["agreement_versions.partnership_id", "agreement_versions.number"],
            name="fk_agreement_signatures_version",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("partnership_id", "number", "person_id", name="pk_agreement_signatures"),
    )
    for table, body in (
        ("biographies", sa.Column("body", sa.Text(), nullable=False)),
        ("photos", sa.Column("jpeg", sa.LargeBinary(), nullable=False)),
    ):
        op.create_table(
            table,
            sa.Column("person_id", sa.String(32), nullable=False),
            body,
            sa.Column("at", MOMENT, nullable=False),
            _to(table, "person_id", "people"),
            sa.PrimaryKeyConstraint("person_id", name=f"pk_{table}"),
        )
    op.create_table(
        "pair_meetings",
        sa.Column("meeting_id", sa.String(32), nullable=False),
        sa.Column("partnership_id", sa.String(32), nullable=False),
        sa.Column("keep_days", sa.Integer()),
        _to("pair_meetings", "meeting_id", "meetings"),
        _to("pair_meetings", "partnership_id", "partnerships"),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_pair_meetings"),
    )
    op.create_index("ix_pair_meetings_partnership_id", "pair_meetings", ["partnership_id"])
    op.create_table(
        "seat_people",
        sa.Column("meeting_id", sa.String(32), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        _to("seat_people", "meeting_id", "meetings"),
        _to("seat_people", "person_id", "people"),
        sa.PrimaryKeyConstraint("meeting_id", "seat", name="pk_seat_people"),
    )
    op.create_index("ix_seat_people_person_id", "seat_people", ["person_id"])


def downgrade() -> None:
    """Drop them again."""
    for table in (
        "seat_people", "pair_meetings", "photos", "biographies", "agreement_signatures", "agreement_versions",
    ):  # fmt: skip
        op.drop_table(table)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
