"""Search counts its words, and what people looked for is kept without persons

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TERM = sa.String(60).with_variant(sa.String(60, collation="C"), "postgresql")


def upgrade():
    op.drop_table("search_posting")
    _postings(("kind", "term", "amount", "id"))
    op.create_table(
        "search_term",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("term", TERM, primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("spelled", sa.String(60), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meaning",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(tag, sa.Text(), nullable=False) for tag in ("fi", "sv", "en", "et", "ru", "uk")),
        sa.Column("edition", sa.Integer(), nullable=False),
    )
    op.create_table(
        "sought",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, index=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.UniqueConstraint("words", "language", "day"),
    )
    op.execute("UPDATE search_document SET analyser = ''")  # all is indexed again at set-up


def downgrade():
    for table in ("sought", "meaning", "search_term", "search_posting"):
        op.drop_table(table)
    _postings(("kind", "term", "id"))


def _postings(key):
    op.create_table(
        "search_posting",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("term", TERM, nullable=False),
        sa.Column("amount", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(*key),
        sa.ForeignKeyConstraint(
            ["kind", "id"], ["search_document.kind", "search_document.id"], ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_posting_id_kind", "search_posting", ["id", "kind"])
