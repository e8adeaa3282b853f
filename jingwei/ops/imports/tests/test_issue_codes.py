"""The table of codes is complete, used, and speaks as the house speaks."""

import re
from pathlib import Path

import pytest

from jingwei.ops import imports
from jingwei.ops.imports.issue_codes import CODES, Severity

SOURCES = [
    path
    for path in Path(imports.__file__).parent.rglob("*.py")
    if "tests" not in path.parts and path.name != "issue_codes.py"
]
FAMILIES = "|".join(sorted({code.split(".")[0] for code in CODES}))
SEALED_COLUMNS = {"person.id_number"}
"""Written the same way, and no codes."""
NAMED = re.compile(rf'"((?:{FAMILIES})\.[a-z_0-9]+)"')


def test_every_code_that_is_said_stands_in_the_table():
    own = [
        p
        for p in SOURCES
        if {"cells", "rules", "reading"} & set(p.parts) or p.parent.name == "imports"
    ]
    said = {code for path in own for code in NAMED.findall(path.read_text())}
    files = {code for code in said if re.search(r"\.(xlsx|csv|py|xml)$", code)}
    assert said - set(CODES) - files - SEALED_COLUMNS == set()


def test_every_code_of_the_table_is_said_somewhere():
    text = "\n".join(path.read_text() for path in SOURCES)
    assert [code for code in CODES if code not in text] == []


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_sentence_says_what_is_so_and_what_to_do(code):
    assert len(code.sentence) <= 40
    assert code.sentence.endswith("。")
    assert not re.search(r"非法|失败|错误！|invalid|error|无效", code.sentence)
    if code.severity in (Severity.FILE, Severity.ERROR):
        assert re.search(r"请|不用", code.sentence)
