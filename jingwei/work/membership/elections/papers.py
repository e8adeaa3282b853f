"""How do the papers of an election look? Request, reply, notice, names, ballots, record, result."""

from collections.abc import Iterable

from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import term_years
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
from jingwei.work.membership.elections import queries, rules
from jingwei.work.membership.elections.kinds import Office, Side
from jingwei.work.membership.elections.models import Election, Round, Tally

YES, NO = "是", "否"


def request(look: Look) -> Paper:
    """请示: what is to be elected, how and when."""
    row: Election = look.subject
    blocks: list[Block] = [
        Text(f"根据《中国共产党基层组织选举工作条例》，{_term(row)}"
             f"拟于{day_in_words(row.planned_on)}进行{row.label}。")
    ]  # fmt: skip
    blocks += _plan(row)
    blocks += [Text("妥否，请批示。"), Signature((row.org.name,), look.on)]
    return Paper(f"关于{row.label}的请示", tuple(blocks), receipt=_receipt(row))


def reply(look: Look) -> Paper:
    row: Election = look.subject
    blocks = [
        Text(f"你们关于{row.label}的请示收悉。经研究，同意你们于{day_in_words(row.planned_on)}"
             f"召开{row.get_way_display()}进行选举。"),
        *_plan(row), Text("请按规定做好各项工作，选举结果及时上报。"),
        Signature(("　",), look.on),
    ]  # fmt: skip
    return Paper(f"关于同意{row.label}的批复", tuple(blocks), addressee=row.org.name,
                 receipt=_receipt(row))  # fmt: skip


def notice(look: Look) -> Paper:
    row: Election = look.subject
    blocks = (
        Text(f"经上级党组织批准，定于{day_in_words(row.planned_on)}召开{row.get_way_display()}，"
             "选举新一届班子。现将有关事项通知如下。"),
        *_plan(row),
        Text("正式党员有表决权、选举权、被选举权。请各位党员酝酿提名，因故不能到会的请事先说明。"),
        Signature((row.org.name,), look.on),
    )  # fmt: skip
    return Paper(f"关于{row.label}的通知", blocks, receipt=_receipt(row))


def candidates(look: Look) -> Paper:
    row: Election = look.subject
    blocks: list[Block] = []
    for office in row.offices:
        names = [one for one in queries.candidates_of(row) if one.office == office]
        blocks += [Heading(f"{Office(office).label}候选人"), _people(one.name for one in names)]
        if row.is_open_direct:
            blocks.append(
                Table(("姓名", "推荐"), tuple(
                    (one.name, "、".join(str(Side(side).label) for side in one.sides) or "-")
                    for one in names
                ), (2, 5))
            )  # fmt: skip
    blocks.append(Signature((row.org.name,), look.on))
    return Paper("候选人名单", tuple(blocks), receipt=_receipt(row))


def ballots(look: Look) -> Paper:
    """选票 of all offices of the meeting, one page each."""
    row: Election = look.subject
    sheets = [ballot(row, office) for office in row.offices_of_meeting]
    return Paper(sheets[0].title, sheets[0].blocks, annexes=tuple(sheets[1:]))


def ballot(row: Election, office: str, unit: Organisation | None = None) -> Paper:
    """One ballot to be copied; it has no number and no place for the voter's name. ``unit``: the
    branch whose members vote on their delegates."""
    branch = unit.pk if unit else None
    names = [
        one.name for one in queries.candidates_of(row)
        if (one.office, one.unit_id) == (office, branch)
    ]  # fmt: skip
    seats = row.seats_of(office) if unit is None else queries.seats_of_unit(row, unit.pk)
    rows = tuple((name, "", "", "") for name in names)
    blank = tuple(("", "", "", "") for _seat in range(seats))
    return Paper(
        f"{(unit or row.org).name}{Office(office).label}选票",
        (
            Field("应选名额", f"{seats}名"),
            Table(("候选人姓名", "同意", "不同意", "弃权"), rows or blank[:1], (4, 1.5, 1.5, 1.5)),
            Text("另选他人（不同意候选人的，可以写上别的人）：", flush=True),
            Table(("另选他人姓名", "", "", ""), blank, (4, 1.5, 1.5, 1.5)),
            Text("填票说明：在候选人姓名后相应的格内画“○”，三格只画一格。赞成的人数（含另选他人）"
                 f"等于或少于{seats}名有效，多于的无效。"),
            Signature(("（盖章）",), row.planned_on),
        ),
    )  # fmt: skip


def record(look: Look) -> Paper:
    return record_of(look.subject)


def record_of(row: Election) -> Paper:
    """选举记录: who could vote, who came, what was counted, by both readings."""
    tellers = "、".join(one.name for one in queries.names_of(list(row.tellers)))
    blocks: list[Block] = [
        Field("时间", day_in_words(row.held_on)), Field("地点", row.venue),
        Field("主持人", row.chair.name if row.chair else ""),
        Field("监票人、计票人", tellers),
        Field("应到有选举权的人数", str(len(row.entitled))),
        Field("实到有选举权的人数", str(len(row.present))),
    ]  # fmt: skip
    rounds = queries.rounds_of(row)
    tallies = queries.tallies_of(rounds)
    for one in rounds:
        blocks += _round(one, tallies[one.pk])
    if row.open_seats_reason:
        blocks.append(Field("名额没选满的原因", row.open_seats_reason))
    blocks.append(Signature((row.org.name,), row.held_on))
    return Paper(f"{row.label}记录", tuple(blocks), receipt=_receipt(row))


def _round(one: Round, names: list[Tally]) -> list[Block]:
    where = f"{one.unit.name}，" if one.unit else ""
    decides = "应到人数" if one.of_entitled else "实到人数"
    return [
        Heading(f"{where}{one.get_office_display()}第{one.number}次投票"),
        Text(f"应到{one.entitled}人，实到{one.present}人；发出选票{one.issued}张，"
             f"收回{one.returned}张，有效{one.valid}张。应选{one.seats}名。"),
        Table(
            ("姓名", "同意", "不同意", "弃权", "超过实到半数", "超过应到半数", "结果"),
            tuple(
                (t.name + ("（另选）" if t.is_written_in else ""), str(t.yes), str(t.no),
                 str(t.abstained), YES if found.over_present else NO,
                 YES if found.over_entitled else NO, "当选" if t.is_elected else "未当选")
                for t, found in queries.judged(one, names)
            ), (3, 1.3, 1.3, 1.3, 1.8, 1.8, 1.6),
        ),
        Text(f"本次按{decides}的半数确定当选。结果：{one.get_outcome_display()}。", flush=True),
    ]  # fmt: skip


def result(look: Look) -> Paper:
    row: Election = look.subject
    blocks: list[Block] = [
        Text(f"{row.org.name}于{day_in_words(row.held_on)}召开{row.get_way_display()}，应到"
             f"{len(row.entitled)}人，实到{len(row.present)}人，选举结果如下。")
    ]  # fmt: skip
    for office in row.offices:
        names = [one.name for one in queries.elected_of(row, office)]
        blocks += [Heading(str(Office(office).label)), _people(names)]
    blocks += [Text("现予上报，请审批。"), Signature((row.org.name,), look.on)]
    return Paper(f"关于{row.label}结果的报告", tuple(blocks), receipt=_receipt(row))


def approval(look: Look) -> Paper:
    row: Election = look.subject
    on = row.held_on or look.on
    until = rules.years_from(on, term_years(row.org, on))
    blocks: list[Block] = [Text("你们关于选举结果的报告收悉。经研究，同意：")]
    for office in row.offices:
        names = "、".join(one.name for one in queries.elected_of(row, office)) or "（空）"
        blocks.append(Field(str(Office(office).label), names))
    blocks += [Text(f"任期从{day_in_words(on)}起，到{day_in_words(until)}届满。"),
               Signature(("　",), look.on)]  # fmt: skip
    return Paper("关于选举结果的批复", tuple(blocks), addressee=row.org.name,
                 receipt=_receipt(row))  # fmt: skip


def _plan(row: Election) -> list[Block]:
    told: list[Block] = [Field("选举方式", str(row.get_way_display()))]
    if row.committee_seats:
        told.append(Field("委员名额", f"{row.committee_seats}名"))
    heads = "书记1名" + (f"，副书记{row.deputy_seats}名" if row.deputy_seats else "")
    how = "由党员直接选举" if row.heads_by_members else "由委员会选举"
    told.append(Field("书记、副书记", f"{heads}，{how}"))
    if row.shift_reason:
        told.append(Field("提前或延期的原因", row.shift_reason))
    if row.way_reason:
        told.append(Field("召开代表大会的原因", row.way_reason))
    return told


def _term(row: Election) -> str:
    return f"本届任期到{day_in_words(row.due_on)}届满，" if row.due_on else ""


def _people(names: Iterable[str]) -> Text:
    return Text("、".join(names) or "（无）")


def _receipt(row: Election) -> str:
    return f"记录编号 {str(row.public_id)[:8].upper()}"
