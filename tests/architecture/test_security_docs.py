"""Do the security pages name tests that exist?"""

import csv
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_threat_table_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "security" / "README.md").read_text()
    named = set(re.findall(r"`((?:jingwei|tests)/[\w/.]+)`", text))
    assert len(named) >= 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_threat_has_a_row() -> None:
    text = (ROOT / "docs" / "security" / "README.md").read_text()
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| T")]
    said = {int(number) for row in rows for number in re.findall(r"T(\d+)", row)}
    assert said == set(range(1, 31))


def items() -> list[dict[str, str]]:
    with (ROOT / "docs" / "security" / "asvs.csv").open() as file:
        return list(csv.DictReader(file))


def test_a_done_item_names_evidence_that_exists() -> None:
    done = [row for row in items() if row["status"] == "done"]
    assert len(done) > 80
    assert [row for row in done if not (ROOT / row["evidence"]).exists()] == []


def test_every_other_item_says_why_not() -> None:
    """``open`` is ours to do, ``operator`` stands before us, ``na``: there is no such thing."""
    others = [row for row in items() if row["status"] != "done"]
    assert {row["status"] for row in others} == {"open", "operator", "na"}
    assert [row["id"] for row in others if not row["note"]] == []


def test_every_item_has_one_row() -> None:
    ids = [tuple(map(int, row["id"].split("."))) for row in items()]
    assert ids == sorted(set(ids))


LEVEL_ONE = """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1
3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5
6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2
8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1
12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
"""


def test_every_item_of_level_one_has_its_row() -> None:
    """The numbers of ASVS 5.0.0."""
    assert {row["id"] for row in items() if row["level"] == "1"} == set(LEVEL_ONE.split())
