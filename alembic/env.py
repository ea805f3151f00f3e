"""Migrations run on the connection the store hands over, or on the configured database."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from monitor.config import load_settings
from monitor.store.schema import Base, UTCDateTime
from monitor.store.session import make_engine


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Our column type is plain DDL in a migration, so that old ones outlive the code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(load_settings().url).begin() as own:
        run(own)
