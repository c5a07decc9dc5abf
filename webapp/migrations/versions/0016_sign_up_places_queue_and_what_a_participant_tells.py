"""Sign-up: places, queue, and what a participant tells

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("circle") as table:
        table.add_column(sa.Column("joining", sa.String(20), nullable=False, server_default="closed"))
        table.add_column(sa.Column("capacity", sa.Integer()))
    with op.batch_alter_table("member") as table:
        table.add_column(sa.Column("language", sa.String(20), nullable=False, server_default=""))
        table.add_column(sa.Column("helps", sa.String(200), nullable=False, server_default=""))
        table.add_column(sa.Column("heard_from", sa.String(200), nullable=False, server_default=""))
        table.add_column(sa.Column("sign_up_key", sa.String(32)))
        table.add_column(sa.Column("offered_until", sa.DateTime()))
        table.create_unique_constraint("uq_member_sign_up_key", ["sign_up_key"])
    op.create_table(
        "absence",
        sa.Column(
            "member_id",
            sa.Integer(),
            sa.ForeignKey("member.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "meeting_id",
            sa.Integer(),
            sa.ForeignKey("meeting.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column(
            "organisation_id",
            sa.Integer(),
            sa.ForeignKey("organisation.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
    )


def downgrade():
    op.drop_table("absence")
    with op.batch_alter_table("member") as table:
        table.drop_constraint("uq_member_sign_up_key", type_="unique")
        for column in ("offered_until", "sign_up_key", "heard_from", "helps", "language"):
            table.drop_column(column)
    with op.batch_alter_table("circle") as table:
        table.drop_column("capacity")
        table.drop_column("joining")
