"""A salt for passes: a number that is given again has another address

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("pass", sa.Column("salt", sa.String(16), nullable=False, server_default=""))


def downgrade():
    op.drop_column("pass", "salt")
