"""Feedback: slips for one use, and words that a leader has hidden

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "slip",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["ask.id"], name=op.f("fk_slip_ask_id_ask"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_slip_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
    )
    op.create_index(op.f("ix_slip_ask_id"), "slip", ["ask_id"])
    op.create_index(op.f("ix_slip_organisation_id"), "slip", ["organisation_id"])
    with op.batch_alter_table("reply") as table:
        table.add_column(
            sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("ask") as table:
        table.add_column(
            sa.Column("by_slips", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade():
    with op.batch_alter_table("ask") as table:
        table.drop_column("by_slips")
    with op.batch_alter_table("reply") as table:
        table.drop_column("hidden")
    op.drop_table("slip")
