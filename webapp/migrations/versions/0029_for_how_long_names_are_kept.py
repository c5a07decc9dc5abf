"""For how long each organisation keeps names

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    kept = sa.Column("months_kept", sa.Integer(), nullable=False, server_default="12")
    op.add_column("organisation", kept)


def downgrade():
    op.drop_column("organisation", "months_kept")
