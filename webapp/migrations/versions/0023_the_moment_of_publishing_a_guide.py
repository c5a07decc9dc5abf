"""Guides remember when they were published, for the feed of new ones

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("guide", sa.Column("published_at", sa.DateTime()))
    op.execute("UPDATE guide SET published_at = created_at WHERE state <> 'draft'")


def downgrade():
    op.drop_column("guide", "published_at")
