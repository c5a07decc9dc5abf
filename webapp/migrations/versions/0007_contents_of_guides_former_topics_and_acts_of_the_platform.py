"""Contents of guides, former topics and acts of the platform

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "guide_contents",
        _link("guide", primary_key=True),
        sa.Column("contents", sa.String(20), primary_key=True),
    )
    op.create_index("ix_guide_contents_contents", "guide_contents", ["contents"])
    op.create_table(
        "former_topic",
        sa.Column("slug", sa.String(80), primary_key=True),
        _link("topic", nullable=False),
    )
    op.create_index("ix_former_topic_topic_id", "former_topic", ["topic_id"])
    with op.batch_alter_table("audit_entry") as table:
        table.alter_column("organisation_id", existing_type=sa.Integer(), nullable=True)


def downgrade():
    op.execute("DELETE FROM audit_entry WHERE organisation_id IS NULL")
    with op.batch_alter_table("audit_entry") as table:
        table.alter_column("organisation_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("former_topic")
    op.drop_table("guide_contents")


def _link(table, **how):
    column = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), column, **how)
