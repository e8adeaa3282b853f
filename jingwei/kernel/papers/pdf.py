"""How does a paper become a PDF that prints the same everywhere?

Typst sets it; the words go in as data, so nothing a person typed can act as markup.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.papers.paper import Block, Paper, Signature, Table, day_in_words

TEMPLATE = Path(__file__).with_name("paper.typ")
# An office's own licensed fonts go into `fonts` of the data folder and are taken first.
CHINESE = ("FangSong", "仿宋", "Noto Serif CJK SC", "Noto Serif SC", "SimSun", "Songti SC")


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-2b. Raises: Refused, where the machine has no Chinese font.

    A sign that no font here can draw forbids PDF/A; then it is plain PDF with a box in its place.
    """
    folders = _font_folders()
    if not _has_chinese(folders):
        raise Refused(Finding("paper.no_font", "这台机器没有中文字体，请改用 Word 格式。"))
    try:
        return _set(paper, folders, "a-2b")
    except typst.TypstError:
        return _set(paper, folders, "1.7")


def _set(paper: Paper, folders: tuple[Path, ...], standard: Literal["a-2b", "1.7"]) -> bytes:
    return typst.compile(
        TEMPLATE,
        font_paths=list(folders),
        sys_inputs={"paper": json.dumps(_told(paper), ensure_ascii=False)},
        format="pdf",
        pdf_standards=[standard],
    )


def _font_folders() -> tuple[Path, ...]:
    own: Path = settings.DATA_DIR / "fonts"
    return (own,) if own.is_dir() else ()


@cache
def _has_chinese(folders: tuple[Path, ...]) -> bool:
    known = typst.Fonts(font_paths=[str(folder) for folder in folders]).families()
    return any(name in known for name in CHINESE)


def _told(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title, "issuer": paper.issuer, "number": paper.number,
        "addressee": paper.addressee, "receipt": paper.receipt,
        "blocks": [_block(block) for block in paper.blocks],
        "annexes": [_told(annex) for annex in paper.annexes],
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Signature):
        return {"kind": kind, "lines": [*block.names, day_in_words(block.on)]}
    told = {"kind": kind, **asdict(block)}
    if isinstance(block, Table):
        told["widths"] = block.widths or (1,) * len(block.head)
    return told
