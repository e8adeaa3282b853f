"""May this be noted? Plain values in, findings out."""

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
LONGEST_MARK = 60
WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0
"""Where the country lies, in degrees: a position elsewhere was read wrongly."""


def note_findings(*, is_known: bool, mark: str, point: tuple[float, float] | None) -> list[Finding]:
    """Has it a kind, a mark of its own, and a position that can be one, if any?"""
    found = []
    if not is_known:
        found.append(Finding("note.kind", "请选是哪一种。", HOUSE))
    if not 0 < len(mark) <= LONGEST_MARK:
        found.append(Finding("note.mark", "这一条没有自己的记号，请重新打开记一笔。", HOUSE))
    if point is not None and not (WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH):
        found.append(Finding("note.point", "附上的位置读不懂，请去掉位置再存。", HOUSE))
    return found


def again_findings(*, is_seen: bool, is_same: bool) -> list[Finding]:
    """What was sent before under this mark stays as it came in; it may have gone to others."""
    if not is_seen:
        return [Finding("note.gone", "这一条先前已经送到，不用再送；现在不归这个岗位看。", HOUSE)]
    if is_same:
        return []
    return [
        Finding("note.sent", "这一条先前已经送到，后来改的字没有送；请另记一条，或到诉求里更正。",
                HOUSE)
    ]  # fmt: skip
