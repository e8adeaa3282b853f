"""How is a document of a step kept, so that the same paper can be set again at any time?"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from jingwei.kernel.papers.paper import Block, Paper, Table

BLOCKS = {one.__name__: one for one in get_args(Block.__value__)}


def kept(paper: Paper) -> str:
    """The words of a paper as canonical JSON; its digest is the document's."""
    return json.dumps(_told(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def paper_of(text: str) -> Paper:
    """The paper again."""
    return _paper(json.loads(text))


def _told(paper: Paper) -> dict[str, Any]:
    told = asdict(paper)
    told["blocks"] = [
        {"kind": type(block).__name__, **_plain(asdict(block))} for block in paper.blocks
    ]
    told["annexes"] = [_told(annex) for annex in paper.annexes]
    return told


def _plain(block: dict[str, Any]) -> dict[str, Any]:
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in block.items()}


def _paper(told: dict[str, Any]) -> Paper:
    blocks = tuple(_block(dict(one)) for one in told.pop("blocks"))
    annexes = tuple(_paper(one) for one in told.pop("annexes"))
    return Paper(blocks=blocks, annexes=annexes, **told)


def _block(told: dict[str, Any]) -> Any:
    kind = BLOCKS[told.pop("kind")]
    if kind is Table:
        told["rows"] = tuple(tuple(row) for row in told["rows"])
    for name, value in told.items():
        if isinstance(value, list):
            told[name] = tuple(value)
    if told.get("on"):
        told["on"] = date.fromisoformat(told["on"])
    return kind(**told)
