"""What a link's failures come to if they last: no answer, or machines kept out

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("link_check") as table:
        table.add_column(sa.Column("failing", sa.String(length=20), nullable=True))
    op.execute("UPDATE link_check SET failing = 'unreachable' WHERE failures > 0")


def downgrade():
    with op.batch_alter_table("link_check") as table:
        table.drop_column("failing")
