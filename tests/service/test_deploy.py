"""The units are what systemd accepts, call commands that exist, and document every setting."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel
from typer.main import get_command

from monitor.config import Settings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))


class Unit(configparser.RawConfigParser):
    """systemd's file format: keys keep their case and may be given more than once."""

    def __init__(self) -> None:
        super().__init__(strict=False, interpolation=None, comment_prefixes=("#", ";"))

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def unit(name: str) -> Unit:
    parser = Unit()
    parser.read(DEPLOY / name, "utf8")
    return parser


def commands() -> set[str]:
    from monitor.cli.main import app

    return set(get_command(app).commands)  # type: ignore[attr-defined]


def variables(model: type[BaseModel], prefix: str = "AXISWATCH_") -> set[str]:
    """The environment variable of every field, sections included."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        section = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
        key = f"{prefix}{name.upper()}"
        names |= variables(section, f"{key}__") if section else {key}
    return names


def test_systemd_accepts_every_unit() -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("needs systemd-analyze, of the package systemd, which is not installed")
    paths = [str(DEPLOY / name) for name in UNITS]
    verdict = subprocess.run([tool, "verify", *paths], capture_output=True, text=True, check=False)
    assert (verdict.returncode, verdict.stdout + verdict.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("axiswatch.service", "run"),
        ("axiswatch-once.service", "once"),
        ("axiswatch-status.service", "status --notify"),
    ],
)
def test_a_service_starts_a_command_that_exists(name: str, command: str) -> None:
    service = unit(name)["Service"]
    assert service["ExecStart"] == f"/usr/bin/env axiswatch {command}"
    name_of_it, *_ = command.split()
    assert name_of_it in commands()


@pytest.mark.parametrize("name", ["axiswatch-once", "axiswatch-status"])
def test_a_timer_starts_the_unit_of_its_name(name: str) -> None:
    timer = unit(f"{name}.timer")
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert unit(f"{name}.service")["Service"]["Type"] == "oneshot"


def test_all_services_are_hardened_alike() -> None:
    keys = ("NoNewPrivileges", "ProtectSystem", "CapabilityBoundingSet", "SystemCallFilter", "User")
    services = [unit(name)["Service"] for name in UNITS if name.endswith(".service")]
    assert len(services) == 3
    assert len({tuple(service[key] for key in keys) for service in services}) == 1
    assert services[0]["NoNewPrivileges"] == "yes"


def test_the_cron_lines_have_a_schedule_a_user_and_a_command_that_exists() -> None:
    lines = (DEPLOY / "axiswatch.cron").read_text("utf8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#") and "* *" in line]
    assert len(lines) == 2
    for line, called in zip(lines, ("once", "status --notify"), strict=True):
        *schedule, user, command = line.split(maxsplit=6)
        assert (len(schedule), user) == (5, "axiswatch")
        assert f"/opt/axiswatch/bin/axiswatch {called} >>" in command
        assert "%" not in command  # cron reads it as the end of the line


def test_the_commands_that_the_manual_calls_exist() -> None:
    manual = (DEPLOY / "README.md").read_text("utf8")
    called = set(re.findall(r"bin/axiswatch ([a-z]+)", manual))
    assert {"init", "alerts"} <= called <= commands()


def test_every_setting_is_documented_once_and_no_other() -> None:
    text = (DEPLOY / "env.example").read_text("utf8")
    listed = re.findall(r"^#?(AXISWATCH_[A-Z_]+)=", text, re.MULTILINE)
    assert sorted(listed) == sorted(variables(Settings))


def switched_on(names: str, *, but: str = "nothing") -> str:
    """The example with the variables that match `names` switched on, as somebody edits it."""
    lines = (DEPLOY / "env.example").read_text("utf8").splitlines()
    variable = re.compile(rf"#(?!AXISWATCH_(?:{but})=)AXISWATCH_(?:{names})")
    return "\n".join(line[1:] if variable.match(line) else line for line in lines) + "\n"


def as_settings(text: str, directory: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What the settings are when a shell has read `text`, as cron's does."""
    (directory / "env").write_text(text)
    shell = subprocess.run(
        ["/bin/sh", "-c", f"set -a; . {directory}/env; env"],
        capture_output=True,
        text=True,
        check=True,
        env={},
    )
    for line in shell.stdout.splitlines():
        name, _, value = line.partition("=")
        if name.startswith("AXISWATCH_"):
            monkeypatch.setenv(name, value)
    return Settings()


def test_the_values_shown_as_defaults_are_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = switched_on("(CRAWL|DELIVERY|SERVICE)__", but="CRAWL__CONTACT")
    assert len(re.findall(r"^AXISWATCH_", text, re.MULTILINE)) > 15
    default = Settings()
    assert as_settings(text, tmp_path, monkeypatch) == default


def test_the_example_is_read_by_a_shell_and_by_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every line that can stand beside the others switched on."""
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    text = switched_on("", but=r"\w+(?:PASSWORD|SECRET|_URL|__URL|WEBHOOK_URL_FILE|TOKEN)")
    text = re.sub(r"(_FILE=).*", rf"\1{secret}", text)
    settings = as_settings(text, tmp_path, monkeypatch)
    assert settings.email is not None
    assert settings.email.recipients == ["desk@example.org"]
    assert settings.email.password is not None
    assert settings.email.password.get_secret_value() == "s3cret"
    assert settings.slack is not None
    assert settings.slack.channel == "C0123456789"
    assert settings.webhook is not None
    assert settings.crawl.contact == "you@example.org"
