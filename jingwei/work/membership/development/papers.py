"""How do the papers of a case look? Forms with what is known filled in, the rest for the pen."""

from datetime import date
from typing import Any

from jingwei.kernel.flows.look import Look
from jingwei.kernel.papers.paper import (
    Block,
    Field,
    Heading,
    Paper,
    Signature,
    Table,
    Text,
    day_in_words,
)
from jingwei.kernel.people.kinds import Sex
from jingwei.kernel.rulebook.codes.people import EDUCATION, ETHNICITY
from jingwei.work.membership.development.kinds import Check, Outcome, Recommended
from jingwei.work.membership.development.models import Development


def _on(look: Look) -> date:
    on: date = look.said.get("on", look.on)
    return on


def _receipt(row: Development) -> str:
    return f"记录编号 {str(row.public_id)[:8].upper()}"


def _who(row: Development) -> list[Block]:
    """The head of every form: who it is about, without number, phone and address."""
    return [
        Field("姓名", row.name),
        Field("性别", str(Sex(row.sex).label) if row.sex in ("1", "2") else ""),
        Field("民族", ETHNICITY.titles.get(row.ethnicity, "")),
        Field("出生日期", day_in_words(row.birth_on)),
        Field("学历", EDUCATION.titles.get(row.education, "")),
        Field("工作单位及职务", row.unit_title or row.work_post),
        Field("申请入党日期", day_in_words(row.applied_on)),
    ]


def _signed(*names: str) -> Signature:
    """Drawn for the pen: the day is written when it is signed."""
    return Signature(names)


def talk_record(look: Look) -> Paper:
    """谈话记录. What was said is written by hand where the branch wishes it."""
    row: Development = look.subject
    return Paper(
        "同入党申请人谈话记录",
        (*_who(row), Field("谈话人", look.said["who"]), Field("谈话日期", day_in_words(_on(look))),
         Heading("谈话内容"), Text(look.said.get("note", "")), _signed("谈话人", "入党申请人")),
        receipt=_receipt(row),
    )  # fmt: skip


def activist_filing(look: Look) -> Paper:
    """积极分子备案表."""
    row: Development = look.subject
    return Paper(
        "入党积极分子备案表",
        (*_who(row), Field("推荐方式", str(Recommended(look.said["recommended"]).label)),
         Field("研究日期", day_in_words(_on(look))), Heading("支部意见"),
         Text(look.said.get("opinion", "")), Signature((str(row.org),), _on(look)),
         Heading("上级党委备案意见"), Text(""), _signed("上级党委（盖章）")),
        receipt=_receipt(row),
    )  # fmt: skip


def _contacts(row: Development) -> str:
    names = [one.name for one in (row.contact_one, row.contact_two) if one is not None]
    return "、".join(names)


def record_of(row: Development, lines: tuple[tuple[str, str, str], ...] = ()) -> Paper:
    """入党积极分子培养教育考察登记表: the whole cultivation, with every check that was made."""
    known = {day for day, _result, _note in lines}
    rows = (*((day_in_words(day), "", "") for day in row.checks_on
              if day_in_words(day) not in known), *lines)  # fmt: skip
    return Paper(
        "入党积极分子培养教育考察登记表",
        (*_who(row), Field("确定为积极分子日期", day_in_words(row.activist_on)),
         Field("培养联系人", _contacts(row)), Heading("半年考察"),
         Table(("日期", "结论", "情况"), rows or (("", "", ""),), (2.4, 2, 5)),
         _signed("培养联系人", str(row.org))),
        receipt=_receipt(row),
    )  # fmt: skip


def activist_record(look: Look) -> Paper:
    """The same, written with each check."""
    line = (
        day_in_words(_on(look)),
        str(Check(look.said["result"]).label),
        look.said.get("note", ""),
    )
    return record_of(look.subject, (line,))


def notice(look: Look) -> Paper:
    """公示: name, unit and what may be said; nothing sealed, no number, no address."""
    row: Development = look.subject
    days = int(look.number("development.notice.working_days"))
    return Paper(
        "发展对象人选公示",
        (Text(f"经支部委员会研究，拟确定{row.name}同志为发展对象，现予公示。"),
         *_who(row)[:3], Field("出生年月", f"{row.birth_on:%Y年%-m月}" if row.birth_on else ""),
         Field("工作单位及职务", row.unit_title or row.work_post),
         Field("申请入党日期", day_in_words(row.applied_on)),
         Field("确定为积极分子日期", day_in_words(row.activist_on)),
         Field("培养联系人", _contacts(row)),
         Text(f"公示时间：自{day_in_words(_on(look))}起{days}个工作日。公示期间对人选有意见的，"
              "可以向本支部或者上级党组织反映，反映人的姓名不公开。"),
         Signature((str(row.org),), _on(look))),
        receipt=_receipt(row),
    )  # fmt: skip


def notice_result(look: Look) -> Paper:
    row: Development = look.subject
    said = (
        f"公示期间收到反映{row.objections}条，核实结果：{look.said.get('settled', '')}"
        if row.objections else "公示期间没有收到反映。"
    )  # fmt: skip
    return Paper(
        "发展对象人选公示结果",
        (Field("姓名", row.name), Field("张贴日期", day_in_words(row.noticed_on)),
         Field("期满日期", day_in_words(look.on)), Text(said),
         Signature((str(row.org),), look.on)),
        receipt=_receipt(row),
    )  # fmt: skip


def political_review(look: Look) -> Paper:
    """政治审查综合材料: the conclusion and where it comes from, never the material itself."""
    row: Development = look.subject
    return Paper(
        "政治审查综合材料",
        (*_who(row), Field("审查日期", day_in_words(_on(look))), Heading("怎样审查的"),
         Text(look.said["how"]), Heading("结论"),
         Text(f"经审查，{Outcome(look.said['result']).label}。"),
         Signature((str(row.org),), _on(look))),
        receipt=_receipt(row),
    )  # fmt: skip


def prereview(look: Look) -> Paper:
    row: Development = look.subject
    return Paper(
        "关于接收预备党员的预审意见",
        (Text(f"你支部报来的{row.name}同志的材料已经审查，手续完备，可以提交支部大会讨论。"),
         Text(look.said.get("opinion", "")), _signed("上级党委（盖章）")),
        addressee=str(row.org), receipt=_receipt(row),
    )  # fmt: skip


def form_cover(look: Look) -> Paper:
    """入党志愿书封面; the book itself is printed by the Centre's model and filled in by hand."""
    row: Development = look.subject
    return Paper(
        "中国共产党入党志愿书",
        (Field("编号", look.said.get("form_no", "")), Field("申请人姓名", row.name),
         Field("所在支部", str(row.org)), Field("发放日期", day_in_words(_on(look))),
         Text("本页作封面和发放登记用；志愿书由本人照实填写，用钢笔或者签字笔。")),
        receipt=_receipt(row),
    )  # fmt: skip


def _table(look: Look) -> Table:
    names = ("entitled", "present", "yes", "no", "abstained", "written")
    values = tuple(str(int(look.said.get(name) or 0)) for name in names)
    return Table(
        ("应到会有表决权", "实到会有表决权", "同意", "不同意", "弃权", "书面同意"), (values,)
    )


def _resolution(look: Look, title: str, says: str) -> Paper:
    row: Development = look.subject
    blocks: tuple[Any, ...] = (
        Field("姓名", row.name), Field("支部大会日期", day_in_words(_on(look))), _table(look),
        Text(says), Text(look.said.get("opinion") or look.said.get("reason") or ""),
        _signed("支部书记", str(row.org)),
    )  # fmt: skip
    return Paper(title, blocks, receipt=_receipt(row))


def resolution(look: Look) -> Paper:
    """支部大会决议 on admission."""
    row: Development = look.subject
    sponsors = "、".join(one.name for one in (row.sponsor_one, row.sponsor_two) if one)
    return _resolution(
        look, "支部大会关于接收预备党员的决议",
        f"介绍人{sponsors}作了介绍。经无记名投票，赞成人数超过应到会有表决权党员的半数，"
        f"同意接收{row.name}同志为中共预备党员。",
    )  # fmt: skip


def full_resolution(look: Look) -> Paper:
    row: Development = look.subject
    verb = look.step.verb if look.step else ""
    says = {
        "vote_extension": f"同意延长{row.name}同志的预备期{look.said.get('months', '')}个月。",
        "vote_cancel": f"同意取消{row.name}同志的预备党员资格。",
    }.get(verb, f"同意{row.name}同志按期转为中共正式党员。")
    return _resolution(look, "支部大会关于预备党员转正的决议", says)


def _answer(look: Look, title: str, says: str) -> Paper:
    row: Development = look.subject
    return Paper(
        title, (Text(says), Text(look.said.get("opinion", "")), _signed("上级党委（盖章）")),
        addressee=str(row.org), receipt=_receipt(row),
    )  # fmt: skip


def approval(look: Look) -> Paper:
    row: Development = look.subject
    return _answer(
        look, "关于接收预备党员的批复",
        f"经审批，同意接收{row.name}同志为中共预备党员，预备期从支部大会通过之日"
        f"（{day_in_words(row.voted_on)}）算起。请及时编入支部和党小组，并组织入党宣誓。",
    )  # fmt: skip


def oath_record(look: Look) -> Paper:
    row: Development = look.subject
    return Paper(
        "入党宣誓记录",
        (Field("宣誓人", row.name), Field("所在支部", str(row.org)),
         Field("宣誓日期", day_in_words(_on(look))), Field("地点", look.said.get("where", "")),
         Field("领誓人", ""), _signed("宣誓人", str(row.org))),
        receipt=_receipt(row),
    )  # fmt: skip


def conversion(look: Look) -> Paper:
    row: Development = look.subject
    verb = look.step.verb if look.step else ""
    title, says = {
        "approve_extension": (
            "关于延长预备期的批复",
            f"同意延长{row.name}同志的预备期，到{day_in_words(row.probation_until)}。",
        ),
        "approve_cancel": ("关于取消预备党员资格的批复", f"同意取消{row.name}同志的预备党员资格。"),
    }.get(verb, ("关于预备党员转正的批复", f"同意{row.name}同志转为中共正式党员。"))
    return _answer(look, title, says)
