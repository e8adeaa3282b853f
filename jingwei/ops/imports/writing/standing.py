"""What is said of rows that stand in the way of taking a batch back?"""

from collections.abc import Sequence

from jingwei.kernel.findings import Finding

CHANGED = "后来又改过"


def in_the_way(code: str, words: str, shown: Sequence[str], count: int) -> Finding:
    """How many, which (the first few by name), and what to do first."""
    names = "、".join(shown) + ("……" if count > len(shown) else "")
    said = {"names": names, "n": count, "words": words}
    if words == CHANGED:
        return Finding(
            code, "{n}条后来又改过：{names}。先撤销后面的批次；由人改过的请逐条更正。", params=said
        )
    return Finding(code, "{n}条{words}：{names}。请先处理再撤销。", params=said)
