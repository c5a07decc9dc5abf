"""Volunteers and paid leaders, what organisations offer, wishes to start a group, and training

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
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
    with op.batch_alter_table("organisation") as table:
        table.add_column(_text("contact_name", 200))
        table.add_column(_text("contact_email", 254))
        table.add_column(_text("contact_phone", 30))
    op.create_table(
        "organisation_offer",
        sa.Column(
            "organisation_id",
            sa.Integer(),
            sa.ForeignKey("organisation.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("offer", sa.String(20), primary_key=True),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "organisation_id",
            sa.Integer(),
            sa.ForeignKey("organisation.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("key", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("group.id", ondelete="SET NULL")),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "course",
        sa.Column(
            "id",
            sa.Integer(),
            sa.ForeignKey("circle.id", ondelete="CASCADE"),
            primary_key=True,
        ),
    )


def _text(name, length):
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def downgrade():
    op.drop_table("course")
    op.drop_table("proposal")
    op.drop_table("organisation_offer")
    with op.batch_alter_table("organisation") as table:
        for column in ("contact_phone", "contact_email", "contact_name"):
            table.drop_column(column)
    with op.batch_alter_table("member") as table:
        table.drop_column("is_paid")
    with op.batch_alter_table("circle") as table:
        table.drop_column("preparation_minutes")
