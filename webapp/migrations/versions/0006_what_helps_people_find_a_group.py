"""What helps people find a group

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "group_topics",
        _link("group"),
        _link("topic"),
    )
    op.create_index("ix_group_topics_topic_id", "group_topics", ["topic_id"])
    op.create_table(
        "group_welcome",
        _link("group"),
        sa.Column("welcome", sa.String(20), primary_key=True),
    )
    op.create_index("ix_group_welcome_welcome", "group_welcome", ["welcome"])


def _link(table):
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), key, primary_key=True)


def downgrade():
    op.drop_table("group_welcome")
    op.drop_table("group_topics")
