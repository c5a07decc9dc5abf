"""Absences are days, not meetings

Revision ID: 0025
Revises: 0024
"""

from datetime import UTC
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

HELSINKI = ZoneInfo("Europe/Helsinki")


def upgrade():
    said = op.get_bind().execute(
        sa.text(
            "SELECT absence.member_id, absence.organisation_id, meeting.starts_at FROM absence"
            " JOIN meeting ON meeting.id = absence.meeting_id"
        ).columns(starts_at=sa.DateTime())
    )
    days = {
        (row[0], row[1], row[2].replace(tzinfo=UTC).astimezone(HELSINKI).date()) for row in said
    }
    op.drop_table("absence")
    absence = op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), primary_key=True),
        of("organisation"),
        of("member"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
    )
    names = "member_id", "organisation_id", "first_day", "last_day"
    op.bulk_insert(absence, [dict(zip(names, (*day, day[-1]), strict=True)) for day in sorted(days)])


def downgrade():
    op.drop_table("absence")
    op.create_table(
        "absence",
        sa.Column("member_id", sa.Integer(), key_of("member"), primary_key=True),
        sa.Column("meeting_id", sa.Integer(), key_of("meeting"), primary_key=True, index=True),
        of("organisation"),
    )


def of(table):
    return sa.Column(f"{table}_id", sa.Integer(), key_of(table), nullable=False, index=True)


def key_of(table):
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
