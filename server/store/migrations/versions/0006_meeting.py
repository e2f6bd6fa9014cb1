"""Meetings of pairs, and what passes between them: proposals, alarms, messages, ideas, goals, notes."""

import sqlalchemy as sa
from alembic import op

from server.store.tables import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of meetings and messages."""
    op.create_table(
        "calendar_feeds",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_calendar_feeds_person_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_calendar_feeds"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feeds_token_hash"),
    )
    op.create_table(
        "goals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("done_at", Moment()),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_goals_owner_id_people"),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_goals_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_goals"),
    )
    op.create_index("ix_goals_pair_id", "goals", ["pair_id"], unique=False)
    op.create_table(
        "ideas",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("quote", sa.String(length=1000), nullable=False),
        sa.Column("url", sa.String(length=2000)),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_ideas_author_id_people"),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_ideas_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ideas"),
    )
    op.create_index("ix_ideas_pair_id", "ideas", ["pair_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_messages_author_id_people"),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_messages_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("pair_id", "author_id", "client_id", name="uq_messages_client"),
    )
    op.create_index("ix_messages_pair_id", "messages", ["pair_id", "id"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name="fk_notes_author_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_notes_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_pair_id", "notes", ["pair_id", "author_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("moves_uid", sa.String(length=80)),
        sa.Column("moves_original", sa.DateTime()),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment()),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_proposals_by_id_people"),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_proposals_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_pair_id", "proposals", ["pair_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("read_up_to", sa.Integer(), nullable=False),
        sa.Column("notice_due_at", Moment()),
        sa.Column("notice_up_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_reading_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_reading_person_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pair_id", "person_id", name="pk_reading"),
    )
    op.create_index("ix_reading_notice_due_at", "reading", ["notice_due_at"], unique=False)
    op.create_table(
        "goal_steps",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("done_at", Moment()),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_goal_steps_goal_id_goals", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_goal_steps"),
    )
    op.create_index("ix_goal_steps_goal_id", "goal_steps", ["goal_id"], unique=False)
    op.create_table(
        "idea_comments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("idea_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.String(length=2000), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_idea_comments_author_id_people"),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name="fk_idea_comments_idea_id_ideas", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_idea_comments"),
    )
    op.create_index("ix_idea_comments_idea_id", "idea_comments", ["idea_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("proposal_id", sa.String(length=32)),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("first", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("every", sa.String(length=10), nullable=False),
        sa.Column("until", sa.DateTime()),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_series_by_id_people"),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_series_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name="fk_series_proposal_id_proposals", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_series"),
    )
    op.create_index("ix_series_pair_id", "series", ["pair_id"], unique=False)
    op.create_index("ix_series_proposal_id", "series", ["proposal_id"], unique=False)
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("original", sa.DateTime(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["uid"], ["series.uid"], name="fk_alarms_uid_series", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )
    op.create_index("ix_alarms_due_at", "alarms", ["due_at"], unique=False)
    op.create_index("ix_alarms_uid", "alarms", ["uid"], unique=False)
    op.create_table(
        "occasions",
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("original", sa.DateTime(), nullable=False),
        sa.Column("pair_id", sa.String(length=32), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["partnerships.id"], name="fk_occasions_pair_id_partnerships", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["uid"], ["series.uid"], name="fk_occasions_uid_series", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("uid", "original", name="pk_occasions"),
    )
    op.create_index("ix_occasions_pair_id", "occasions", ["pair_id"], unique=False)
    op.create_index("ix_occasions_starts_at", "occasions", ["starts_at"], unique=False)
    op.create_table(
        "series_changes",
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("original", sa.DateTime(), nullable=False),
        sa.Column("to_at", Moment()),
        sa.ForeignKeyConstraint(
            ["uid"], ["series.uid"], name="fk_series_changes_uid_series", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("uid", "original", name="pk_series_changes"),
    )


def downgrade() -> None:
    """Drop them again."""
    for table in (
        "series_changes",
        "occasions",
        "alarms",
        "series",
        "idea_comments",
        "goal_steps",
        "reading",
        "proposals",
        "notes",
        "messages",
        "ideas",
        "goals",
        "calendar_feeds",
    ):
        op.drop_table(table)
