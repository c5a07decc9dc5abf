"""Paid or volunteer from a day on: what is there holds from the beginning

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "paid_time",
        sa.Column("id", sa.Integer(), primary_key=True),
        owned_by("member"),
        owned_by("organisation"),
        sa.Column("begins_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime()),
    )
    op.execute(
        "INSERT INTO paid_time (member_id, organisation_id, begins_at)"
        " SELECT id, organisation_id, '2000-01-01 00:00:00' FROM member WHERE is_paid"
    )
    op.drop_column("member", "is_paid")


def owned_by(table):
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), owner, nullable=False, index=True)


def downgrade():
    kept = sa.Column("is_paid", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("member", kept)
    now_paid = "SELECT member_id FROM paid_time WHERE ends_at IS NULL"
    op.execute(f"UPDATE member SET is_paid = (id IN ({now_paid}))")
    op.drop_table("paid_time")
