"""Volunteers and paid leaders, what organisations offer, wishes to start a group, and training

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
    with op.batch_alter_table("circle") as table:
        table.add_column(
            sa.Column("preparation_minutes", sa.Integer(), nullable=False, server_default="30")
        )
    with op.batch_alter_table("member") as table:
        table.add_column(
            sa.Column("is_paid", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade():
    with op.batch_alter_table("member") as table:
        table.drop_column("is_paid")
    with op.batch_alter_table("circle") as table:
        table.drop_column("preparation_minutes")
