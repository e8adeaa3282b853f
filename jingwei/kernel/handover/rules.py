"""Who may take a post over? Another person in the same role at the same organisation."""

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"


def taking_findings(*, same_place: bool, same_role: bool, same_person: bool) -> list[Finding]:
    if same_person:
        return [Finding("handover.oneself", "自己交的清单要由接任的人接收。", HOUSE)]
    if not (same_place and same_role):
        return [Finding("handover.other", "要在同一组织接任同一身份的人才能接收。", HOUSE)]
    return []


def giving_findings(*, same_person: bool) -> list[Finding]:
    if same_person:
        return []
    return [Finding("handover.not_own", "这份清单由交出身份的人来写。", HOUSE)]


def begin_findings(*, has_post: bool, is_open: bool) -> list[Finding]:
    found = []
    if not has_post:
        found.append(Finding("handover.no_post", "您现在没有身份，没有要交接的。", HOUSE))
    if is_open:
        found.append(Finding("handover.open", "这个身份已有一份交接在办，请先办完。", HOUSE))
    return found
