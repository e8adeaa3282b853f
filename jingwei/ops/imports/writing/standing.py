"""What is said of rows that stand in the way of taking a batch back?"""

from collections.abc import Mapping, Sequence
from typing import Final

from jingwei.kernel.findings import Finding, Word

CHANGED: Final = "后来又改过"


def in_the_way(code: str, words: str, shown: Sequence[str], count: int) -> Finding:
    """How many, which (the first few by name, each once), and what to do first.

    ``words`` stand in the tables of what may hang on a row, marked for translating.
    """
    names = "、".join(dict.fromkeys(shown)) + ("……" if count > len(shown) else "")
    return said_again(code, {"names": names, "n": count, "words": words})


def said_again(code: str, params: Mapping[str, object]) -> Finding:
    """The same finding from its code and params, as a worker kept them with the batch."""
    said = {**params, "words": Word(params["words"])}
    if said["words"] == CHANGED:
        return Finding(
            code, "{n}条后来又改过：{names}。先撤销后面的批次；由人改过的请逐条更正。", params=said
        )
    return Finding(code, "{n}条{words}：{names}。请先处理再撤销。", params=said)
