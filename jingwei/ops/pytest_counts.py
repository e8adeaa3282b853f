"""What did the tests come to? Written into a file for `./jw test --json`."""

import json
from pathlib import Path
from typing import Any, Final

COUNTED: Final = {
    "passed": "passed", "failed": "failed", "broken": "error", "skipped": "skipped",
    "deselected": "deselected",
}  # fmt: skip
"""Our words and pytest's; ``broken`` could not even be set up or put away."""


def pytest_addoption(parser: Any) -> None:
    parser.addoption("--counts-into", metavar="FILE", help="write what the tests came to as JSON")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    place = terminalreporter.config.getoption("--counts-into")
    if not place:
        return
    stats = terminalreporter.stats
    told: dict[str, Any] = {ours: len(stats.get(its, [])) for ours, its in COUNTED.items()}
    told["failures"] = [one.nodeid for its in ("failed", "error") for one in stats.get(its, [])]
    Path(place).write_text(json.dumps(told))
