"""operations: when each job last worked, what fell silent, and messages about it in the outbox"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("job", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_opened_at"), "incident", ["opened_at"])
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "uq_incident_open",
        "incident",
        ["part", "subject"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    with op.batch_alter_table("delivery") as batch:
        batch.alter_column("alert_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("incident_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("phase", sa.String(8), nullable=True))
        batch.add_column(sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(
            op.f("fk_delivery_incident_id"), "incident", ["incident_id"], ["id"]
        )
        batch.create_unique_constraint(
            op.f("uq_delivery_incident_id_phase_channel"), ["incident_id", "phase", "channel"]
        )
    op.execute("DELETE FROM note WHERE key LIKE 'tick.%'")  # heartbeat has them now


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE alert_id IS NULL")
    with op.batch_alter_table("delivery") as batch:
        batch.drop_constraint(op.f("uq_delivery_incident_id_phase_channel"), type_="unique")
        batch.drop_constraint(op.f("fk_delivery_incident_id"), type_="foreignkey")
        batch.drop_column("given_up_at")
        batch.drop_column("phase")
        batch.drop_column("incident_id")
        batch.alter_column("alert_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("incident")
    op.drop_table("heartbeat")
