"""Messages: notices, wishes and refused mail

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("kind", "reader_id", "about_id", "day", name=op.f("uq_notice_kind_reader_id_about_id_day")),
    )
    op.create_index(op.f("ix_notice_day"), "notice", ["day"])
    with op.batch_alter_table("member") as table:
        for wish in ("wants_reminders", "wants_news"):
            table.add_column(
                sa.Column(wish, sa.Boolean(), nullable=False, server_default=sa.false())
            )
    with op.batch_alter_table("user") as table:
        table.add_column(
            sa.Column("language", sa.String(20), nullable=False, server_default="fi")
        )
        for wish in ("wants_reminders", "wants_digest"):
            table.add_column(
                sa.Column(wish, sa.Boolean(), nullable=False, server_default=sa.true())
            )
    with op.batch_alter_table("mail") as table:
        table.add_column(sa.Column("stop_url", sa.String(300), nullable=False, server_default=""))
        table.add_column(sa.Column("error", sa.String(60), nullable=False, server_default=""))


def downgrade():
    with op.batch_alter_table("mail") as table:
        table.drop_column("error")
        table.drop_column("stop_url")
    with op.batch_alter_table("user") as table:
        for column in ("wants_digest", "wants_reminders", "language"):
            table.drop_column(column)
    with op.batch_alter_table("member") as table:
        table.drop_column("wants_news")
        table.drop_column("wants_reminders")
    op.drop_table("notice")
