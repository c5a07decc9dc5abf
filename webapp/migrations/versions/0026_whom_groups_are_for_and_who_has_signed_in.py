"""Whom groups are for, and who has ever signed in

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "group_audience",
        sa.Column(
            "group_id", sa.Integer(), sa.ForeignKey("group.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("audience", sa.String(20), primary_key=True, index=True),
    )
    with op.batch_alter_table("user") as user:
        user.add_column(
            sa.Column("has_signed_in", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(sa.table("user", sa.column("has_signed_in")).update().values(has_signed_in=sa.true()))


def downgrade():
    with op.batch_alter_table("user") as user:
        user.drop_column("has_signed_in")
    op.drop_table("group_audience")
