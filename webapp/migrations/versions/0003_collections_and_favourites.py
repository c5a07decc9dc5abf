"""Collections and favourites

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), primary_key=True),
        _organisation(),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime()),
    )
    op.create_index("ix_collection_slug", "collection", ["organisation_id", "slug"], unique=True)
    op.create_table(
        "collection_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        _organisation(),
        _link("collection", nullable=False),
        _link("guide", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.UniqueConstraint("collection_id", "guide_id"),
    )
    op.create_table(
        "circle_collection",
        _organisation(),
        _link("circle", primary_key=True),
        _link("collection", primary_key=True),
    )
    op.create_table(
        "favourite",
        _link("user", primary_key=True),
        _link("guide", primary_key=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


INDEXES = (
    ("collection", "organisation_id"),
    ("collection_item", "organisation_id"),
    ("collection_item", "guide_id"),
    ("circle_collection", "organisation_id"),
    ("circle_collection", "collection_id"),
    ("favourite", "guide_id"),
)


def _organisation():
    return sa.Column(
        "organisation_id",
        sa.Integer(),
        sa.ForeignKey("organisation.id", ondelete="CASCADE"),
        nullable=False,
    )


def _link(table, **how):
    column = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), column, **how)


def downgrade():
    for table in ("favourite", "circle_collection", "collection_item", "collection"):
        op.drop_table(table)
