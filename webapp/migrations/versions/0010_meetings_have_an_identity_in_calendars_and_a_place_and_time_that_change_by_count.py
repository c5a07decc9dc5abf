"""Meetings have an identity in calendars, and a count of their changes

Revision ID: 0010
Revises: 0009
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("meeting") as table:
        table.add_column(sa.Column("uid", sa.String(32)))
        table.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("changed_at", sa.DateTime()))
        table.add_column(
            sa.Column("is_own", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(f"UPDATE meeting SET uid = {_random()}")
    meeting = sa.table("meeting", sa.column("changed_at", sa.DateTime()))
    op.execute(meeting.update().values(changed_at=datetime.now(UTC).replace(tzinfo=None)))
    with op.batch_alter_table("meeting") as table:
        table.alter_column("uid", existing_type=sa.String(32), nullable=False)
        table.alter_column("changed_at", existing_type=sa.DateTime(), nullable=False)
        table.create_unique_constraint("uq_meeting_uid", ["uid"])


def downgrade():
    with op.batch_alter_table("meeting") as table:
        table.drop_constraint("uq_meeting_uid", type_="unique")
        for column in ("is_own", "changed_at", "sequence", "uid"):
            table.drop_column(column)


def _random():
    """Thirty-two hexadecimal digits, another for each row."""
    if op.get_bind().dialect.name == "sqlite":
        return "lower(hex(randomblob(16)))"
    return "replace(gen_random_uuid()::text, '-', '')"
