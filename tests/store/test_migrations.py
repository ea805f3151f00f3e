"""Migrations go both ways on both databases, and the tables are what the schema says."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from monitor.errors import ConfigError, StoreError
from monitor.store import migrate
from monitor.store.schema import Base
from monitor.store.session import make_engine


def test_the_migrated_store_has_every_table_of_the_schema(engine: Engine) -> None:
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
    assert migrate.current(engine) == migrate.head()


def test_going_down_leaves_nothing_and_up_again_works(engine: Engine) -> None:
    migrate.downgrade(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    migrate.upgrade(engine)
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())


def test_alembic_check_finds_no_drift(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.scripts()))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_a_store_made_by_a_newer_version_is_refused_with_advice(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'zzzz'"))
    with pytest.raises(StoreError, match="newer axiswatch"):
        migrate.ensure(engine)


def test_a_missing_sqlite_file_is_created_by_whoever_comes_first(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new' / 'store.sqlite'}")
    migrate.ensure(engine)
    assert migrate.current(engine) == migrate.head()
    engine.dispose()


def test_an_unreachable_postgresql_says_which_setting_to_check() -> None:
    engine = make_engine("postgresql://nobody:secret@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="AXISWATCH_DATABASE_URL") as caught:
        migrate.ensure(engine)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://host/db", "no address at all"])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(ConfigError, match="postgresql"):
        make_engine(url)


def test_sqlite_runs_in_wal_with_foreign_keys(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 's.sqlite'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000
    engine.dispose()
