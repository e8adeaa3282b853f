"""How does a dual link begin and end? The member agrees, both sides accept, none ends it alone."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.parts import (
    ANY,
    OPENING,
    Gate,
    Kind,
    Limit,
    Place,
    Stage,
    Step,
    Who,
    Word,
)
from jingwei.kernel.privacy.classes import Class
from jingwei.systems.community.links import doing
from jingwei.systems.community.links.kinds import ENDS, LinkState

SOURCE = "文章：社区党建（新市民党员双重管理）"
CHANGE = Duty.MEMBERS_CHANGE
REASON = Word("reason", _("原因"), most=300)
NOT_HERE = Gate(_("组织关系已不在这里"), doing.still_here)

S = LinkState
LINK = Flow(
    code="community.link",
    title=_("新市民党员双重管理"),
    model="links.DualLink",
    states=S,
    ends=ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person_id",  # the host does not see the file
    host="host",
    url="links:link",
    purpose=_("组织关系和投票、党费、评议在原支部，组织生活和服务在居住地；一个人处处只算一次。"),
    stages=(
        Stage(_("本人和原支部同意"), (S.PROPOSED, S.WISHED)),
        Stage(_("居住地接收"), (S.ASKED,)),
        Stage(_("两边管理"), (S.LINKED, S.RETURNING, S.ENDING)),
        Stage(_("结束"), (S.DECLINED, S.WITHDRAWN, S.ENDED)),
    ),
    limits=(
        Limit("answer", _("对方答复"), "transfer.receive.days", escalates="remind"),
    ),
    steps=(
        Step("propose", _("提出双重管理"), OPENING, S.PROPOSED, CHANGE, source_text=SOURCE),
        Step("wish", _("本人提出"), OPENING, S.WISHED, Who.ONESELF, stamps=("consent_on",),
             starts=("answer",), source_text=SOURCE),
        Step("agree", _("我同意"), (S.PROPOSED,), S.ASKED, Who.ONESELF, stamps=("consent_on",),
             starts=("answer",)),
        Step("decline", _("我不同意"), (S.PROPOSED,), S.WITHDRAWN, Who.ONESELF,
             stamps=("ended_on",)),
        Step("drop", _("不提了"), (S.PROPOSED,), S.WITHDRAWN, CHANGE, stamps=("ended_on",),
             says=(REASON,)),
        Step("support", _("同意，请居住地支部接收"), (S.WISHED,), S.ASKED, CHANGE,
             starts=("answer",)),
        Step("refuse_wish", _("不同意"), (S.WISHED,), S.DECLINED, CHANGE,
             decides=True, says=(REASON,), stamps=("ended_on",), stops=("answer",)),
        Step("take_back", _("本人收回"), (S.WISHED, S.ASKED), S.WITHDRAWN, Who.ONESELF,
             stamps=("ended_on",), stops=("answer",)),
        Step("receive", _("接收，从今天起两边管理"), (S.ASKED,), S.LINKED, CHANGE, Place.HOST,
             says=(Word("contact", _("这里谁来联系"), Kind.LINE, Class.C, most=50,
                        field="contact"),),
             gates=(Gate(_("还没有在这里参加活动"), doing.not_here_yet),),
             stamps=("agreed_on",), stops=("answer",), does=doing.take_part,
             explains=_("在这里参加组织生活；投票、党费、评议和统计仍在原支部。")),
        Step("refuse", _("不能接收"), (S.ASKED,), S.DECLINED, CHANGE, Place.HOST, decides=True,
             says=(REASON,),
             stamps=("ended_on",), stops=("answer",)),
        Step("ask_back", _("提出结束"), (S.LINKED,), S.RETURNING, CHANGE, says=(REASON,),
             starts=("answer",), explains=_("居住地支部同意才结束。")),
        Step("agree_back", _("同意结束"), (S.RETURNING,), S.ENDED, CHANGE, Place.HOST,
             stamps=("ended_on",), stops=("answer",), does=doing.part),
        Step("keep_here", _("不同意结束"), (S.RETURNING,), S.LINKED, CHANGE, Place.HOST,
             says=(REASON,), stops=("answer",)),
        Step("ask_end", _("提出结束"), (S.LINKED,), S.ENDING, CHANGE, Place.HOST, says=(REASON,),
             starts=("answer",), explains=_("组织关系所在支部同意才结束。")),
        Step("agree_end", _("同意结束"), (S.ENDING,), S.ENDED, CHANGE, stamps=("ended_on",),
             stops=("answer",), does=doing.part),
        Step("keep_both", _("不同意结束"), (S.ENDING,), S.LINKED, CHANGE, says=(REASON,),
             stops=("answer",)),
        Step("leave", _("我不再两边参加"), (S.LINKED, S.RETURNING, S.ENDING), S.ENDED,
             Who.ONESELF, stamps=("ended_on",), stops=("answer",), does=doing.part,
             explains=_("同意是自己给的，随时可以收回，不用说原因。")),
        Step("gone", _("组织关系已不在原支部，结束"), ANY, S.ENDED, Who.WORKER,
             stamps=("ended_on",), gates=(NOT_HERE,), does=doing.part),
        Step("remind", _("超期提醒"), ANY, None, Who.WORKER, raises=True),
    ),
)  # fmt: skip
