"""The reading pool: ready workers that never outlive their parent."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from monitor import analysis
from monitor.analysis import RawPage
from monitor.catalogue.load import load_catalogue
from monitor.config import Settings
from monitor.demo.newsroom import Newsroom
from monitor.demo.site import render_site
from monitor.service.executor import open_pool
from tests.service.conftest import alive, wait_until_gone

PARENT = """
import os, time
from monitor.catalogue.load import load_catalogue
from monitor.config import Settings
from monitor.service.executor import open_pool
if __name__ == "__main__":
    pool = open_pool(load_catalogue(()), Settings().pipeline, workers=1)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def test_no_workers_means_no_pool() -> None:
    assert open_pool(load_catalogue(()), Settings().pipeline, workers=0) is None


def test_a_worker_says_of_a_page_what_this_process_says() -> None:
    catalogue, pipeline = load_catalogue(()), Settings().pipeline
    with Newsroom((0, 0, 0, 0)) as newsroom:
        outlet = newsroom.material.outlets[0]
        story = newsroom.material.of(outlet)[-1]
        body = render_site(outlet, newsroom.material, newsroom.addresses)[story.path].body
        url = newsroom.addresses[outlet.slug] + story.path
    page = RawPage(url, body, "text/html", datetime(2024, 6, 22, tzinfo=UTC), outlet.slug)
    pool = open_pool(catalogue, pipeline, workers=1)
    assert pool is not None
    with pool:
        (there,) = pool.map(analysis.analyse, [page])
    analysis.initialise(catalogue, pipeline)
    assert there == analysis.analyse(page)
    assert there.statements


def test_a_worker_dies_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        assert alive(worker)
        process.kill()
        process.wait()
        wait_until_gone(worker)
