"""Which fields does each kind have? Page, API and rules read this one table."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.work.matters import own
from jingwei.work.matters.kinds import Kind


class Form(StrEnum):
    LINE = "line"
    DAY = "day"
    YES = "yes"
    COUNT = "count"


@dataclass(frozen=True)
class OwnField:
    """One field. ``sealed`` is kept under the key and never shown in a list."""

    name: str
    label: Promise
    form: Form = Form.LINE
    required: bool = True
    most: int = 120
    sealed: bool = False
    hint: Promise | str = ""


@dataclass(frozen=True)
class Own:
    model: Any
    fields: tuple[OwnField, ...]


ABOUT = Own(own.Complaint, (
    OwnField("about", _("投诉的是谁")),
    OwnField("happened_on", _("哪天的事"), Form.DAY, required=False),
))  # fmt: skip
OWN: dict[str, Own] = {
    Kind.GRID: Own(own.GridMatter, (
        OwnField("on_the_spot", _("当场办好了"), Form.YES, required=False),
        OwnField("whistled_on", _("哪天报镇街“吹哨”"), Form.DAY, required=False),
    )),
    Kind.PROXY: Own(own.ProxyCase, (
        OwnField("mandate", _("委托办什么、办到哪一步"), most=300),
        OwnField("since", _("委托从哪天起"), Form.DAY),
        OwnField("until", _("委托到哪天止"), Form.DAY),
        OwnField("agreed", _("怎样同意的，如签了委托书"), most=60),
        OwnField("errands_saved", _("省了本人几趟"), Form.COUNT, required=False),
    )),
    Kind.VOICE: Own(own.VoiceItem, (
        OwnField("raised_to", _("向谁反映")),
        OwnField("raised_on", _("哪天反映的"), Form.DAY),
        OwnField("heard_on", _("哪天有回音"), Form.DAY, required=False),
    )),
    Kind.BENEFIT: Own(own.BenefitFound, (
        OwnField("benefit", _("可以享受什么")),
        OwnField("basis", _("依据哪个文件"), most=200),
        OwnField("granted_on", _("哪天享受到"), Form.DAY, required=False),
    )),
    Kind.MERCHANT: ABOUT,
    Kind.OFFICE: ABOUT,
    Kind.FAMILY: Own(own.Mediation, (
        OwnField("body", _("谁来调解")),
        OwnField("received_on", _("调解的人哪天收到"), Form.DAY),
        OwnField("other", _("对方是谁"), required=False, most=60, sealed=True),
        OwnField("agreed_on", _("哪天签的协议"), Form.DAY, required=False),
    )),
    Kind.LABOUR: Own(own.Mediation, (
        OwnField("body", _("谁来调解")),
        OwnField("received_on", _("调解的人哪天收到"), Form.DAY),
        OwnField("other", _("对方是谁"), required=False, most=60, sealed=True),
        OwnField("is_wages", _("是在职期间的欠薪"), Form.YES, required=False),
        OwnField("known_on", _("哪天知道权利受损；欠薪的写哪天离职"), Form.DAY, required=False,
                 hint=_("一年时效从这天算；在职期间欠薪不受限，离职后一年内。")),
        OwnField("agreed_on", _("哪天签的协议"), Form.DAY, required=False),
    )),
}  # fmt: skip
