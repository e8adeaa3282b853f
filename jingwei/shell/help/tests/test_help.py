"""Does the help tell each post what its pages do, and the manual what each problem means?"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.register import register
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Kind
from jingwei.shell import menu
from jingwei.shell.help import glossary, guide, manual
from jingwei.shell.help.promises import PROMISES

PAGES = ["/help/", "/help/words/", "/help/imports/", "/help/about/"]


@pytest.mark.parametrize("address", PAGES)
def test_help_is_there_before_anybody_signs_in(db: None, address: str) -> None:
    assert Client().get(address).status_code == 200
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", ["lin", "gu", "new", "auditor"])
def test_help_is_there_for_everybody(town: Any, address: str, who: str) -> None:
    browser = Client()
    browser.force_login(getattr(town, who))
    assert browser.get(address).status_code == 200


def test_a_post_is_told_of_the_pages_it_may_use(monkeypatch: Any) -> None:
    monkeypatch.setattr(menu, "address", lambda page: f"/{page}/")
    clerk = {g.key for g in guide.guides_for(ROLES["clerk"])}
    auditor = {g.key for g in guide.guides_for(ROLES["auditor"])}
    assert {"members", "imports", "orgs", "today"} <= clerk
    assert "accounts" not in clerk
    assert "members" not in auditor
    assert {g.key for g in guide.guides_for(None)} == {"today", "me", "search"}


def test_a_page_that_does_not_exist_is_not_promised(monkeypatch: Any) -> None:
    monkeypatch.setattr(menu, "address", lambda page: "")
    assert guide.guides_for(ROLES["officer"]) == []


def test_every_duty_to_see_something_has_its_page_explained() -> None:
    explained = {g.duty for g in guide.GUIDES}
    assert {Duty.ORGS_SEE, Duty.MEMBERS_SEE, Duty.FIGURES_SEE, Duty.ROSTERS_IMPORT} <= explained


def test_the_compliance_page_shows_every_promise_with_its_source_and_its_proof(db: None) -> None:
    text = Client().get("/help/about/").content.decode()
    for promise in PROMISES:
        assert str(promise.said) in text
        assert str(promise.source) in text
        assert promise.proofs[0] in text


@dataclass
class Code:
    code: str
    severity: str
    sentence: str


def test_the_manual_lists_every_declared_code_by_gravity(db: None, monkeypatch: Any) -> None:
    table = {
        "a": Code("date.future", "error", "日期晚于今天，请改成今天或更早。"),
        "b": Code("file.too_large", "file", "文件超过{limit}MB，请拆开再传。"),
    }
    declared = type("R", (), {"findings": {"imports": table}})
    monkeypatch.setattr(manual, "register", lambda: declared)
    assert [g.key for g in manual.gravities()] == ["file", "error"]
    text = Client().get("/help/imports/").content.decode()
    assert "date.future" in text
    assert "文件超过…MB" in text
    assert "{limit}" not in text


def test_the_manual_lists_every_roster_that_can_be_brought_in(db: None) -> None:
    text = Client().get("/help/imports/").content.decode()
    assert list(register().rosters) == [kind.value for kind in Kind]
    assert set(register().rosters) == set(KINDS)
    for roster in register().rosters.values():
        row = text.partition(f'id="roster-{roster.key}"')[2].partition("</tr>")[0]
        assert str(roster.title) in row
        assert all(column in row for column in roster.columns)
    assert "姓名*" in text


@pytest.mark.parametrize(("page", "language"), [("rosters.md", "zh-hans"), ("rosters.en.md", "en")])
def test_the_users_page_names_every_roster(page: str, language: str) -> None:
    text = (settings.BASE_DIR / "docs" / "for-users" / page).read_text().lower()
    with translation.override(language):
        missing = [str(kind.label) for kind in Kind if str(kind.label).lower() not in text]
    assert missing == []


def test_the_words_are_read_from_the_glossary(tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "glossary.md").write_text(
        "# 用词\n\n## 组织\n| 中文 | English | identifier | what it is | 意思 |\n"
        "|---|---|---|---|---|\n"
        "| 党支部 | Party branch | `party_branch` | basic unit | 基本单位 |\n\n## 空\n"
    )
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    (chapter,) = glossary.chapters()
    assert chapter.title == "组织"
    (word,) = chapter.words
    assert (word.chinese, word.english, word.meaning) == ("党支部", "Party branch", "基本单位")
    with translation.override("en"):
        assert word.meaning == "basic unit"
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path / "nowhere")
    assert glossary.chapters() == []
