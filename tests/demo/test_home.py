"""The demo's home is an ordinary home, and it never touches one that is not its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.load import load_catalogue
from monitor.config import load_settings
from monitor.demo.home import remembered_ports, write_home
from monitor.demo.material import load_material
from monitor.demo.newsroom import Newsroom
from monitor.errors import InputError


def test_the_home_polls_the_newsroom_and_nobody_else(tmp_path: Path) -> None:
    with Newsroom((0, 0, 0, 0)) as newsroom:
        write_home(tmp_path, newsroom)
        feeds = set(newsroom.feeds.values())
    catalogue = load_catalogue([tmp_path])
    assert {feed.url for source in catalogue.sources.values() for feed in source.feeds} == feeds
    assert catalogue.source_named("Al-Akhbar") is not None
    assert catalogue.source_named("Army Radio") is not None
    assert catalogue.watches


def test_the_cited_outlets_keep_what_is_known_of_them(tmp_path: Path) -> None:
    with Newsroom((0, 0, 0, 0)) as newsroom:
        write_home(tmp_path, newsroom)
    shipped, written = load_catalogue(()).sources, load_catalogue([tmp_path]).sources
    cited = newsroom.material.cited
    assert set(written) == {outlet.slug for outlet in newsroom.material.outlets} | set(cited)
    for slug in cited:
        assert written[slug] == shipped[slug].model_copy(update={"feeds": ()})


def test_every_outlet_that_an_article_names_is_among_the_cited() -> None:
    """Found with the whole catalogue, as a real home would have it."""
    material, catalogue = load_material(), load_catalogue(())
    matcher = ActorMatcher(catalogue)
    named = {
        mention.source
        for story in material.stories
        for mention in matcher.find("\n".join(story.paragraphs), on=story.published.date())
        if mention.source and not mention.vetoed
    }
    assert named == set(material.cited)


def test_the_settings_allow_the_loopback_address_and_name_the_folder(tmp_path: Path) -> None:
    with Newsroom((0, 0, 0, 0)) as newsroom:
        write_home(tmp_path, newsroom)
        ports = newsroom.ports
    settings = load_settings({"AXISWATCH_HOME": str(tmp_path)})
    assert settings.crawl.allow_private
    assert settings.folder is not None
    assert settings.folder.directory == tmp_path / "alerts"
    assert remembered_ports(tmp_path) == ports


def test_a_watch_that_the_user_edited_is_kept(tmp_path: Path) -> None:
    with Newsroom((0, 0, 0, 0)) as newsroom:
        write_home(tmp_path, newsroom)
        (tmp_path / "watches.toml").write_text('[[watch]]\nname = "mine"\n')
        write_home(tmp_path, newsroom)
    assert [watch.name for watch in load_catalogue([tmp_path]).watches] == ["mine"]


def test_a_home_that_is_not_the_demos_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "axiswatch.toml").write_text("[crawl]\ndelay = 5\n")
    with (
        Newsroom((0, 0, 0, 0)) as newsroom,
        pytest.raises(InputError, match="name another directory"),
    ):
        write_home(tmp_path, newsroom)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["axiswatch.toml"]


@pytest.mark.parametrize("content", ["{", '"no"', "[1, 0]", "[]x"])
def test_a_broken_list_of_ports_says_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / "newsroom.json").write_text(content)
    with pytest.raises(InputError, match=r"newsroom\.json.*delete the directory"):
        remembered_ports(tmp_path)
