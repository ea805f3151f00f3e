"""watches: mutes, severity, moments before which nothing is sent, roll-ups, decisions by reason"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table("watch") as batch:
        batch.add_column(sa.Column("muted_until", moment, nullable=True))
    with op.batch_alter_table("alert") as batch:
        batch.add_column(
            sa.Column("severity", sa.String(8), nullable=False, server_default="normal")
        )
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("not_before", moment, nullable=True))
        batch.add_column(sa.Column("wait", sa.String(8), nullable=True))
        batch.add_column(sa.Column("rolled_into", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_delivery_rolled_into"), "delivery", ["rolled_into"], ["id"]
        )
        batch.create_index(op.f("ix_delivery_rolled_into"), ["rolled_into"])
    # SQLite adds no column whose default is computed, so the table is copied.
    with op.batch_alter_table("decision", recreate=_always_on_sqlite()) as batch:
        batch.add_column(sa.Column("because", sa.String(16), nullable=True))
        batch.add_column(
            sa.Column("written_at", moment, nullable=False, server_default=sa.func.now())
        )
        batch.drop_index(op.f("ix_decision_at"))
        batch.create_index(op.f("ix_decision_written_at"), ["written_at"])


def downgrade() -> None:
    with op.batch_alter_table("decision") as batch:
        batch.drop_index(op.f("ix_decision_written_at"))
        batch.create_index(op.f("ix_decision_at"), ["at"])
        batch.drop_column("written_at")
        batch.drop_column("because")
    op.execute("UPDATE delivery SET rolled_into = NULL")
    op.execute("UPDATE delivery SET state = 'pending' WHERE state = 'rolled'")
    with op.batch_alter_table("delivery") as batch:
        batch.drop_index(op.f("ix_delivery_rolled_into"))
        batch.drop_constraint(op.f("fk_delivery_rolled_into"), type_="foreignkey")
        batch.drop_column("rolled_into")
        batch.drop_column("wait")
        batch.drop_column("not_before")
    with op.batch_alter_table("alert") as batch:
        batch.drop_column("severity")
    with op.batch_alter_table("watch") as batch:
        batch.drop_column("muted_until")


def _always_on_sqlite() -> str:
    return "always" if op.get_bind().dialect.name == "sqlite" else "auto"
