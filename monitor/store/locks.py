"""Advisory locks of PostgreSQL: held by a connection, and so released when its process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

# The first of PostgreSQL's two lock numbers; any will do if every axiswatch uses the same one.
SPACE = 0x61786973


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    """A connection of its own, outside of the pool: closing it gives all its locks back."""
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    connection.detach()
    try:
        yield connection
    finally:
        # The server notices a closed connection a moment late; whoever waits need not.
        connection.execute(text("SELECT pg_advisory_unlock_all()"))
        connection.close()


def try_lock(connection: Connection, number: int) -> bool:
    """Take lock `number` for as long as the connection lives; False when another has it."""
    query = text("SELECT pg_try_advisory_lock(:space, :number)")
    return bool(connection.scalar(query, {"space": SPACE, "number": number}))
