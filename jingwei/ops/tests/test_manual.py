"""The operators' manual names what exists: every command, every variable, and nothing else."""

import ast
import re

import pytest

from jingwei.ops import cli
from jingwei.ops.database import ADDRESSES
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.roles import ROLES

MANUALS = [REPOSITORY / "docs" / "for-operators" / name for name in ("README.md", "README.en.md")]
OF_COMMANDS = [one.with_name(one.name.replace("README", "commands")) for one in MANUALS]
CODE = list((REPOSITORY / "jingwei").rglob("*.py"))
FROM_ENVIRONMENT = r'environ(?:\.\w+\(|\[)\s*"(JINGWEI_\w+)"'


def variables(text):
    return set(re.findall(r"JINGWEI_[A-Z0-9_]*[A-Z0-9]", text))


@pytest.mark.parametrize("manual", MANUALS, ids=lambda place: place.name)
def test_every_command_of_the_manual_can_be_typed(manual):
    named = set(re.findall(r"\./jw ([a-z][a-z-]*)", manual.read_text()))
    assert {"up", "init", "roles", "check", "migrate", "pg", "test"} <= named
    assert named <= set(cli.names())


@pytest.mark.parametrize("manual", OF_COMMANDS, ids=lambda place: place.name)
def test_every_command_says_what_programs_read_and_every_code_is_explained(manual):
    text = manual.read_text()
    rows = set(re.findall(r"^\| (`.*?) \|", text, re.MULTILINE))
    told = {word for row in rows for word in re.findall(r"`([a-z-]+)[^`]*`", row)}
    assert set(cli.names()) <= told
    codes = {code for row in rows for code in re.findall(r"`([a-z]+\.[a-z_]+)`", row)}
    given = set()
    for place in CODE:
        if "tests" not in place.parts and "ops" in place.parts and "Stopped(" in place.read_text():
            given |= refusals(place)
    assert codes == given | {"database.lost", "port.taken", "port.unusable"}


def refusals(place):
    """The codes of its `Stopped`, but those that say no more than the sentence."""
    calls = [one for one in ast.walk(ast.parse(place.read_text())) if isinstance(one, ast.Call)]
    stopped = [one for one in calls if getattr(one.func, "id", "") == "Stopped"]
    codes = [one.args[1] for one in stopped if len(one.args) > 1]
    words = {one.value for one in codes if isinstance(one, ast.Constant)}
    return {word for word in words if isinstance(word, str) and "." in word}


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
