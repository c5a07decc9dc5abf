"""Practices and their uses

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False, unique=True),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("starts", sa.String(20), nullable=False),
        sa.Column("source_name", sa.String(200), nullable=False),
        sa.Column("source_url", sa.String(500), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column(
            "guide_id",
            sa.Integer(),
            sa.ForeignKey("guide.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
    )
    op.create_table(
        "use",
        sa.Column(
            "practice_id",
            sa.Integer(),
            sa.ForeignKey("practice.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "circle_id",
            sa.Integer(),
            sa.ForeignKey("circle.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column(
            "organisation_id",
            sa.Integer(),
            sa.ForeignKey("organisation.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("began_at", sa.DateTime(), nullable=False),
    )


def downgrade():
    op.drop_table("use")
    op.drop_table("practice")
