"""What a document costs does not grow with the archive: the bench, in short."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bench.duplicates import grow, ratios
from monitor.store.session import make_sessions

GENEROUS = 3.0  # the machine has other things to do; a scan of the table would be tenfold


@pytest.mark.slow
def test_lookup_and_insert_cost_the_same_in_a_store_ten_times_as_large(engine: Engine) -> None:
    found = ratios(list(grow(make_sessions(engine), [500, 5_000], rounds=40)))
    assert max(found.values()) <= GENEROUS
