"""Does a paper come out as the standard says, whatever was typed?"""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import typst
from django.test.utils import override_settings
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwei.kernel.findings import Refused
from jingwei.kernel.papers import pdf as pdf_module
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.paper import (
    Field,
    Heading,
    Paper,
    Signature,
    Table,
    Text,
    day_in_words,
    number_in_words,
)
from jingwei.kernel.papers.pdf import pdf

ON = date(2026, 3, 5)
PAPER = Paper(
    title="关于召开党员大会的通知",
    issuer="中共江海市委组织部",
    number=number_in_words("江组发", 2026, 3),
    addressee="各党支部",
    blocks=(
        Heading("一、时间"),
        Text("三月五日上午九时，在会议室。"),
        Heading("（一）议程", 2),
        Field("主持人", "林一"),
        Field("记录人"),
        Table(("姓名", "到会"), (("林一", "是"), ("顾𠮷·买买提", "请假")), (2, 1)),
        Signature(("江海市东街党支部",), ON),
    ),
    annexes=(Paper("名单", (Text("略"),)),),
    receipt="会议 3F2A",
)


def words(made: bytes) -> list[str]:
    document = Document(BytesIO(made))
    return [line.text for line in document.paragraphs] + [
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    ]


def test_a_day_is_written_without_leading_zeros() -> None:
    assert day_in_words(ON) == "2026年3月5日"
    assert day_in_words(None) == "　　年　　月　　日"
    assert number_in_words("江组发", 2026, 3) == "江组发〔2026〕3号"


def test_a_row_that_does_not_fit_its_head_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Table(("姓名",), (("林一", "是"),))


def test_the_docx_holds_every_word_and_the_page_of_the_standard() -> None:
    made = docx(PAPER)
    said = words(made)
    for text in (
        PAPER.title,
        PAPER.issuer,
        "江组发〔2026〕3号",
        "各党支部：",
        "顾𠮷·买买提",
        "附件1",
        "2026年3月5日",
    ):
        assert text in said, text
    section = Document(BytesIO(made)).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes if size] == [210, 297, 37, 28]
    assert "仿宋_GB2312" in Document(BytesIO(made)).element.xml


@pytest.mark.slow
def test_the_pdf_has_the_pages_and_prints_every_sign() -> None:
    made = pdf(PAPER)
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page/") == 2


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_what_was_typed_never_acts_as_markup(text: str) -> None:
    paper = Paper(text, (Text(text), Field(text, text), Table((text,), ((text,),))))
    assert pdf(paper).startswith(b"%PDF-")
    assert text.strip() in " ".join(words(docx(paper)))


def test_a_machine_without_a_chinese_font_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_has_chinese", lambda folders: False)
    with pytest.raises(Refused) as refusal:
        pdf(PAPER)
    assert "Word" in refusal.value.findings[0].message


def test_an_offices_own_fonts_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    seen = []

    def compile_it(*given: object, font_paths: object, **named: object) -> bytes:
        seen.append(font_paths)
        return b"%PDF-"

    monkeypatch.setattr(typst, "compile", compile_it)
    monkeypatch.setattr(pdf_module, "_has_chinese", lambda folders: True)
    with override_settings(DATA_DIR=tmp_path):
        pdf(PAPER)
    assert seen == [[tmp_path / "fonts"]]
