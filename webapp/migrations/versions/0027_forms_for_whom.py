"""When a feedback form is asked, or of whom

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# By the beginnings of the library's keys; an organisation's copy begins as its original does.
OCCASIONS = {
    "end-of-the-group": "end",
    "end-of-a-series": "series",
    "leaders-own-look-back": "leader",
    "mentoring": "mentoring",
    "sparring-event": "sparring",
    "peer-coaching": "coaching",
    "assignment": "assignment",
}


def upgrade():
    with op.batch_alter_table("feedback_form") as forms:
        forms.add_column(
            sa.Column("occasion", sa.String(20), nullable=False, server_default="meeting")
        )
    form = sa.table("feedback_form", sa.column("key"), sa.column("occasion"))
    for key, occasion in OCCASIONS.items():
        of_it = form.c.key.startswith(key)
        op.execute(form.update().where(of_it).values(occasion=occasion))


def downgrade():
    with op.batch_alter_table("feedback_form") as forms:
        forms.drop_column("occasion")
