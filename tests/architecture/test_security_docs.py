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
