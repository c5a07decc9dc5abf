"""States, versions and owners of guides

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("guide") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(
            sa.Column(
                "organisation_id",
                sa.Integer(),
                sa.ForeignKey(
                    "organisation.id",
                    ondelete="CASCADE",
                    name="fk_guide_organisation_id_organisation",
                ),
            )
        )
        table.add_column(sa.Column("offered_at", sa.DateTime()))
        table.add_column(
            sa.Column("state", sa.String(20), nullable=False, server_default="published")
        )
        table.add_column(sa.Column("reason", sa.String(200), nullable=False, server_default=""))
        table.add_column(
            sa.Column(
                "replaced_by_id",
                sa.Integer(),
                sa.ForeignKey(
                    "guide.id", ondelete="SET NULL", name="fk_guide_replaced_by_id_guide"
                ),
            )
        )
        table.add_column(sa.Column("review_on", sa.Date()))
        table.create_index("ix_guide_organisation_id", ["organisation_id"])
    op.create_table(
        "guide_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "guide_id", sa.Integer(), sa.ForeignKey("guide.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("user.id", ondelete="SET NULL")),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("told_json", sa.Text(), nullable=False),
        sa.UniqueConstraint("guide_id", "number"),
    )


def downgrade():
    op.drop_table("guide_version")
    with op.batch_alter_table("guide") as table:
        table.drop_index("ix_guide_organisation_id")
        for column in (
            "review_on",
            "replaced_by_id",
            "reason",
            "state",
            "offered_at",
            "organisation_id",
            "version",
        ):
            table.drop_column(column)
