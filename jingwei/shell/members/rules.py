"""When may a list be kept under a name, or leave the program? Pure rules."""

from typing import Final

from jingwei.kernel.findings import Finding

HOUSE: Final = "本系统规则"
NAME_LENGTH, QUERY_LENGTH, VIEWS = 20, 500, 12
AT_ONCE: Final = 5_000
"""Rows of an export that are made while the clerk waits; a worker makes longer lists."""

MOST_ROWS: Final = 500_000
"""Rows of one export; a city has fewer members (house rule)."""

MOST_SEALED: Final = 5_000
"""Rows of one export with sealed columns; a longer list is taken branch by branch."""

SECOND_PERSON: Final = 1_000
"""Rows of sealed columns above which another account agrees first (RELIABILITY T16)."""

WORDS: Final = 200


def view_findings(*, name: str, query: str, kept: list[str]) -> list[Finding]:
    found = []
    said = name.strip()
    if not said:
        found.append(
            Finding("members.view.name", "还没有写视图名称，请写几个字。", HOUSE, {"field": "name"})
        )
    if len(said) > NAME_LENGTH:
        found.append(
            Finding("members.view.long", "名称有{n}个字，最多{most}个字，请写短些。", HOUSE,
                    {"n": len(said), "most": NAME_LENGTH, "field": "name"})
        )  # fmt: skip
    if len(query) > QUERY_LENGTH:
        found.append(Finding("members.view.query", "条件太多，存不下，请去掉几个再存。", HOUSE))
    if said not in kept and len(kept) >= VIEWS:
        found.append(
            Finding("members.view.many", "已存了{n}个视图，请先删掉不用的。", HOUSE,
                    {"n": len(kept)})
        )  # fmt: skip
    return found


def again() -> Finding:
    return Finding("members.view.again", "同名的视图刚刚存过，请看过再存。", HOUSE)


def needs_second(count: int, *, sealed: bool) -> bool:
    return sealed and count > SECOND_PERSON


def by_worker(count: int) -> bool:
    """Is the list so long that a worker makes it?"""
    return count > AT_ONCE


def export_findings(
    *, count: int, columns: list[str], reason: str, known: tuple[str, ...], words: str,
    sealed: bool = False,
) -> list[Finding]:  # fmt: skip
    found = []
    if count == 0:
        found.append(Finding("members.export.none", "没有要导出的人，请先勾选或改条件。", HOUSE))
    most = MOST_SEALED if sealed else MOST_ROWS
    if sealed and count > most:
        found.append(
            Finding("members.export.sealed", "含完整号码一次最多{most}名，请加条件分几次导。",
                    HOUSE, {"most": most})
        )  # fmt: skip
    elif count > most:
        found.append(
            Finding("members.export.many", "一次最多导出{most}名，请加条件分几次导。", HOUSE,
                    {"most": most})
        )  # fmt: skip
    if not columns:
        found.append(
            Finding("members.export.columns", "还没有选要哪些列，请勾选。", HOUSE,
                    {"field": "column"})
        )  # fmt: skip
    if reason not in known:
        found.append(
            Finding("members.export.reason", "请选一个事由，会写在文件里并留痕。", HOUSE,
                    {"field": "reason"})
        )  # fmt: skip
    if reason == "other" and not words.strip():
        found.append(
            Finding("members.export.words", "选了“其他”，请写明用来做什么。", HOUSE,
                    {"field": "words"})
        )  # fmt: skip
    if len(words) > WORDS:
        found.append(
            Finding("people.text.long", "这里有{n}个字，最多{most}个字，请写短些。", HOUSE,
                    {"n": len(words), "most": WORDS, "field": "words"})
        )  # fmt: skip
    return found


def deciding_findings(
    *, same_account: bool, is_open: bool, agree: bool, answer: str
) -> list[Finding]:
    found = []
    if not is_open:
        found.append(Finding("members.export.decided", "这件导出已经有了结果。", HOUSE))
    if same_account:
        found.append(
            Finding("members.export.two_people", "要由另一个人核定，请找有核定权的同事。", HOUSE)
        )
    if not agree and not answer.strip():
        found.append(
            Finding("members.export.why", "不同意时请写明原因，申请的人要看。", HOUSE,
                    {"field": "answer"})
        )  # fmt: skip
    return found


def taking_findings(*, may_be_taken: bool, grown: bool) -> list[Finding]:
    if not may_be_taken:
        return [Finding("members.export.over", "这份导出不能取了，要用请重新申请。", HOUSE)]
    if grown:
        return [
            Finding("members.export.grown", "名单比申请时多了，请按现在的名单重新申请。", HOUSE)
        ]
    return []
