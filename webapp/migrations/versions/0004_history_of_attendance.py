"""History of attendance

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "attendance_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer()),
        sa.Column("user_id", sa.Integer()),
        sa.Column("mark", sa.String(20)),
        sa.Column("headcount", sa.Integer()),
        sa.Column("tapped_at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("tap", sa.String(36)),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        _to("meeting", "CASCADE"),
        _to("member", "CASCADE"),
        _to("user", "SET NULL"),
        _to("organisation", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_change"),
        sa.UniqueConstraint("meeting_id", "tap", name="uq_attendance_change_meeting_id_tap"),
    )
    for column in ("member_id", "organisation_id"):
        op.create_index(f"ix_attendance_change_{column}", "attendance_change", [column])


def downgrade():
    op.drop_table("attendance_change")


def _to(table, ondelete):
    column = f"{table}_id"
    name = f"fk_attendance_change_{column}_{table}"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)
