"""The year in figures: grants and their groups, remarks, and words kept from year to year

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def owner():
    return sa.Column(
        "organisation_id",
        sa.Integer(),
        sa.ForeignKey("organisation.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


def upgrade():
    op.create_table(
        "grant",
        sa.Column("id", sa.Integer(), primary_key=True),
        owner(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("funder", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "grant_circle",
        sa.Column(
            "grant_id",
            sa.Integer(),
            sa.ForeignKey("grant.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "circle_id",
            sa.Integer(),
            sa.ForeignKey("circle.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        owner(),
        sa.Column("begins", sa.DateTime()),
        sa.Column("ends", sa.DateTime()),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), primary_key=True),
        owner(),
        sa.Column(
            "grant_id", sa.Integer(), sa.ForeignKey("grant.id", ondelete="CASCADE"), index=True
        ),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.UniqueConstraint("organisation_id", "grant_id", "first", "last"),
    )
    op.create_index(
        "ix_report_of_all_groups",
        "report",
        ["organisation_id", "first", "last"],
        unique=True,
        sqlite_where=sa.text("grant_id IS NULL"),
        postgresql_where=sa.text("grant_id IS NULL"),
    )
    op.create_table(
        "remark",
        sa.Column("report_id", sa.Integer(), of("report"), primary_key=True),
        sa.Column("figure", sa.String(20), primary_key=True),
        owner(),
        sa.Column("basis", sa.String(20), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
    )
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), primary_key=True),
        owner(),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), primary_key=True),
        owner(),
        sa.Column("report_id", sa.Integer(), of("report"), nullable=False),
        sa.Column("block_id", sa.Integer(), of("block"), nullable=False, index=True),
        sa.UniqueConstraint("report_id", "block_id"),
    )
    op.drop_index("ix_attendance_member_id", "attendance")
    op.create_index("ix_attendance_meeting_mark", "attendance", ["meeting_id", "mark"])
    op.create_index("ix_attendance_member_mark", "attendance", ["member_id", "mark", "meeting_id"])


def of(table):
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


def downgrade():
    op.drop_index("ix_attendance_member_mark", "attendance")
    op.drop_index("ix_attendance_meeting_mark", "attendance")
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"])
    for table in ("passage", "block", "remark", "report"):
        op.drop_table(table)
    op.drop_table("grant_circle")
    op.drop_table("grant")
