"""What a hostile page may say, checked in the message that arrived and not in our own strings."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor import escape
from monitor.alerts.email import EmailChannel
from monitor.alerts.folder import FolderChannel
from monitor.alerts.slack import SlackWebhook
from monitor.alerts.testing import sample
from monitor.alerts.view import AlertView, DocumentView, LinkView
from monitor.config import EmailSettings, SlackSettings
from monitor.domain import LinkRole, Relation
from tests.alerts.material import NOW
from tests.alerts.servers import Hook, Loopback, Mailbox, parse

EVIL = (
    "all clear\r\nBcc: mole@evil.example\r\n\r\nnew =?utf-8?q?_a=0D=0ABcc:_mole@evil.example?= "
    "body <!channel> <@U123> <https://evil.example|here> "
    "@everyone *bold* _it_ ~no~ `code` :skull: <script>alert(1)</script> & \x1b[2J\x00 "
    "\u202eesrever\u202c \x85next"
)


def hostile() -> AlertView:
    """The sample with hostile words in every place that a page fills."""
    view = sample(NOW)
    document = DocumentView(
        3, EVIL, EVIL, "javascript:alert(1)//\r\nX: y", NOW, Relation.COPY, copy_of=EVIL
    )
    linked = replace(
        document, url="https://evil.example/a|b>c\" onload=\"x<!channel>?q='1'&r=\r\n2"
    )
    statement = replace(
        view.statement,
        content=EVIL,
        origin=EVIL,
        party=EVIL,
        chain=(LinkView(EVIL, LinkRole.OUTLET, EVIL),),
        actors=(EVIL, EVIL),
        agents=(EVIL,),
        targets=(EVIL + "2",),
        document=document,
    )
    evidence = replace(view.evidence, before=EVIL, marked=EVIL, after=EVIL, warc_file=EVIL)
    return replace(
        view,
        watch=EVIL,
        reason=EVIL,
        statement=statement,
        documents=(document, linked),
        outlets=(EVIL,),
        origins=(EVIL,),
        denied_by=(EVIL,),
        evidence=evidence,
    )


@pytest.fixture
def mailed(smtp: Loopback, mailbox: Mailbox) -> bytes:
    settings = EmailSettings(
        host="127.0.0.1",
        port=smtp.port,
        security="none",
        sender="watch@desk.example",
        recipients=["ann@desk.example"],
    )
    EmailChannel(settings).send(hostile())
    [(recipients, raw)] = mailbox.received
    assert recipients == ["ann@desk.example"]
    return raw


@pytest.fixture
def posted(hook: Hook) -> str:
    SlackWebhook(SlackSettings(webhook_url=SecretStr(hook.url))).send(hostile())
    return json.dumps(hook.payloads[0], ensure_ascii=False)


def test_no_fetched_word_becomes_a_header(mailed: bytes) -> None:
    message = parse(mailed)
    assert message["Bcc"] is None
    assert message["X"] is None
    assert len(message.get_all("Subject", [])) == 1
    assert "\n" not in message["Subject"]
    assert "Bcc: mole@evil.example" in message["Subject"]  # as words, on the one line
    assert message.get_content_type() == "multipart/alternative"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_no_fetched_word_becomes_markup_in_the_mail(mailed: bytes) -> None:
    part = parse(mailed).get_body(("html",))
    assert part is not None
    seen = _Tags()
    seen.feed(part.get_content())
    assert "script" not in seen.tags
    assert not {name for name in seen.attributes if name.startswith("on")}
    assert seen.links
    assert all(link.startswith("https://evil.example/") for link in seen.links)


def test_no_control_or_override_reaches_either_part_of_the_mail(mailed: bytes) -> None:
    message = parse(mailed)
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        assert part is not None
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", part.get_content().replace("\r\n", "\n")
        )


def test_no_mention_link_or_formatting_survives_on_the_way_to_slack(posted: str) -> None:
    for raw in ("<!channel>", "<!", "<@", "<script", "|here>", "*bold*", "_it_", "~no~", ":skull:"):
        assert raw not in posted
    assert "&lt;!channel&gt;" in posted
    links = re.findall(r"<([^|>]*)\|", posted)
    assert links
    assert all(link.startswith("https://evil.example/a%7Cb%3Ec") for link in links)


def test_every_slack_text_is_verbatim_and_within_the_limits(hook: Hook) -> None:
    view = hostile()
    long = replace(
        view,
        reason="& " * 9000,
        statement=replace(view.statement, content="<>&" * 9000),
        documents=view.documents * 200,
    )
    SlackWebhook(SlackSettings(webhook_url=SecretStr(hook.url))).send(long)
    payload = hook.payloads[0]
    assert len(payload["blocks"]) <= 50
    assert len(payload["text"]) <= 4000
    for block in payload["blocks"]:
        texts = block["elements"] if block["type"] == "context" else [block["text"]]
        assert len(texts) <= 10
        for text in texts:
            assert text["type"] == "mrkdwn"
            assert text["verbatim"] is True
            assert 0 < len(text["text"]) <= 3000


def test_the_folder_holds_the_same_safe_message(tmp_path: Path) -> None:
    FolderChannel(tmp_path / "box").send(hostile())
    files = sorted(path.name for path in (tmp_path / "box").iterdir())
    assert files == ["test-new.eml", "test-new.slack.json"]
    message = parse((tmp_path / "box" / "test-new.eml").read_bytes())
    assert message["Bcc"] is None
    json.loads((tmp_path / "box" / "test-new.slack.json").read_text("utf8"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "＝", "\r\n="])
def test_no_cell_starts_a_formula(start: str) -> None:
    cell = escape.csv_cell(f"{start}HYPERLINK(1)")
    assert cell.startswith("'")
    assert escape.csv_cell("Kabul, 3 = 3") == "Kabul, 3 = 3"


def test_a_terminal_is_shown_controls_and_obeys_none() -> None:
    shown = escape.terminal("a\x1b]0;title\x07b\x9b2J\r\nc\x7f\u202e")
    assert shown == "a\u241b]0;title\u2407b\ufffd2J\u240d\nc\u2421\ufffd"


def test_an_isolate_stays_only_where_it_is_closed() -> None:
    ours = escape.isolate("خبرگزاری")
    assert escape.one_line(f"a {ours} b") == f"a {ours} b"
    assert escape.isolate(ours) == ours
    for open_ in ("\u2068a", "a\u2069", "\u2069a\u2068", "\u2068a\nb\u2069", "\u2067a\u2069"):
        assert not set(escape.plain(open_)) & set("\u2066\u2067\u2068\u2069")


def test_joiners_that_belong_to_persian_spelling_stay() -> None:
    assert escape.one_line("می\u200cرود") == "می\u200cرود"
