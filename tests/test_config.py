"""Settings say which field of which file is wrong, and never show a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import load_settings
from monitor.errors import ConfigError

EMAIL = '[email]\nhost = "h"\nsender = "a@example.org"\nrecipients = ["b@example.org"]\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AXISWATCH_HOME", str(tmp_path))
    monkeypatch.delenv("AXISWATCH_DATABASE_URL", raising=False)
    return tmp_path


def write(home: Path, text: str) -> None:
    (home / "axiswatch.toml").write_text(text, "utf8")


def test_without_a_file_the_store_is_a_sqlite_file_at_home(home: Path) -> None:
    settings = load_settings()
    assert settings.url == f"sqlite:///{home.resolve() / 'axiswatch.sqlite'}"
    assert settings.archive_directory == home.resolve() / "archive"


def test_the_environment_wins_over_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'database_url = "sqlite:///file.sqlite"\n')
    monkeypatch.setenv("AXISWATCH_DATABASE_URL", "sqlite:///env.sqlite")
    assert load_settings().url == "sqlite:///env.sqlite"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[crawl\n", ["axiswatch.toml", "TOML"]),
        ("[crawl]\ndelay = -1\n", ["crawl.delay", "greater than or equal to 0", "-1"]),
        ("[crawl]\nspeed = 1\n", ["crawl.speed", "Extra inputs"]),
        ('[email]\nhost = "h"\n', ["email.sender", "email.recipients"]),
        (EMAIL + 'security = "ssl"\n', ["email.security", "starttls", "tls", "none"]),
    ],
)
def test_a_mistake_names_file_field_and_what_is_allowed(
    home: Path, text: str, words: list[str]
) -> None:
    write(home, text)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    for word in words:
        assert word in str(caught.value)


def test_a_secret_is_read_from_a_file_and_shown_nowhere(home: Path) -> None:
    secret = home / "secret"
    secret.write_text("hunter2\n", "utf8")
    write(home, EMAIL + f'password_file = "{secret}"\n')
    settings = load_settings()
    assert settings.email is not None
    assert settings.email.password is not None
    assert settings.email.password.get_secret_value() == "hunter2"
    assert "hunter2" not in repr(settings)


def test_an_error_beside_a_secret_does_not_show_it(home: Path) -> None:
    write(home, '[email]\nhost = "h"\npassword = "hunter2"\nport = 0\n')
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_the_shipped_file_is_valid_as_it_is(home: Path) -> None:
    shipped = Path(__file__).parents[1] / "monitor/catalogue/data/axiswatch.toml"
    write(home, shipped.read_text("utf8"))
    assert load_settings().email is None
