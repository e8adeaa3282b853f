"""What must be so before an appeal is made, handed on and answered?"""

from typing import Final

from jingwei.kernel.findings import Finding

CONSTITUTION: Final = "党章第四条、第四十三条"
HOUSE: Final = "本系统规则"
UNDER_WAY: Final = Finding("appeal.under_way", "对这个决定已经提出申诉，正在办。", HOUSE)


def words_findings(said: str) -> list[Finding]:
    """An appeal says in one's own words what is wrong."""
    if said.strip():
        return []
    return [
        Finding("appeal.words", "还没有写哪里不同意。", HOUSE, {"field": "said"}),
    ]  # fmt: skip


def top_findings(*, is_top: bool) -> list[Finding]:
    """Handing on needs somebody further above."""
    if not is_top:
        return []
    return [Finding("appeal.top", "上面没有更高的党组织，要在这里答复。", CONSTITUTION)]


def hand_findings(*, same_hand: bool) -> list[Finding]:
    """Who decided does not judge the appeal against it."""
    if not same_hand:
        return []
    return [Finding("appeal.same_hand", "原决定是您经手的，要由别的人来办这件申诉。", HOUSE)]
