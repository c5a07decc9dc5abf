"""Breaks that cancel meetings

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "break",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "organisation_id",
            sa.Integer(),
            sa.ForeignKey("organisation.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column(
            "circle_id", sa.Integer(), sa.ForeignKey("circle.id", ondelete="CASCADE"), index=True
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    with op.batch_alter_table("meeting") as table:
        table.add_column(
            sa.Column(
                "break_id",
                sa.Integer(),
                sa.ForeignKey("break.id", ondelete="SET NULL", name="fk_meeting_break_id_break"),
            )
        )
        table.create_index("ix_meeting_break_id", ["break_id"])
        table.create_index("ix_meeting_series_id", ["series_id"])


def downgrade():
    with op.batch_alter_table("meeting") as table:
        table.drop_index("ix_meeting_series_id")
        table.drop_index("ix_meeting_break_id")
        table.drop_column("break_id")
    op.drop_table("break")
