"""How do the papers of a case read? The record's own words in the official layout, in Chinese."""

from jingwei.kernel.flows.look import Look
from jingwei.kernel.papers.paper import (
    Block,
    Field,
    Heading,
    Paper,
    Signature,
    Text,
    day_in_words,
)
from jingwei.systems.competence.disposition import grounds, sealed
from jingwei.systems.competence.disposition.kinds import Form

RIGHTS = (
    "您有权知道事实和依据，查看有关材料。",
    "您有权说明、申辩，请党员为您作证或辩护，请有利害关系的人回避。",
    "您有权参加讨论这件事的支部大会。",
    "对决定不服的，您有权向上级党组织申诉。",
)


def _form(look: Look) -> str:
    form = look.said.get("form") or look.subject.form
    return str(Form(form).label) if form else ""


def _grounds(look: Look) -> Field:
    return Field("依据", "；".join(grounds.labels(sealed.grounds_of(look.subject))))


def _paper(
    look: Look, title: str, *blocks: Block, addressee: str = "", above: bool = False
) -> Paper:
    name = look.subject.filed_name if above else ""
    return Paper(
        title, (*blocks, Signature((name or str(look.subject.org),), look.on)), addressee=addressee,
        receipt=f"组织处置 {look.subject.code}",
    )  # fmt: skip


def _to_member(look: Look) -> str:
    return f"{look.subject.person.name}同志："


def filing(look: Look) -> Paper:
    """What is filed beforehand with the base committee."""
    return _paper(
        look, "关于拟作组织处置的备案报告",
        Field("姓名", look.subject.person.name), Field("所在支部", str(look.subject.org)),
        Field("拟处置方式", _form(look)), _grounds(look),
        Field("支委会研究日期", day_in_words(look.said["committee_on"])),
        Text("已先谈心谈话，困难、疾病、年老、怀孕、路远等情况已逐项询问，能帮助的已先帮助。"),
        Text("同一件事没有受过党纪处分。现报请备案。"),
    )  # fmt: skip


def notice(look: Look) -> Paper:
    """告知书: facts, rule, what is proposed, rights and time."""
    facts = str(look.said.get("facts", "劝退后本人坚持不退。"))
    return _paper(
        look, "组织处置告知书", Heading("查明的事实"),
        *(Text(line) for line in facts.splitlines() if line.strip()),
        Heading("依据和拟处置方式"), _grounds(look), Field("拟处置方式", _form(look)),
        Heading("您的权利"), *(Text(line) for line in RIGHTS),
        Text("请在收到之日起的规定期限内提出意见；需要更多时间，可以提出。"),
        Field("本人签收"), Field("签收日期"), addressee=_to_member(look),
    )  # fmt: skip


def decision(look: Look) -> Paper:
    """The decision as it was approved, with the counts of the vote."""
    row = look.subject
    return _paper(
        look, f"关于给予{row.person.name}同志{_form(look)}处置的决定",
        Field("所在支部", str(row.org)), _grounds(look),
        Field("支部大会日期", day_in_words(row.voted_on)),
        Field("应到会有表决权人数", str(row.entitled)),
        Field("实到会有表决权人数", str(row.present)),
        Field("表决", f"赞成{row.yes}，不赞成{row.no}，弃权{row.abstained}"),
        Text(f"经支部大会讨论通过，上级党组织批准，给予{_form(look)}处置。"),
        Text(RIGHTS[-1]), above=True,
    )  # fmt: skip


def none(look: Look) -> Paper:
    return _paper(
        look, "不作组织处置通知", Text("经研究，这件事不作组织处置，资料封存。"),
        addressee=_to_member(look),
    )  # fmt: skip


def stopped(look: Look) -> Paper:
    """The matter is dropped, with the reason."""
    return _paper(
        look, "终止组织处置通知", Text("经研究，终止对您的组织处置，资料封存。"),
        Field("理由", str(look.said["reason"])), addressee=_to_member(look),
    )  # fmt: skip


def appeal(look: Look) -> Paper:
    return _paper(
        look, "申诉答复", Field("答复", str(look.said["answer"])),
        Text("不服本答复的，可以向再上一级党组织申诉。"), addressee=_to_member(look), above=True,
    )  # fmt: skip


def help_plan(look: Look) -> Paper:
    return _paper(
        look, "帮教计划", Field("姓名", look.subject.person.name),
        *(Text(line) for line in str(look.said["plan"]).splitlines() if line.strip()),
        Field("帮教人签字"), Field("本人签字"),
    )  # fmt: skip


def lifted(look: Look) -> Paper:
    return _paper(
        look, "限期改正结束通知", Text("经评议并报上级党组织，您的限期改正已经结束。"),
        Field("期满评议", str(look.said["closing"])), addressee=_to_member(look), above=True,
    )  # fmt: skip
