"""The operators' manual names what exists: every command, every variable, and nothing else."""

import re

import pytest

from jingwei.ops import cli
from jingwei.ops.database import ADDRESSES
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.roles import ROLES

MANUALS = [REPOSITORY / "docs" / "for-operators" / name for name in ("README.md", "README.en.md")]
CODE = list((REPOSITORY / "jingwei").rglob("*.py"))
FROM_ENVIRONMENT = r'environ(?:\.\w+\(|\[)\s*"(JINGWEI_\w+)"'


def variables(text):
    return set(re.findall(r"JINGWEI_[A-Z0-9_]*[A-Z0-9]", text))


@pytest.mark.parametrize("manual", MANUALS, ids=lambda place: place.name)
def test_every_command_of_the_manual_can_be_typed(manual):
    named = set(re.findall(r"\./jw ([a-z][a-z-]*)", manual.read_text()))
    assert {"up", "init", "roles", "check", "migrate", "pg", "test"} <= named
    assert named <= set(cli.names())


@pytest.mark.parametrize("manual", MANUALS, ids=lambda place: place.name)
def test_every_variable_of_the_code_is_in_the_manual_and_no_other(manual):
    read = set(ADDRESSES.values()) | variables((REPOSITORY / "jw").read_text())
    for place in CODE:
        if "tests" not in place.parts:
            read |= set(re.findall(FROM_ENVIRONMENT, place.read_text()))
    assert variables(manual.read_text()) == read


@pytest.mark.parametrize("manual", MANUALS, ids=lambda place: place.name)
def test_every_role_is_explained(manual):
    assert [role for role in ROLES if role not in manual.read_text()] == []
