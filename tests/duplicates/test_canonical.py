"""Addresses of one page fold to one; addresses of two pages stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.duplicates.canonical import canonical_url, same_site

PAGE = "https://example.org/news/2024/06/a-story"


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"{PAGE}/",
        f"{PAGE}#comments",
        f"{PAGE}?utm_source=x&utm_medium=y&fbclid=abc",
        f"{PAGE}/amp",
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        f"{PAGE}?outputType=amp",
        "http://example.org/news/2024/06/a-story",
        "https://EXAMPLE.org:443/news/2024/06/a-story",
        "http://www.example.org:80/news/2024/06/a-story",
        "https://m.example.org/news/2024/06/a-story",
        "https://amp.example.org/news/2024/06/a-story",
        "https://example.org/amp/news/2024/06/a-story",
        "https://example.org/news/2024/06/./x/../a-story",
        "https://www.google.com/amp/s/www.example.org/news/2024/06/a-story/amp",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/2024/06/a-story",
        f"  {PAGE}\n",
    ],
)
def test_every_dress_of_a_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == canonical_url(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/news?nid=1", "https://example.org/news?nid=2"),
        ("https://example.org/news?uid=1", "https://example.org/news"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://fa.example.org/1", "https://en.example.org/1"),
        ("https://amp.dev/1", "https://dev/1"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
        ("https://example.org/amplifier", "https://example.org/lifier"),
    ],
)
def test_addresses_that_choose_another_page_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_the_order_of_parameters_and_the_way_letters_are_escaped_mean_nothing() -> None:
    assert canonical_url("https://example.org/خبر?b=2&a=1") == canonical_url(
        "https://example.org/%D8%AE%D8%A8%D8%B1?a=1&b=2"
    )


def test_a_declared_address_on_the_same_site_is_believed() -> None:
    assert (
        canonical_url("https://m.example.org/x?id=7", "https://www.example.org/news/story")
        == "https://example.org/news/story"
    )


@pytest.mark.parametrize(
    "declared",
    [
        "https://evil.example.com/news",
        "https://example.org/",
        "javascript:alert(1)",
        "",
        "https://[",
    ],
)
def test_a_declared_address_that_cannot_be_this_page_is_not_believed(declared: str) -> None:
    assert canonical_url(PAGE, declared) == canonical_url(PAGE)


def test_two_outlets_under_one_public_suffix_are_two_sites() -> None:
    assert not same_site("https://one.co.uk/a", "https://two.co.uk/a")
    assert same_site("https://fa.one.co.uk/a", "https://one.co.uk/b")


@pytest.mark.parametrize("url", ["", "not an address", "file:///a/b", "http://", "http://[::1"])
def test_what_is_no_web_address_comes_back_as_it_was(url: str) -> None:
    assert canonical_url(url) == url


@given(st.text(max_size=60), st.text(alphabet="ab/.?&=#%amp:", max_size=40))
def test_a_canonical_address_is_its_own_canonical_address(host: str, rest: str) -> None:
    for url in (f"https://www.example.org/{rest}", f"http://{host}/{rest}"):
        once = canonical_url(url)
        assert canonical_url(once) == once
