"""Which rules hold for every file of the repository?"""

import json
import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import conftest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 400
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".mjs", ".sh", ".sql"}
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js",
    "npm" + "mirror",
    "://regis" + "try",
]
MACHINES = [
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "/" + "Users/",
    ".pyenv/versions/3.13." + "0",
]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error"]


@cache
def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    places = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [place for place in places if place.is_file()]


@cache
def text(place: Path) -> str:
    content = place.read_bytes()
    return "" if b"\0" in content else content.decode()


def places_with(words: list[str], places: list[Path]) -> list[str]:
    return [
        f"{place.relative_to(ROOT)}:{number}: {word}"
        for place in places
        for number, line in enumerate(text(place).splitlines(), 1)
        for word in words
        if word in line.replace("jingwei/work/", "")  # a folder of the product
    ]


def test_no_file_holds_the_address_of_a_registry():
    assert places_with(REGISTRIES, tracked()) == []


def test_no_file_holds_a_path_of_somebodys_machine():
    assert places_with(MACHINES, tracked()) == []


def test_nothing_is_left_for_later_in_the_code():
    code = [place for place in tracked() if place.suffix in WRITTEN_BY_HAND]
    assert places_with(UNFINISHED, code) == []


def test_no_file_is_longer_than_a_reader_can_hold_in_mind():
    long = {
        str(place.relative_to(ROOT)): count
        for place in tracked()
        if place.suffix in WRITTEN_BY_HAND and "migrations" not in place.parts
        if (count := len(text(place).splitlines())) > LIMIT
    }
    assert long == {}


def test_every_module_begins_with_what_it_answers():
    silent = [
        str(place.relative_to(ROOT))
        for place in tracked()
        if place.suffix == ".py" and "migrations" not in place.parts
        if (code := text(place).strip()) and not code.startswith(('"""', 'r"""', "#!"))
    ]
    assert silent == []


def test_the_only_lock_files_are_those_without_addresses():
    names = {place.name for place in tracked()}
    assert not names & {"uv.lock", "pylock.toml", "poetry.lock", "yarn.lock", "pnpm-lock.yaml"}
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text, "leave out resolved and funding"
    packages = json.loads(text)["packages"]
    assert [name for name, said in packages.items() if "resolved" in said] == []
    assert [name for name, said in packages.items() if name and "integrity" not in said] == []


def pinned(name: str) -> dict[str, str]:
    """Package and version of each line, after checking that each has a hash."""
    found = {}
    for block in re.split(r"\n(?=\S)", (ROOT / name).read_text()):
        if block.strip():
            head = re.match(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;]+)", block)
            assert head, block.splitlines()[0]
            assert "--hash=sha256:" in block, block.splitlines()[0]
            found[f"{head[1]}{block.partition(';')[2].partition(chr(10))[0]}"] = head[2]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "requirements.txt",
        "requirements-test.txt",
        "requirements-node.txt",
        "requirements-peers.txt",
    ],
)
def test_every_package_is_pinned_with_its_hash(name):
    assert pinned(name)


def test_the_tests_run_with_the_packages_that_serve():
    serving, testing = pinned("requirements.txt"), pinned("requirements-test.txt")
    assert {name: testing.get(name) for name in serving} == serving


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text().partition("[tool.")[0].splitlines()
    unexplained = [
        line.strip()
        for above, line in pairwise(lines)
        if re.match(r'    "[a-z]', line) and not above.strip().startswith("# ")
    ]
    assert unexplained == []


def test_no_two_decisions_have_one_number():
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [path.name.partition("-")[0] for path in files]
    assert numbers == [f"{at:04}" for at in range(1, len(files) + 1)]
    titles = [path.read_text().splitlines()[0] for path in files]
    assert [title.split()[1] for title in titles] == numbers


def test_what_takes_long_is_where_the_order_of_the_tests_looks_for_it():
    assert [place for place in conftest.LONG if not (ROOT / place).exists()] == []
