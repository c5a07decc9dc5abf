"""Leaders are asked how leading goes, once a half-year

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "look_back",
        sa.Column("id", sa.Integer(), primary_key=True),
        owned_by("ask", unique=True),
        owned_by("organisation", index=True),
        sa.Column("half_year", sa.Date(), nullable=False),
        sa.UniqueConstraint("organisation_id", "half_year", name="uq_look_back_organisation_id_half_year"),
    )


def owned_by(table, **how):
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), owner, nullable=False, **how)


def downgrade():
    op.execute("DELETE FROM ask WHERE id IN (SELECT ask_id FROM look_back)")
    op.drop_table("look_back")
