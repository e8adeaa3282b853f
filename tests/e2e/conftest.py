"""The real program, and a real browser to look at it with."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.e2e.program import Program, running

# As long as a page is given to load: a busy machine is slow and not wrong.
expect.set_options(timeout=30_000)

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run", "--disable-quic",
]  # fmt: skip


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Where a program of its own may lie: short, for the path of a socket has a limit."""
    with tempfile.TemporaryDirectory(prefix="jw-e2e-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "data"


@pytest.fixture(scope="module")
def city(data: Path, demo_folder: Path) -> Iterator[Program]:
    """The small demo city."""
    shutil.copytree(demo_folder, data)
    with running(data) as program:
        yield program


@pytest.fixture(scope="module")
def empty(data: Path) -> Iterator[Program]:
    """An installation in which nothing was founded yet."""
    with running(data, "--no-demo") as program:
        yield program


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Any) -> Iterator[Callable[..., Page]]:
    """``browse(program)``: a new window; faults of scripts and of the policy fail the test."""
    contexts, complaints = [], list[str]()

    def opened(program: Program, **more: Any) -> Page:
        width, height = more.pop("size", (1440, 900))
        context = chromium.new_context(
            base_url=program.address, viewport={"width": width, "height": height},
            locale="zh-CN", timezone_id="Asia/Shanghai", **more,
        )  # fmt: skip
        context.set_default_timeout(30_000)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Policy" in line.text else None
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
