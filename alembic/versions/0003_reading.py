"""Keys of near texts as integers, and what a new version of a page does to a claim."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BANDS, ROWS = 40, 3
AT_ONCE = 5_000


def upgrade() -> None:
    with op.batch_alter_table("claim_event") as batch:
        batch.add_column(sa.Column("related_statement_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_claim_event_related_statement_id"),
            "statement",
            ["related_statement_id"],
            ["id"],
        )
        batch.create_index(op.f("ix_claim_event_related_statement_id"), ["related_statement_id"])
    _remake(sa.BigInteger(), sqlite_with_rowid=False)
    _copy((_number(key), document) for key, document in _rows())
    op.drop_table("former_band")


def downgrade() -> None:
    _remake(sa.String(length=40), sqlite_with_rowid=True)
    names = _names()
    _copy((names.get(key, f"p:{_hex(key)}"), document) for key, document in _rows())
    op.drop_table("former_band")
    with op.batch_alter_table("claim_event") as batch:
        batch.drop_index(op.f("ix_claim_event_related_statement_id"))
        batch.drop_constraint(op.f("fk_claim_event_related_statement_id"), type_="foreignkey")
        batch.drop_column("related_statement_id")


def _remake(key: sa.types.TypeEngine, *, sqlite_with_rowid: bool) -> None:
    """An empty table beside the one that is to be copied; PostgreSQL wants other names for its
    constraints while both are there."""
    op.rename_table("band", "former_band")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_band RENAME TO pk_former_band")
        op.execute(
            "ALTER TABLE former_band RENAME CONSTRAINT fk_band_document_id TO fk_former_band"
        )
    op.create_table(
        "band",
        sa.Column("key", key, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_band_document_id")),
        sa.PrimaryKeyConstraint("key", "document_id", name=op.f("pk_band")),
        sqlite_with_rowid=sqlite_with_rowid,
    )


def _rows() -> Iterator[tuple]:
    """Every key and its document, in the order of the old index."""
    former = sa.table("former_band", sa.column("key"), sa.column("document_id"))
    after = sa.tuple_(former.c.key, former.c.document_id)
    query = sa.select(former).order_by(former.c.key, former.c.document_id).limit(AT_ONCE)
    last = None
    while rows := op.get_bind().execute(query if last is None else query.where(after > last)).all():
        yield from map(tuple, rows)
        last = sa.tuple_(*rows[-1])


def _copy(rows: Iterator[tuple]) -> None:
    band = sa.table("band", sa.column("key"), sa.column("document_id"))
    batch = []
    for key, document in rows:
        batch.append({"key": key, "document_id": document})
        if len(batch) == AT_ONCE:
            op.get_bind().execute(sa.insert(band), batch)
            batch = []
    if batch:
        op.get_bind().execute(sa.insert(band), batch)


def _number(key: str) -> int:
    return int.from_bytes(bytes.fromhex(key.rpartition(":")[2]), "big", signed=True)


def _hex(key: int) -> str:
    return key.to_bytes(8, "big", signed=True).hex()


def _names() -> dict[int, str]:
    """The old names of the LSH bands, which the signatures tell; all other keys are paragraphs."""
    import hashlib

    document = sa.table("document", sa.column("signature", sa.JSON()))
    names = {}
    for (signature,) in op.get_bind().execute(sa.select(document)):
        for band in range(BANDS if signature else 0):
            rows = signature[band * ROWS : (band + 1) * ROWS]
            packed = b"".join(value.to_bytes(4, "big") for value in rows)
            digest = hashlib.blake2b(packed, digest_size=8).digest()
            names[int.from_bytes(digest, "big", signed=True)] = f"{band:02d}:{digest.hex()}"
    return names
