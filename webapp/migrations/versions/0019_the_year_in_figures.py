"""The year in figures: grants and their groups, remarks, and words kept from year to year

Revision ID: 0019
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0016"
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


def downgrade():
    op.drop_table("grant_circle")
    op.drop_table("grant")
