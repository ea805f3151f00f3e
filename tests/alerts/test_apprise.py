"""Apprise, where it is installed; what is said where it is not."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

import pytest
from pydantic import SecretStr

from monitor.alerts.apprise import AppriseChannel
from monitor.alerts.testing import sample
from monitor.config import AppriseSettings
from monitor.errors import ChannelDownError, ConfigError, PartialDeliveryError
from tests.alerts.material import NOW
from tests.alerts.servers import Answer, Hook

# Apprise itself imports a module that Python 3.13 drops.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

VIEW = sample(NOW)
INSTALLED = importlib.util.find_spec("apprise") is not None
installed = pytest.mark.skipif(not INSTALLED, reason="needs the extra 'apprise'")


def channel(*urls: str) -> AppriseChannel:
    return AppriseChannel(AppriseSettings(urls=[SecretStr(url) for url in urls]))


@pytest.mark.skipif(INSTALLED, reason="apprise is installed")
def test_without_the_library_the_settings_say_what_to_install() -> None:
    with pytest.raises(ConfigError, match="extra 'apprise'"):
        channel("json://127.0.0.1")


@installed
def test_an_address_gets_subject_and_text(hook: Hook) -> None:
    assert channel(hook.url.replace("http", "json")).send(VIEW) == "taken by 1"
    [body] = hook.payloads
    assert body["title"].startswith("[TEST] New")
    assert VIEW.statement.content in " ".join(body["message"].split())


@installed
def test_only_the_address_that_failed_gets_it_again(hook: Hook) -> None:
    both = channel(hook.url.replace("http", "json"), hook.url.replace("http", "json") + "/b")
    hook.answers = [Answer(), Answer(500), Answer()]
    with pytest.raises(PartialDeliveryError, match="address number 2") as caught:
        both.send(VIEW)
    assert both.send(replace(VIEW, acknowledged=caught.value.receipt)) == "taken by 1, 2"
    assert [path for _m, path, _h, _b in hook.requests] == ["/", "/b", "/b"]


@installed
def test_a_failure_is_temporary_and_an_unknown_address_a_mistake(hook: Hook) -> None:
    hook.answers = [Answer(500)]
    with pytest.raises(ChannelDownError, match="address number 1"):
        channel(hook.url.replace("http", "json")).send(VIEW)
    with pytest.raises(ConfigError, match="number 1") as caught:
        channel("carrier-pigeon://s3cr3t")
    assert "s3cr3t" not in str(caught.value)
