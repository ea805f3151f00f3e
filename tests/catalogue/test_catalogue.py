"""Finding entries: by address, by name, and who stands behind whom."""

from __future__ import annotations

import pytest

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Alias, Source
from monitor.catalogue.watch import Watch

GAZETTE = Source(
    slug="gazette", name="Evening Gazette", aliases=("الجريدة",), domains=("gazette.example",)
)
GAZETTE_FA = Source(
    slug="gazette-fa", name="Evening Gazette (Persian)", domains=("gazette.example/fa",)
)
ARABIC = Source(slug="echo-ar", name="The Echo", domains=("ar.echo.example",))
STATE = Actor(id="state", name="Statia", kind="state", aliases=(Alias(text="Statian Republic"),))
ARMY = Actor(id="army", name="Army of Statia", kind="organisation", member_of=("state",))
ENVOY = Actor(
    id="envoy",
    name="Jan Envoy",
    kind="person",
    speaks_for="ministry",
    aliases=(Alias(text="Envoy", surname=True),),
)
MINISTRY = Actor(id="ministry", name="Ministry", kind="government", speaks_for="state")
CATALOGUE = Catalogue.build([GAZETTE, GAZETTE_FA, ARABIC], [STATE, ARMY, ENVOY, MINISTRY])


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://gazette.example/2024/06/story", "gazette"),
        ("https://www.gazette.example", "gazette"),
        ("https://news.gazette.example/x", "gazette"),
        ("https://gazette.example/fa/story", "gazette-fa"),
        ("https://gazette.example/fa", "gazette-fa"),
        ("https://gazette.example/family/story", "gazette"),
        ("https://ar.echo.example:8443/", "echo-ar"),
        ("https://echo.example/", None),
        ("https://notgazette.example/", None),
        ("https://gazette.example.evil.test/", None),
        ("not a url", None),
    ],
)
def test_an_address_belongs_to_the_longest_domain_that_fits(url: str, slug: str | None) -> None:
    found = CATALOGUE.source_for_url(url)
    assert (found.slug if found else None) == slug


@pytest.mark.parametrize(
    "name",
    [
        "gazette",
        "Evening Gazette",
        "evening-gazette",
        "the Evening Gazette",
        "Evening Gazette newspaper",
        "The Evening Gazette Daily",
        "الجريدة",
        "الجریده",
    ],
)
def test_an_outlet_is_found_however_it_is_spelled(name: str) -> None:
    found = CATALOGUE.source_named(name)
    assert found is not None
    assert found.slug == "gazette"


def test_an_unknown_outlet_is_none() -> None:
    assert CATALOGUE.source_named("Morning Gazette") is None


def test_an_actor_is_found_by_id_name_and_plain_alias_but_not_by_surname() -> None:
    for name in ("state", "STATIA", "Statian Republic"):
        assert CATALOGUE.actor_named(name) == STATE
    assert CATALOGUE.actor_named("Jan Envoy") == ENVOY
    assert CATALOGUE.actor_named("Somebody") is None


def test_bodies_are_followed_to_the_top() -> None:
    assert CATALOGUE.bodies("envoy") == {"envoy", "ministry", "state"}
    assert CATALOGUE.bodies("army") == {"army", "state"}
    assert CATALOGUE.bodies("unknown") == {"unknown"}


def test_the_party_is_whom_one_speaks_for_and_not_what_one_is_a_member_of() -> None:
    assert CATALOGUE.party_of("envoy") == "state"
    assert CATALOGUE.party_of("army") == "army"


def test_names_of_ids_the_catalogue_does_not_have_stay_ids() -> None:
    assert CATALOGUE.names(["state", "gone"]) == ("Statia", "gone")


@pytest.mark.parametrize(
    ("watches", "watched"),
    [
        ([Watch(name="w", actors_all=("state",))], {"state", "army", "envoy", "ministry"}),
        ([Watch(name="w", actors_any=("Army of Statia",))], {"army"}),
        ([Watch(name="w", actors_all=("army",), enabled=False)], set()),
        ([Watch(name="w", actors_none=("army",))], {"state", "army", "envoy", "ministry"}),
    ],
)
def test_whoever_stands_behind_a_watched_actor_is_watched(
    watches: list[Watch], watched: set[str]
) -> None:
    catalogue = Catalogue.build([], [STATE, ARMY, ENVOY, MINISTRY], watches)
    assert catalogue.watched() == watched
