"""What is said at the steps? Each thing once; what is personal is sealed with the step."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.flows.parts import Kind, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.work.membership.development.kinds import Check, Outcome, Recommended, Why


def day(label: Any, field: str = "", name: str = "on", **more: Any) -> Word:
    return Word(name, label, Kind.DAY, Class.C, field=field, **more)


def text(name: str, label: Any, *, required: bool = False, most: int = 1000, **more: Any) -> Word:
    return Word(name, label, Kind.TEXT, Class.C, required=required, most=most, **more)


def number(name: str, label: Any, *, required: bool = True, **more: Any) -> Word:
    return Word(name, label, Kind.NUMBER, Class.I, required=required, most=6, **more)


def heard(name: str, label: Any) -> Word:
    """Something that must have been done before; a tick says that it was."""
    return Word(name, label, Kind.YES, Class.I)


REASON = text("reason", _("原因"), required=True, most=500)
NOTE = text("note", _("说明"))
OPINION = text("opinion", _("意见"))
RECOMMENDED = Word(
    "recommended", _("怎样推荐的"), Kind.CHOICE, Class.C, choices=tuple(Recommended.choices),
    field="recommended",
)  # fmt: skip
TWO_NAMES = _("照名册写姓名；有重名的，在姓名后写证件末四位，如“张三 1234”。")
CONTACTS = (
    Word("one", _("培养联系人"), Kind.LINE, Class.C, most=60, help=TWO_NAMES),
    Word("two", _("第二名培养联系人"), Kind.LINE, Class.C, required=False, most=60),
)
SPONSORS = (
    Word("one", _("入党介绍人"), Kind.LINE, Class.C, most=60, help=TWO_NAMES),
    Word("two", _("第二名入党介绍人"), Kind.LINE, Class.C, most=60),
)
CHECK = Word("result", _("考察结论"), Kind.CHOICE, Class.C, choices=tuple(Check.choices))
HEARD = (
    heard("heard_contacts", _("听取了培养联系人的意见")),
    heard("heard_group", _("听取了党小组的意见")),
    heard("heard_members", _("听取了党员的意见")),
    heard("heard_masses", _("听取了群众的意见")),
)
WHERE = Word("where", _("张贴在哪里"), Kind.LINE, Class.P, most=100)
OUTCOME = Word(
    "result", _("审查结论"), Kind.CHOICE, Class.C, choices=tuple(Outcome.choices),
    field="political",
)  # fmt: skip
REVIEWED_HOW = text(
    "how", _("怎样审查的"), required=True,
    help=_("同本人谈话、查阅档案、函调或外调；只写结论和出处，不抄材料。"),
)  # fmt: skip
TRAINING = (
    number("days", _("培训天数"), required=False),
    number("hours", _("培训学时"), required=False),
)
LEAVING = Word(
    "leaving", _("三个月内会离开工作、学习单位吗"), Kind.CHOICE, Class.C,
    choices=(("no", _("不会")), ("yes", _("会"))),
)  # fmt: skip
FORM_NO = Word("form_no", _("志愿书编号"), Kind.LINE, Class.C, required=False, most=40,
               field="form_no")  # fmt: skip
VOTE = (
    number("entitled", _("应到会有表决权")),
    number("present", _("实到会有表决权")),
    number("yes", _("同意")),
    number("no", _("不同意")),
    number("abstained", _("弃权")),
    number("written", _("没到会、事前书面同意的"), required=False),
)
MONTHS = number("months", _("延长几个月"))
WHO_TALKED = Word("who", _("谈话人"), Kind.LINE, Class.C, most=60)
WHY_LATE = text("why_late", _("超过最长期限的原因"), most=300)
WHY = Word("why", _("哪种情况"), Kind.CHOICE, Class.C, choices=tuple(Why.choices), field="why")
SETTLED = text("settled", _("反映的问题核实结果"))
GROUP = Word("group", _("编入的党小组"), Kind.LINE, Class.C, required=False, most=60)
