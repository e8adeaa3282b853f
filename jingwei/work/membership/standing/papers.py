"""How do the notices of a standing look? Suspended, restored, left, out of contact; each with the
slip on which the service of it is signed."""

from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.paper import Field, Paper, Signature, Text, day_in_words
from jingwei.work.membership.standing.models import LostContact, OfMember, Stay

RULE = "《中国共产党党员教育管理工作条例》"
REMEDY = (
    "对这个决定有不同意见的，可以向作出决定的党组织提出，也可以向上级党组织申诉；"
    "申诉期间不影响提出困难、请求帮助。"
)


def lost(look: Look) -> Paper:
    """失联认定: to the branch, which goes on searching."""
    row: LostContact = look.subject
    return Paper(
        "关于认定失联党员的通知",
        (
            Text(f"你们查找党员{row.name}的情况收悉。该同志自{day_in_words(row.since)}起没有联系，"
                 f"已查找{row.searches}次，最近一次是{day_in_words(row.last_search_on)}。"),
            Field("失联情形", str(row.get_situation_display())),
            Field("党组织类别", str(row.get_org_class_display())),
            Text(f"已先核实不属于困难、疾病、路途等情况。根据{RULE}，认定为失联党员。请继续查找，"
                 "取得联系后及时报告，并先了解本人的困难。"),
            Signature((_decides(look),), look.on),
        ),
        addressee=row.org.name, annexes=(_slip(look, "关于认定失联党员的通知", row.org.name),),
        receipt=_receipt(row),
    )  # fmt: skip


def suspended(look: Look) -> Paper:
    """停止党籍 as decided, to the member."""
    row, title = look.subject, "关于停止党籍的通知"
    return _notice(
        look, title,
        Text(f"{_because(row)}根据{RULE}，经研究，决定自{_day(look)}起停止你的党籍。"),
        Field("决定的文号", str(look.said["basis"])),
        Text("停止党籍不是处分。与党组织取得联系、回国（境）后，可以提出恢复党籍；停止期间不参加"
             "组织生活，不交党费。"),
        Text(REMEDY),
    )  # fmt: skip


def restored(look: Look) -> Paper:
    """恢复党籍 as decided, to the member."""
    return _notice(
        look, "关于恢复党籍的通知",
        Text(f"你已与党组织取得联系。根据{RULE}，经研究，决定自{_day(look)}起恢复你的党籍，"
             f"在{look.subject.org.name}参加组织生活。"),
        Field("决定的文号", str(look.said["basis"])),
        Text("请与所在支部联系，从恢复的当月起交纳党费。有困难的，请告诉支部。"),
    )  # fmt: skip


def left(look: Look) -> Paper:
    """退党 as filed, to who has left."""
    row = look.subject
    return _notice(
        look, "关于办理退党的通知",
        Text(f"你于{day_in_words(row.since)}提出退党。支部于{day_in_words(row.talked_on)}与你谈话，"
             f"于{day_in_words(row.met_on)}召开支部大会讨论。根据《中国共产党章程》第九条，现已报上级"
             f"党组织备案，自{_day(look)}起除名。"),
        Field("备案的文号", str(look.said["basis"])),
        Text("党费交到上个月为止。对办理过程有不同意见的，可以向上级党组织提出。"),
    )  # fmt: skip


def _notice(look: Look, title: str, *blocks: Text | Field) -> Paper:
    row: OfMember = look.subject
    return Paper(
        title, (*blocks, Signature((_decides(look),), look.on)), addressee=f"{row.name}同志",
        annexes=(_slip(look, title, f"{row.name}同志"),), receipt=_receipt(row),
    )  # fmt: skip


def _slip(look: Look, title: str, to: str) -> Paper:
    """送达回执: signed by hand, then noted in the program."""
    return Paper(
        "送达回执",
        (
            Field("送达的文书", title), Field("送给", to), Field("送达方式"), Field("送达日期"),
            Field("收到的人签名"), Field("送达的人签名"), Field("没有签收的原因和见证人"),
            Text("签好后交回作出决定的党组织，同时在系统里记下送达。", flush=True),
        ),
        receipt=_receipt(look.subject),
    )  # fmt: skip


def _because(row: OfMember) -> str:
    if isinstance(row, Stay):
        return f"你自{day_in_words(row.since)}起在{row.place}（{row.get_kind_display()}）。"
    return f"你自{day_in_words(row.since)}起与党组织没有联系，经多次查找仍未取得联系。"


def _day(look: Look) -> str:
    return day_in_words(look.said["on"])


def _decides(look: Look) -> str:
    """The organisation of the post that takes the step; room for the pen where it is out of sight.

    A step from above is taken within its own range, so the name is in sight.
    """
    found = Organisation.everything.filter(pk=look.by.org_id).first()
    return found.name if found else "　"


def _receipt(row: OfMember) -> str:
    return f"记录编号 {str(row.public_id)[:8].upper()}"
