"""What was changed because of feedback, words that may be quoted, and groups that were called

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "reply",
        sa.Column("quotable", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_reply_quotable", "reply", ["quotable"])
    # Words wait for words now: a blank is no reply.
    op.execute("DELETE FROM reply WHERE step IS NULL AND words = ''")
    op.add_column(
        "closing_talk",
        sa.Column("is_told", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for table, column in (("change", "made_at"), ("call", "called_at")):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), primary_key=True),
            owned_by("organisation", index=True),
            owned_by("circle", index=table == "change", unique=table == "call"),
            sa.Column(column, sa.DateTime(), nullable=False),
        )


def owned_by(table, **how):
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), owner, nullable=False, **how)


def downgrade():
    for table in ("call", "change"):
        op.drop_table(table)
    op.drop_column("closing_talk", "is_told")
    op.drop_index("ix_reply_quotable", "reply")
    op.drop_column("reply", "quotable")
