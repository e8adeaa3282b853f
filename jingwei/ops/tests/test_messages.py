"""Is every sentence of the product found, and has each its English?"""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.template.base import Lexer, TokenType

from jingwei.kernel.rulebook.models import Rule
from jingwei.ops import cli, messages
from jingwei.ops.commands import translations

SHOWN_AS_THEY_ARE = {"中文", "经纬", "经", "纬"}  # names; their elements say lang="zh-Hans"
TEMPLATES = sorted(messages.SOURCES.rglob("templates/**/*.html"))


def test_sentences_of_python_are_found() -> None:
    source = """
from django.utils.translation import gettext_lazy as _, ngettext
A = _("一句"), ngettext("{n} 名", "{n} 名", 2), Finding("code", "没有" "编码", "规则")
B = Finding(code="x", message="有"), exclude(says="重叠"), _(name), print("不是")
"""
    found = list(messages.of_python(source))
    assert set(found) == {"一句", ("{n} 名", "{n} 名"), "没有编码", "有", "重叠"}


def test_each_sentence_of_a_module_of_rules_is_found_however_it_is_said() -> None:
    source = '''
"""模块说明。"""
def f():
    """函数说明。"""
    return _said({"a": "不能再改。"}["a"], ("code", "请改正。"), "规则来源")
'''
    assert set(messages.of_rules(source)) == {"不能再改。", "请改正。"}
    people = {said for said, places in messages.extract().items()
              if any(place.endswith("/people/rules.py") for place in places)}  # fmt: skip
    assert "手机号码应为11位，请改正。" in people


def test_sentences_of_templates_are_found() -> None:
    source = (
        '{% translate "跳到“主要”内容" %}{{ x|default:_("全部") }}'
        '{% include "a" with t=_("原因") %}'
        "{% blocktranslate with n=a|b %}共 {{ n }}{% endblocktranslate %}"
        "{% blocktranslate count n=x %}{{ n }} 名{% plural %}{{ n }} 名{% endblocktranslate %}"
        "{# 不是 #}{% comment %}不是{% endcomment %}不是"
    )
    assert set(messages.of_template(source)) == {
        "跳到“主要”内容", "全部", "原因", "共 %(n)s", ("%(n)s 名", "%(n)s 名"),
    }  # fmt: skip


def test_every_part_s_numbers_of_the_rulebook_are_found() -> None:
    """A title that a part delivers by its own migration is asked for in English as any other."""
    found = messages.extract()
    for said in ("信访机构收到后几天内书面告知", "只作提醒，不限制", "收到转接申请后几天内转出"):
        assert any("/migrations/" in place for place in found[said]), said


def test_nothing_that_the_rulebook_says_is_without_english(db: None) -> None:
    """Asked of the table itself: a number that came in some other way is missed by no glob."""
    told = Rule.objects.values_list("title", "unit", "words")
    said = {text for row in told for text in row if re.search("[一-鿿]", text)}
    assert len(said) > 100
    assert not said - set(messages.extract())


def naked(source: str) -> list[str]:
    """Chinese in a template that no translation reaches."""
    found, inside = [], False
    for token in Lexer(source).tokenize():
        words = token.contents.split(maxsplit=1)
        if token.token_type == TokenType.BLOCK and words[0] in {"blocktranslate", "comment"}:
            inside = True
        elif token.token_type == TokenType.BLOCK and words[0].startswith("end"):
            inside = inside and words[0] not in {"endblocktranslate", "endcomment"}
        if inside or token.token_type == TokenType.COMMENT:
            continue
        text = token.contents
        if token.token_type != TokenType.TEXT:
            if words[0] == "translate":
                continue
            text = re.sub(r'_\("[^"]*"\)', "", text)
        found += re.findall(r"[\u3400-\u9fff]+", text)
    return [text for text in found if text not in SHOWN_AS_THEY_ARE]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_says_chinese_that_cannot_be_translated(path: Path) -> None:
    assert naked(path.read_text()) == []


def say(kept: Catalog, sentence: str, english: str) -> None:
    message = kept.get(sentence)
    assert message
    message.string = english


def test_every_sentence_has_its_english() -> None:
    missing = messages.faults(messages.catalogue(), messages.extract())
    assert not missing, "\n".join(f"{f.place}: {f.sentence} ({f.reason})" for f in missing[:40])


def test_no_sentence_has_two_englishes() -> None:
    assert messages.disagreements() == []


def test_a_sentence_of_two_parts_stays_with_the_part_that_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "SOURCES", tmp_path)
    for places in ({"jingwei/work/plans/b.py"}, {"jingwei/api/c.py", "jingwei/work/plans/b.py"}):
        kept = messages.merged(messages.catalogue(), {"新的": places, "旧的": {"jingwei/urls.py"}})
        say(kept, "新的", "new")
        messages.save(kept)
        assert {"work/plans", ""} == set(messages.catalogues())
    messages.save(messages.merged(messages.catalogue(), {"新的": {"jingwei/api/c.py"}}))
    assert set(messages.catalogues()) == {"api"}
    assert messages.catalogue()["新的"].string == "new"


def test_a_sentence_without_english_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[messages.Said, set[str]] = {"还差 {n} 名": {"a.py"}, "新的": {"b.py"}}
    kept = messages.merged(Catalog(locale="en"), found)
    assert {f.sentence for f in messages.faults(kept, found)} == {"还差 {n} 名", "新的"}
    say(kept, "还差 {n} 名", "{n} missing")
    say(kept, "新的", "new")
    assert messages.faults(kept, found) == []
    say(kept, "还差 {n} 名", "some missing")
    assert [f.reason for f in messages.faults(kept, found)] == ["other places to fill"]
    say(kept, "新的", "新的")
    assert len(messages.faults(kept, found)) == 2


def test_english_is_kept_when_the_product_is_read_again() -> None:
    found: dict[messages.Said, set[str]] = {"新的": {"b.py"}}
    kept = messages.merged(Catalog(locale="en"), found)
    say(kept, "新的", "new")
    again = messages.merged(kept, found | {"又一句": {"c.py"}})
    assert [m.string for m in again if m.id == "新的"] == ["new"]
    assert [str(m.id) for m in messages.merged(again, {"又一句": {"c.py"}}) if m.id] == ["又一句"]


def test_the_compiled_catalogue_speaks_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gettext

    monkeypatch.setattr(messages, "SOURCES", tmp_path)
    found: dict[messages.Said, set[str]] = {"新的": {"jingwei/work/plans/b.py"}}
    kept = messages.merged(messages.catalogue(), found)
    say(kept, "新的", "new")
    messages.save(kept)
    assert not messages.are_compiled()
    messages.compile_all()
    assert messages.are_compiled()
    assert (
        gettext.translation("django", tmp_path / "work/plans/locale", ["en"]).gettext("新的")
        == "new"
    )


def test_check_fails_where_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "extract", lambda: {"从来没有说过的话": {"x.py"}})
    assert translations.run(cli.parse(["translations", "--check", "--json"])) == 1
    assert "从来没有说过的话" in capsys.readouterr().out
