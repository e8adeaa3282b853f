"""How does a paper become a .docx that an office can go on editing?

Names the fonts of official papers (仿宋_GB2312, 方正小标宋简体), which are on the reader's machine.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jingwei.kernel.papers.paper import (
    BODY,
    BOTTOM,
    INNER,
    LINE,
    NUMBER,
    OUTER,
    SMALL,
    TITLE,
    TOP,
    Block,
    Field,
    Heading,
    Paper,
    Signature,
    Table,
    Text,
    day_in_words,
)

FANGSONG, KAI, HEI, SONG, XBS = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LEVELS = {1: HEI, 2: KAI, 3: FANGSONG}
RED = RGBColor(0xC8, 0x10, 0x2E)


def docx(paper: Paper) -> bytes:
    """The paper as a .docx, A4, margins and type of GB/T 9704-2012."""
    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.settings.odd_and_even_pages_header_footer = True
    _page(document.sections[0])
    _whole(document, paper)
    for number, annex in enumerate(paper.annexes, 1):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.footer.is_linked_to_previous = True
        _line(document, f"附件{number}", font=HEI)
        _whole(document, annex)
    if paper.receipt:
        _line(document, paper.receipt, size=SMALL)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(INNER), Mm(OUTER)
    section.footer_distance = Mm(BOTTOM - 7)
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        line.alignment = side
        _run(line, "- ", SONG, NUMBER)
        _page_number(_run(line, "", SONG, NUMBER))
        _run(line, " -", SONG, NUMBER)


def _page_number(run: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _whole(document: Any, paper: Paper) -> None:
    if paper.issuer:
        head = _line(document, paper.issuer, font=XBS, size=36, side=WD_ALIGN_PARAGRAPH.CENTER)
        head.runs[0].font.color.rgb = RED
        number = _line(document, paper.number, side=WD_ALIGN_PARAGRAPH.CENTER)
        _red_rule(number)
    title = _line(document, paper.title, font=XBS, size=TITLE, side=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.line_spacing = Pt(36)
    title.paragraph_format.space_after = Pt(LINE / 2)
    if paper.addressee:
        _line(document, f"{paper.addressee}：")
    for block in paper.blocks:
        DRAWN[type(block)](document, block)


def _red_rule(line: Any) -> None:
    properties, edges = line._p.get_or_add_pPr(), OxmlElement("w:pBdr")
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "16"), ("space", "11"), ("color", "C8102E")):
        edge.set(qn(f"w:{name}"), value)
    edges.append(edge)
    properties.append(edges)


def _line(
    document: Any,
    text: str,
    *,
    font: str = FANGSONG,
    size: float = BODY,
    side: Any = None,
    indent: float = 0,
) -> Any:
    line = document.add_paragraph()
    _even(line)
    line.alignment = side
    line.paragraph_format.first_line_indent = Pt(indent * size) if indent else None
    _run(line, text, font, size)
    return line


def _even(line: Any) -> None:
    shape = line.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)


def _run(line: Any, text: str, font: str, size: float) -> Any:
    run = line.add_run(text)
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    # Without the east Asian name a reader's program takes its own font for Chinese.
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _heading(document: Any, block: Heading) -> None:
    _line(
        document, block.text, font=LEVELS[block.level], indent=2
    ).paragraph_format.keep_with_next = True


def _text(document: Any, block: Text) -> None:
    _line(document, block.text, indent=0 if block.flush else 2)


def _field(document: Any, block: Field) -> None:
    line = _line(document, f"{block.name}：", font=HEI)
    _run(line, block.value or "＿" * 12, FANGSONG, BODY)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.head))
    table.style, table.autofit = "Table Grid", not block.widths
    whole = 210 - INNER - OUTER
    shares = block.widths or (1.0,) * len(block.head)
    for number, row in enumerate((block.head, *block.rows)):
        made = table.add_row()
        for cell, text, share in zip(made.cells, row, shares, strict=True):
            cell.width = Mm(whole * share / sum(shares))
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            _run(line, text, FANGSONG if number else HEI, SMALL)
    if table.rows:  # the head comes again on every page
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
    _line(document, "")


def _signature(document: Any, block: Signature) -> None:
    for text in (*block.names, day_in_words(block.on)):
        line = _line(document, text, side=WD_ALIGN_PARAGRAPH.RIGHT)
        line.paragraph_format.right_indent = Pt(4 * BODY)


DRAWN: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading, Text: _text, Field: _field, Table: _table, Signature: _signature,
}  # fmt: skip
