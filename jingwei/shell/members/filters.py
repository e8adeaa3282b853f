"""What does the address of the list ask for? A form of conditions, its chips, and the filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Category, State, Title
from jingwei.kernel.people.queries import ALL, CURRENT, GONE, ORDERS, Filters
from jingwei.shell import words
from jingwei.shell.orgs.fields import Day

YES, NO = "1", "0"
EITHER: Final = (("", _("不限")), (YES, _("是")), (NO, _("否")))
LEVELS: Final = (
    ("postgraduate", _("研究生")), ("bachelor", _("大学本科")), ("college", _("大学专科")),
    ("secondary", _("中专、高中、技校")), ("basic", _("初中及以下")),
)  # fmt: skip
STANDINGS: Final = (("", _("在册")), (GONE, _("不在册")), (ALL, _("全部档案")))
ORDER_WORDS: Final = {
    "name": _("按姓名读音排"), "-name": _("按姓名读音倒排"), "age": _("年长的在前"),
    "-age": _("年轻的在前"), "joined": _("入党早的在前"), "-joined": _("入党晚的在前"),
}  # fmt: skip
FOR_KEEPERS: Final = ("state", "lost")
"""Conditions for those who keep the roster; the list itself never shows them."""

OLDEST: Final = 130


def _choice(label: Any, choices: Any, empty: Any = None) -> forms.ChoiceField:
    first = (("", empty),) if empty is not None else ()
    return forms.ChoiceField(
        label=label, choices=(*first, *choices), required=False,
        widget=forms.Select({"class": "select"}),
    )  # fmt: skip


def _years(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=OLDEST,
        widget=forms.TextInput({"class": "input num", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("年龄写整数，例如 35。"), "min_value": _("年龄写整数，例如 35。"),
            "max_value": _("年龄写整数，例如 35。"),
        },
    )  # fmt: skip


class FilterForm(forms.Form):
    """Conditions of the list. What cannot be read is said at its field and left out."""

    q = forms.CharField(required=False, max_length=60, strip=True)
    org = forms.CharField(required=False, max_length=40)
    category = _choice(_("类型"), ((Category.FULL, _("正式")), (Category.PROBATIONARY, _("预备"))),
                       _("正式和预备"))  # fmt: skip
    standing = _choice(_("档案"), STANDINGS)
    sex = _choice(_("性别"), (("1", _("男")), ("2", _("女"))), _("不限"))
    level = _choice(_("学历"), LEVELS, _("不限"))
    age_from = _years(_("年龄从"))
    age_to = _years(_("年龄到"))
    joined_from = Day(label=_("入党日期从"), required=False)
    joined_to = Day(label=_("入党日期到"), required=False)
    born_from = Day(label=_("出生日期从"), required=False)
    born_to = Day(label=_("出生日期到"), required=False)
    floating = _choice(_("流动党员"), EITHER)
    numbered = _choice(_("有身份证号"), EITHER)
    title = _choice(_("党内职务"), Title.choices, _("不限"))
    post = _choice(_("担任职务"), EITHER)
    state = _choice(_("党籍状态"), State.choices, _("不限"))
    lost = _choice(_("失去联系"), EITHER)
    order = forms.ChoiceField(choices=list(ORDER_WORDS.items()), required=False)

    def __init__(self, data: Mapping[str, Any], *, scope: Scope) -> None:
        super().__init__(data)
        self.scope = scope
        self.chosen: Organisation | None = None
        if not scope.holds(Duty.MEMBERS_CHANGE):
            for name in FOR_KEEPERS:
                del self.fields[name]

    def clean_org(self) -> str:
        code = str(self.cleaned_data["org"])
        if not code:
            return ""
        self.chosen = Organisation.objects.within(self.scope).filter(code=code).first()
        if self.chosen is None:
            raise forms.ValidationError(_("没有这个组织，或者不在您管的范围里。"))
        return code


MORE: Final = (
    "sex", "level", "age_from", "age_to", "joined_from", "joined_to", "born_from", "born_to",
    "floating", "numbered", "title", "post", "state", "lost", "standing",
)  # fmt: skip
"""Conditions behind the button 更多条件."""


@dataclass(frozen=True)
class Chip:
    """One condition in force and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Asked:
    """What was asked for: the conditions that could be read, and what was wrong with others."""

    data: QueryDict
    scope: Scope
    filters: Filters
    order: str
    said: dict[str, Any]
    org: Organisation | None = None
    errors: Mapping[str, Any] = field(default_factory=dict)
    more_asked: bool = False

    @cached_property
    def form(self) -> FilterForm:
        """The conditions as fields; a form costs a millisecond, so the plain list makes none."""
        form = FilterForm(self.data, scope=self.scope)
        form.is_valid()
        return form

    @property
    def more(self) -> list[Any]:
        """The bound fields behind 更多条件."""
        return [self.form[name] for name in MORE if name in self.form.fields]

    @property
    def is_open(self) -> bool:
        """Are the further conditions to be seen: asked for, in force, or not understood?"""
        return self.more_asked or any(name in self.said or name in self.errors for name in MORE)


def asked(data: QueryDict, scope: Scope) -> Asked:
    """The conditions of an address; one query with an organisation, else none."""
    more = "more" in data
    if not any(data.get(name) for name in FilterForm.base_fields):
        return Asked(data, scope, Filters(), "name", {}, more_asked=more)
    form = FilterForm(data, scope=scope)
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    order = said.pop("order", "")
    return Asked(
        data, scope, _filters(said, form.chosen), order if order in ORDERS else "name", said,
        org=form.chosen, errors=form.errors, more_asked=more,
    )  # fmt: skip


def _filters(said: Mapping[str, Any], org: Organisation | None) -> Filters:
    direct = (
        "category", "state", "sex", "age_from", "age_to", "level", "title", "born_from", "born_to",
        "joined_from", "joined_to",
    )  # fmt: skip
    told: dict[str, Any] = {name: said[name] for name in direct if name in said}
    for name, column in (
        ("floating", "floating"), ("numbered", "numbered"), ("lost", "lost"), ("post", "in_post"),
    ):  # fmt: skip
        if name in said:
            told[column] = said[name] == YES
    return Filters(
        path=org.path if org else "", text=said.get("q", ""),
        standing=said.get("standing", CURRENT), **told,
    )  # fmt: skip


def chips(found: Asked, query: QueryDict) -> list[Chip]:
    """Each condition in force in words, with its cross."""
    made = []
    if "standing" not in found.said:
        made.append(Chip(_now("在册"), _without(query, standing=ALL)))
    for name, value in found.said.items():
        made.append(Chip(_chip_words(found, name, value), _without(query, **{name: None})))
    return made


def _chip_words(found: Asked, name: str, value: Any) -> str:
    if name == "q":
        return f"“{value}”"
    if name == "org" and found.org:
        return str(found.org)
    shown: Any = FilterForm.base_fields[name]
    known = dict(getattr(shown, "choices", ()))
    if value in (YES, NO) and known:
        said = known[value]
        return _now("{what}：{said}").format(what=shown.label, said=said)
    if isinstance(value, date):
        return f"{shown.label} {words.day(value)}"
    return str(known.get(value) or f"{shown.label} {value}")


def _without(query: QueryDict, **changed: str | None) -> str:
    left = query.copy()
    for name in ("at", "from"):
        left.pop(name, None)
    for name, value in changed.items():
        left.pop(name, None)
        if value is not None:
            left[name] = value
    return f"?{left.urlencode()}"


def plain(query: QueryDict) -> str:
    """The query string that a saved view keeps: conditions and order, no place in the list."""
    known = {*FilterForm.base_fields}
    left = QueryDict(mutable=True)
    for name in query:
        value = query.get(name, "")
        if name in known and value:
            left[name] = value
    return left.urlencode()
