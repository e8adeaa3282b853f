"""What must be said at the steps? Words and choices of the table, in one place."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.flows.parts import Kind, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.systems.competence.disposition import kinds

CARE = tuple(
    Word(f"care_{key}", title, Kind.CHOICE, Class.S, choices=tuple(kinds.Care.choices))
    for key, title in kinds.PROMPTS.items()
)
TALKED = Word("talked_on", _("谈心谈话日期"), Kind.DAY, Class.C,
              help=_("只记哪天谈的，不记谈了什么。"))  # fmt: skip
FORM = Word("form", _("拟处置方式"), Kind.CHOICE, Class.C, choices=tuple(kinds.Form.choices))
GROUNDS = Word("grounds", _("依据"), Kind.TEXT, Class.S, most=400,
               help=_("依据的编号，几条用逗号隔开。"))  # fmt: skip
DISCIPLINE = Word("discipline", _("同一件事受过党纪处分吗"), Kind.CHOICE, Class.S,
                  choices=tuple(kinds.Discipline.choices))  # fmt: skip
COMMITTEE_ON = Word("committee_on", _("支委会日期"), Kind.DAY, Class.I)
FILED_ON = Word("filed_on", _("备案日期"), Kind.DAY, Class.I)
FACTS = Word("facts", _("查明的事实和依据"), Kind.TEXT, Class.S, most=4000)
INFORMED_ON = Word("informed_on", _("告知日期"), Kind.DAY, Class.C, field="informed_on")
RECEIVED_ON = Word("received_on", _("本人收到日期"), Kind.DAY, Class.C, field="received_on")
WAY = Word("way", _("怎样送达"), Kind.CHOICE, Class.I, choices=tuple(kinds.Way.choices))
RECEIPT = Word("receipt", _("回执"), Kind.CHOICE, Class.I, choices=tuple(kinds.Receipt.choices))
HEARD_ON = Word("heard_on", _("当面听取日期"), Kind.DAY, Class.C)
HEARD = Word("record", _("听取记录"), Kind.TEXT, Class.S, most=4000)
CHECKED = Word("checked", _("记录由本人核对过"), Kind.YES, Class.I)
POINT = Word("point", _("第几条"), Kind.NUMBER, Class.I)
ANSWER = Word("answer", _("支部核实"), Kind.TEXT, Class.S, most=2000)
RESULT = Word("result", _("结果"), Kind.CHOICE, Class.C, choices=tuple(kinds.Result.choices))
REVIEWED_ON = Word("reviewed_on", _("审核日期"), Kind.DAY, Class.I)
OPINION = Word("opinion", _("审核意见"), Kind.TEXT, Class.S)
INVITED_ON = Word("invited_on", _("通知本人参会日期"), Kind.DAY, Class.C)
MET_ON = Word("met_on", _("支部大会日期"), Kind.DAY, Class.I, field="voted_on")
CAME = Word("came", _("本人到会情况"), Kind.CHOICE, Class.C, choices=tuple(kinds.Came.choices))
MEETING = Word("meeting", _("会议记录编号"), Kind.LINE, Class.I, required=False, most=60,
               help=_("会议已在“组织生活”里记过的，填那次会的编号，票数会核对。"))  # fmt: skip


def _count(name: str, label: object) -> Word:
    return Word(name, label, Kind.NUMBER, Class.I, most=6, field=name)  # type: ignore[arg-type]


VOTE = (
    _count("entitled", _("应到会有表决权人数")), _count("present", _("实到会有表决权人数")),
    _count("yes", _("赞成")), _count("no", _("不赞成")), _count("abstained", _("弃权")),
)  # fmt: skip
DECIDED_ON = Word("decided_on", _("决定日期"), Kind.DAY, Class.I)
SERVED_ON = Word("served_on", _("送达日期"), Kind.DAY, Class.C, field="served_on")
REASON = Word("reason", _("理由"), Kind.TEXT, Class.S)
PLAN = Word("plan", _("和本人商定的帮教计划"), Kind.TEXT, Class.S)
CHECK = Word("check", _("中期检查看到的"), Kind.TEXT, Class.S)
REVIEW = Word("closing", _("期满评议"), Kind.TEXT, Class.S)
STATEMENT_ON = Word("statement_on", _("本人书面声明日期"), Kind.DAY, Class.C)
UPHELD = Word("upheld", _("申诉怎样答复"), Kind.CHOICE, Class.C,
              choices=tuple(kinds.Upheld.choices))  # fmt: skip
TO_WHOM = Word("to_whom", _("转给哪一级党组织"), Kind.LINE, Class.I, most=100)
ASKS = tuple(one for one in kinds.Ask.choices if one[0] != kinds.Ask.APPEAL)
ASK = Word("ask", _("想提的是"), Kind.CHOICE, Class.C, choices=ASKS)
SAID = Word("said", _("您要说的"), Kind.TEXT, Class.S, most=4000)
