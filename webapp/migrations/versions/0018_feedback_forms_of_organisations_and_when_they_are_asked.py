"""Feedback forms of organisations, and when they are asked

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from webapp.db import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def owner(**how):
    return sa.Column(
        "organisation_id", sa.Integer(), sa.ForeignKey("organisation.id", ondelete="CASCADE"), **how
    )


def upgrade():
    with op.batch_alter_table("feedback_form") as table:
        table.alter_column("key", existing_type=sa.String(40), type_=sa.String(60))
        table.add_column(sa.Column("organisation_id", sa.Integer()))
        table.add_column(sa.Column("in_use_since", UtcDateTime()))
        table.create_foreign_key(
            "fk_feedback_form_organisation_id_organisation",
            "organisation",
            ["organisation_id"],
            ["id"],
            ondelete="CASCADE",
        )
        table.create_index("ix_feedback_form_organisation_id", ["organisation_id"])
    op.execute("UPDATE feedback_form SET in_use_since = CURRENT_TIMESTAMP")
    with op.batch_alter_table("question") as table:
        table.add_column(
            sa.Column("required", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("ask") as table:
        table.add_column(sa.Column("circle_id", sa.Integer()))
        table.create_foreign_key(
            "fk_ask_circle_id_circle", "circle", ["circle_id"], ["id"], ondelete="CASCADE"
        )
        table.create_unique_constraint("uq_ask_circle_id", ["circle_id"])
    op.create_table(
        "feedback_manners",
        owner(primary_key=True),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("days_open", sa.Integer(), nullable=False),
        sa.CheckConstraint("threshold >= 3", name="ck_feedback_manners_threshold_floor"),
    )
    op.create_table(
        "feedback_plan",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "circle_id",
            sa.Integer(),
            sa.ForeignKey("circle.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(60), nullable=False),
        sa.Column("end_form_key", sa.String(60), nullable=False),
        owner(nullable=False, index=True),
        sa.UniqueConstraint("circle_id", name="uq_feedback_plan_circle_id"),
    )


def downgrade():
    op.drop_table("feedback_plan")
    op.drop_table("feedback_manners")
    with op.batch_alter_table("ask") as table:
        table.drop_constraint("uq_ask_circle_id", type_="unique")
        table.drop_constraint("fk_ask_circle_id_circle", type_="foreignkey")
        table.drop_column("circle_id")
    with op.batch_alter_table("question") as table:
        table.drop_column("required")
    with op.batch_alter_table("feedback_form") as table:
        table.drop_index("ix_feedback_form_organisation_id")
        table.drop_constraint("fk_feedback_form_organisation_id_organisation", type_="foreignkey")
        table.drop_column("in_use_since")
        table.drop_column("organisation_id")
        table.alter_column("key", existing_type=sa.String(60), type_=sa.String(40))
