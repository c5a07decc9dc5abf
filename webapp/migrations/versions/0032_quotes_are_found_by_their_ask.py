"""Quotes are found by their ask: an index of the few replies that may be quoted

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_reply_quotable", "reply")
    op.create_index(
        "ix_reply_quotable",
        "reply",
        ["ask_id"],
        sqlite_where=sa.text("quotable = 1"),
        postgresql_where=sa.text("quotable"),
    )


def downgrade():
    op.drop_index("ix_reply_quotable", "reply")
    op.create_index("ix_reply_quotable", "reply", ["quotable"])
