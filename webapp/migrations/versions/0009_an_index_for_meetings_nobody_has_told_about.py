"""An index for meetings nobody has told about

Revision ID: 0009
Revises: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


NAME = "ix_meeting_organisation_state"


def upgrade():
    op.create_index(NAME, "meeting", ["organisation_id", "state", "starts_at"])


def downgrade():
    op.drop_index(NAME, "meeting")
