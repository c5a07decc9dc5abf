"""Links checked by machine and reports by readers

Revision ID: 0005
Revises: 0004
"""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "link_host",
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("free_at", sa.DateTime(), nullable=False),
        sa.Column("robots", sa.Text(), nullable=False),
        sa.Column("robots_at", sa.DateTime()),
    )
    op.create_table(
        "link_check",
        _guide(primary_key=True),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("checked_at", sa.DateTime()),
        sa.Column("proposed_url", sa.String(500), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_failed_at", sa.DateTime()),
        sa.Column("etag", sa.String(200), nullable=False),
        sa.Column("last_modified", sa.String(200), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "link_report",
        sa.Column("id", sa.Integer(), primary_key=True),
        _guide(nullable=False),
        sa.Column("line", sa.String(200), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime()),
    )
    op.create_table(
        "passed",
        _guide(primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("about", sa.String(540), nullable=False),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    _give_sources_their_digests()


def _give_sources_their_digests():
    """A text in the source language holds its own digest, so that SQL can compare the others'."""
    text = sa.table("text", *map(sa.column, ("id", "language", "body", "source_digest")))
    connection = op.get_bind()
    sources = connection.execute(sa.select(text.c.id, text.c.body).where(text.c.language == "fi"))
    for text_id, body in sources.all():
        digest = sha256(body.encode()).hexdigest()
        connection.execute(text.update().where(text.c.id == text_id).values(source_digest=digest))


INDEXES = (
    ("link_host", "free_at"),
    ("link_check", "host"),
    ("link_check", "state"),
    ("link_check", "due_at"),
    ("link_report", "guide_id"),
    ("link_report", "closed_at"),
)


def _guide(**how):
    return sa.Column("guide_id", sa.Integer(), sa.ForeignKey("guide.id", ondelete="CASCADE"), **how)


def downgrade():
    for table in ("passed", "link_report", "link_check", "link_host"):
        op.drop_table(table)
