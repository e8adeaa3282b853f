"""Does the table of requirements tell the truth? What it names must exist."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
STATES = {"done", "part", "open"}
HOW_MANY = {
    "SYS": 12, "QUAL": 8, "CRED": 7, "DUAL": 6, "COMM": 10, "PARK": 8, "PROJ": 6, "NPUB": 8,
    "BNFT": 7, "ACCT": 9,
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "requirements.csv").open() as file:
        return list(csv.DictReader(file))


def test_every_requirement_stands_in_the_table_once() -> None:
    wanted = [f"{key}-{at:02d}" for key, n in HOW_MANY.items() for at in range(1, n + 1)]
    assert [row["id"] for row in rows()] == wanted


CLAIMED = [row for row in rows() if row["state"] != "open"]


@pytest.mark.parametrize("row", CLAIMED, ids=lambda row: row["id"])
def test_what_is_claimed_exists(row: dict[str, str]) -> None:
    assert row["state"] in STATES
    assert (ROOT / row["folder"]).is_dir(), row["folder"]
    for name in filter(None, row["tests"].split()):
        assert (ROOT / name).exists(), name
    if row["page"]:
        try:
            resolve(row["page"])
        except Resolver404:
            pytest.fail(f"no page {row['page']}")
    if row["state"] == "done":
        assert row["page"], "a finished requirement has a page"
        assert row["tests"], "a finished requirement has a test"
    else:
        assert row["state"] != "part" or row["note"], "say what is missing"


@pytest.mark.parametrize("row", [row for row in CLAIMED if row["api"]], ids=lambda row: row["id"])
def test_the_api_that_is_named_exists(row: dict[str, str]) -> None:
    from jingwei.api.core import api

    described: Any = api.get_openapi_schema()
    paths = [path for path in described["paths"] if path.startswith(row["api"])]
    assert paths, row["api"]
