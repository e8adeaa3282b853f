"""Is everything that may hinder an undo said in both languages, at once and by a worker?"""

import json
import re
from itertools import chain

import pytest
from django.utils import translation
from django.utils.translation import gettext

from jingwei.ops import words
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.queries import problem_of
from jingwei.ops.imports.writing import community_undoing
from jingwei.ops.imports.writing.standing import CHANGED, in_the_way
from jingwei.ops.imports.writing.undoing import IN_THE_WAY
from jingwei.shell.words import sentence

_TABLES = (IN_THE_WAY, community_undoing._USED, community_undoing._SAID_OF)
WORDS = sorted({said for _, _, said in chain(*(chain(*one.values()) for one in _TABLES))})


@pytest.mark.parametrize("said", [said for said in WORDS if said != CHANGED])
def test_every_reason_has_its_english(said: str) -> None:
    found = in_the_way("undo.x", said, ["New"], 1)
    assert str(found) == f"1条{said}：New。请先处理再撤销。"
    with translation.override("en"):
        assert gettext(said) != said
        assert not re.search("[一-鿿]", sentence(found))


def test_each_name_is_said_once_and_more_are_hinted_at() -> None:
    assert str(in_the_way("undo.x", "已派了人", ["西格", "西格"], 2)).startswith(
        "2条已派了人：西格。"
    )
    assert "：东甲、东乙……。" in str(in_the_way("undo.x", CHANGED, ["东甲", "东乙"], 3))


def test_what_a_worker_found_is_said_as_on_the_page() -> None:
    found = in_the_way("undo.accounts", "已有账号", ["东甲"], 1)
    kept = {"code": found.code, "params": dict(found.params)}
    again = problem_of(Batch(problem=json.loads(json.dumps(kept))))
    assert again is not None
    assert again == found
    with translation.override("en"):
        assert sentence(again) == sentence(found)


def test_a_terminal_in_english_reads_it_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_", lambda text: {"已有账号": "with accounts"}.get(text, text))
    found = in_the_way("undo.accounts", "已有账号", ["东甲"], 1)
    assert words.told(found) == "1条with accounts：东甲。请先处理再撤销。"
