"""Which forms, states, seats and answers are there? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """The three organisational dispositions; a Party sanction is none of them."""

    RECTIFY = "rectify", _("限期改正")
    ADVISE_LEAVE = "advise_leave", _("劝其退党")
    STRIKE_OFF = "strike_off", _("除名")


class State(models.TextChoices):
    CONCERN = "concern", _("谈心帮助")
    PROPOSED = "proposed", _("支委会提出")
    FILED_BEFORE = "filed_before", _("已事前备案")
    INVESTIGATING = "investigating", _("调查核实")
    MEMBER_INFORMED = "member_informed", _("已告知本人")
    DEFENCE_OPEN = "defence_open", _("听取本人意见")
    BRANCH_MEETING = "branch_meeting", _("支部大会讨论")
    APPROVED = "approved", _("上级已批准")
    RETURNED = "returned", _("上级退回")
    NOT_DISPOSED = "not_disposed", _("决定不作处置")
    SERVED = "served", _("决定已送达")
    APPEAL_OPEN = "appeal_open", _("可以申诉")
    FINAL = "final", _("决定已生效")
    IN_RECTIFICATION = "in_rectification", _("正在改正")
    LIFTED = "lifted", _("改正结束")
    ESCALATED = "escalated", _("期满没有改正")
    ADVISED = "advised", _("已劝退")
    LEFT = "left", _("本人已退党")
    REFUSED = "refused", _("劝而不退")
    CLOSED_NO_ACTION = "closed_no_action", _("已终止")


ENDS = (State.LIFTED, State.ESCALATED, State.LEFT, State.CLOSED_NO_ACTION)


class Role(models.TextChoices):
    """Who sits on a case. Only these people see it."""

    DRAFTER = "drafter", _("承办人")
    INVESTIGATOR = "investigator", _("调查人")
    HELPER = "helper", _("帮教人")
    APPROVER = "approver", _("审批人")
    SUPERIOR = "superior", _("再上一级审核人")


class Care(models.TextChoices):
    """An answer to a prompt that comes before any ground."""

    NONE = "none", _("没有这种情况")
    HELPED = "helped", _("有，已经帮助或照顾")
    OPEN = "open", _("有，还没有办")


PROMPTS = {
    "hardship": _("生活困难"),
    "illness": _("本人或家人生病"),
    "age": _("年老体弱"),
    "pregnancy": _("怀孕、哺乳"),
    "distance": _("离得远、在外地"),
}
"""Asked first, answered by a named person: none of these is ever 'not coming' or 'not paying'."""


class Discipline(models.TextChoices):
    """Has the same matter been dealt with by Party discipline?"""

    NONE = "none", _("没有受过党纪处分")
    OTHER = "other", _("受过，不是这件事")
    SAME = "same", _("受过，就是这件事")


class Way(models.TextChoices):
    BY_HAND = "by_hand", _("当面送达")
    BY_POST = "by_post", _("挂号寄送")
    BY_PROXY = "by_proxy", _("委托所在支部转交")


class Receipt(models.TextChoices):
    SIGNED = "signed", _("本人签收")
    DECLINED = "declined", _("本人没有签字，两人在场证明")
    POSTED = "posted", _("有投递回执")


class Came(models.TextChoices):
    PRESENT = "present", _("本人到会")
    WRITTEN = "written", _("本人没有到会，书面意见已宣读")
    AWAY = "away", _("本人收到通知，没有到会")


class Upheld(models.TextChoices):
    UPHELD = "upheld", _("维持原决定")
    CHANGED = "changed", _("原决定要改")


class Ask(models.TextChoices):
    """What the member puts forward on the own page."""

    ACCOUNT = "account", _("说明情况")
    WITNESS = "witness", _("请人作证或辩护")
    TIME = "time", _("请求多给时间")
    AVOID = "avoid", _("请求有关的人回避")
    APPEAL = "appeal", _("申诉")


class Result(models.TextChoices):
    ACCEPTED = "accepted", _("属实，不再计入")
    PARTLY = "partly", _("部分属实")
    NOT_SHOWN = "not_shown", _("没有查实")
    ARRANGED = "arranged", _("已安排")
    DECLINED = "declined", _("没有采纳，理由写在答复里")


class Ground(models.TextChoices):
    """五不: five situations in which somebody looks at the records; never a label of a person."""

    LIFE = "life", _("不参加组织生活")
    DUES = "dues", _("不交纳党费")
    TRANSFER = "transfer", _("不转组织关系")
    TASKS = "tasks", _("不完成组织布置的任务")
    ROLE = "role", _("不发挥先锋模范作用")


class Phase(models.TextChoices):
    """三个五步: three phases of a local checklist."""

    FACTS = "facts", _("五步量化定格")
    VERIFY = "verify", _("五步核实定性")
    HELP = "help", _("五步帮教整改")


LOCAL_STEPS = {
    Phase.FACTS: (_("收集记录"), _("听本人说明"), _("联系经过"), _("支委会研究"), _("报上级备案")),
    Phase.VERIFY: (_("两人调查"), _("听取证人"), _("听取申辩"), _("支部大会"), _("上级审批")),
    Phase.HELP: (_("落实帮教人"), _("商定帮教计划"), _("每月谈一次"), _("中期检查"), _("期满评议")),
}
"""Names of our own proposal (P): the article does not name the fifteen steps."""


class Field(models.TextChoices):
    """Where an exit mechanism is tried."""

    RURAL = "rural", _("农村")
    COMMUNITY = "community", _("社区")
    ENTERPRISE = "enterprise", _("企业")


class Kept(models.TextChoices):
    OPEN = "open", _("还在试")
    KEPT = "kept", _("保留推广")
    DROPPED = "dropped", _("不再采用")
