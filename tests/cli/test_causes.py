"""A cycle in which many sources fail says why in a few lines."""

from __future__ import annotations

from monitor.cli.causes import by_cause, summary

DNS = "the host {} cannot be found (DNS): is the address right?"


def failed(number: int, error: str, *, source: str | None = None) -> dict[str, str | None]:
    host = f"s{number}.example"
    return {
        "source": source or f"s{number}",
        "url": f"https://{host}/feed",
        "error": error.format(host),
    }


def test_a_machine_without_network_says_so_in_two_lines() -> None:
    causes = by_cause(failed(n, DNS) for n in range(98))
    assert summary(causes, everything=True) == [
        "98 sources: the host … cannot be found (DNS): is the address right? "
        "(s0, s1, s2 and 95 more)",
        "Not one of them could be reached: is this machine online?",
    ]
    assert len(summary(causes, everything=False)) == 1


def test_causes_are_told_apart_and_the_most_frequent_comes_first() -> None:
    gone = "there is nothing at this address (404)"
    causes = by_cause(
        [
            failed(1, gone),
            failed(2, DNS),
            failed(3, f"not asked for: earlier in this run {DNS}"),
            failed(4, "a page stands there; it names https://s4.example/x, which is read"),
        ]
    )
    assert summary(causes, everything=True) == [
        "2 sources: the host … cannot be found (DNS): is the address right? (s2, s3)",
        "s4: a page stands there; it names …, which is read (https://s4.example/feed)",
        "s1: there is nothing at this address (404) (https://s1.example/feed)",
    ]


def test_pages_of_one_source_are_one_line() -> None:
    pages = [{**failed(n, "the server failed (500)"), "source": "gazette"} for n in range(9)]
    (line,) = summary(by_cause(pages), everything=False)
    assert line == "gazette, 9 addresses: the server failed (500)"


def test_nothing_failed_is_nothing_said() -> None:
    assert summary(by_cause([]), everything=True) == []
    stranger = {"source": None, "url": "https://x.example/a", "error": "no answer"}
    assert summary(by_cause([stranger]), everything=False) == [
        "x.example: no answer (https://x.example/a)"
    ]
