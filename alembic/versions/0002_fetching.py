"""fetching: robots.txt is kept between runs, and rows say which records were dropped"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "robots_file",
        sa.Column("site", sa.String(300), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_robots_file")),
    )
    with op.batch_alter_table("page") as page:
        page.add_column(sa.Column("payload_file", sa.Text(), nullable=True))
        page.add_column(sa.Column("payload_offset", sa.Integer(), nullable=True))
        page.add_column(sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True))
        page.add_column(sa.Column("dropped_why", sa.Text(), nullable=True))
    op.create_index(op.f("ix_page_warc_file"), "page", ["warc_file"])
    columns = ["payload_file", "payload_offset"]
    op.create_index(op.f("ix_page_payload_file_payload_offset"), "page", columns)
    # What a revisit refers to was chosen like this when it was written.
    for column, place in (("payload_file", "warc_file"), ("payload_offset", "warc_offset")):
        op.execute(f"""
            UPDATE page SET {column} = (
                SELECT first.{place} FROM page AS first
                WHERE first.sha256 = page.sha256 AND first.canonical_url = page.canonical_url
                AND NOT first.revisit AND first.warc_file IS NOT NULL
                ORDER BY first.id LIMIT 1
            ) WHERE revisit
        """)  # noqa: S608 (the names are those above)


def downgrade() -> None:
    op.drop_index(op.f("ix_page_payload_file_payload_offset"), "page")
    op.drop_index(op.f("ix_page_warc_file"), "page")
    with op.batch_alter_table("page") as page:
        for column in ("dropped_why", "dropped_at", "payload_offset", "payload_file"):
            page.drop_column(column)
    op.drop_table("robots_file")
