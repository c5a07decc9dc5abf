"""Mail, tickets and the audit log

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FORGET_TICKETS = "DELETE FROM sign_in_ticket"  # they last ten minutes: a new one is asked for


def upgrade():
    with op.batch_alter_table("audit_entry") as table:
        table.add_column(sa.Column("person_id", sa.Integer()))
    with op.batch_alter_table("mail") as table:
        table.alter_column(
            "recipient", existing_type=sa.String(200), type_=sa.String(254), existing_nullable=False
        )
    op.execute(FORGET_TICKETS)
    with op.batch_alter_table("sign_in_ticket") as table:
        table.drop_column("wrong_codes")
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False))
        table.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
    with op.batch_alter_table("signed_in_session") as table:
        table.drop_column("seen_at")


def downgrade():
    seen_at = sa.Column(
        "seen_at", sa.DateTime(), nullable=False, server_default=sa.func.current_timestamp()
    )
    with op.batch_alter_table("signed_in_session", recreate="always") as table:
        table.add_column(seen_at)
    op.execute(FORGET_TICKETS)
    with op.batch_alter_table("sign_in_ticket") as table:
        table.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
        table.drop_column("tries")
        table.add_column(sa.Column("wrong_codes", sa.Integer(), nullable=False))
    with op.batch_alter_table("mail") as table:
        table.alter_column(
            "recipient", existing_type=sa.String(254), type_=sa.String(200), existing_nullable=False
        )
    with op.batch_alter_table("audit_entry") as table:
        table.drop_column("person_id")
