"""A meeting may have a place of its own, which stays when its series changes

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    own = sa.Column("place_is_own", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("meeting", own)


def downgrade():
    op.drop_column("meeting", "place_is_own")
