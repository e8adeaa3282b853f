"""What is asked for to open an account, to give a post, to name a deputy?"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.actions import by_login
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.accounts.choosing import candidates

TEXT = {"class": "input", "autocomplete": "off"}


class OrganisationField(forms.CharField):
    """An organisation by code or name; of several the form offers a choice."""

    def __init__(self, **named: Any) -> None:
        super().__init__(
            **{
                "label": _("组织"), "max_length": 120, "widget": forms.TextInput(TEXT),
                "help_text": _("写组织编码，或者名称里的几个字。"),
                "error_messages": {"required": _("还没有写是哪个组织。")}, **named,
            }
        )  # fmt: skip


class ScopedForm(forms.Form):
    """Finds the organisation that was typed within the scope of who types."""

    def __init__(self, *arguments: Any, scope: Scope, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.scope = scope
        self.choices: list[Organisation] = []

    def clean_org(self) -> Organisation | None:
        typed = self.cleaned_data["org"].strip()
        if not typed:
            return None
        found = candidates(self.scope, typed)
        if len(found) == 1:
            return found[0]
        self.choices = found
        if found:
            raise forms.ValidationError(_("有几个组织都对得上，请写下面的一个编码。"))
        raise forms.ValidationError(_("您的范围里没有这个组织，请写编码或全称。"))


def _login() -> forms.CharField:
    return forms.CharField(
        label=_("登录名"), max_length=80,
        widget=forms.TextInput({**TEXT, "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("本人记得住就好，例如组织编码；大小写不分。"),
        error_messages={"required": _("还没有写登录名，可以用组织编码。")},
    )  # fmt: skip


class MemberForm(ScopedForm):
    """A new account for a member of one's own, who sees the own file with it."""

    login = _login()


class OpenForm(ScopedForm):
    """A new account."""

    org = OrganisationField()
    name = forms.CharField(
        label=_("姓名"), max_length=50, widget=forms.TextInput(TEXT),
        error_messages={"required": _("还没有写姓名。账号要对应一个人。")},
    )  # fmt: skip
    login = _login()


class SubtreeForm(ScopedForm):
    """A whole part of the tree; empty means all of the acting post's."""

    org = OrganisationField(
        label=_("哪个组织和它的下级"), required=False,
        help_text=_("写组织编码或名称；不写就是您现在身份的全部范围。"),
    )  # fmt: skip


class AccountField(forms.CharField):
    """Somebody by the exact login, who may belong elsewhere."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        found = by_login(typed)
        if found is None or not found.is_active:
            raise forms.ValidationError(_("没有这个登录名，请问清楚他的登录名再写。"))
        return found


def _account(label: Any) -> AccountField:
    return AccountField(
        label=label, max_length=80,
        widget=forms.TextInput({**TEXT, "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("还没有写登录名。")},
    )  # fmt: skip


def _day(label: Any, *, required: bool, hint: Any = "", empty: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=hint,
        widget=forms.DateInput({"class": "input", "type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": empty, "invalid": _("日期写成 2026-07-02 这样。")},
    )  # fmt: skip


class TermForm(ScopedForm):
    """From a day up to and including another; what is kept ends before the next day."""

    first = _day(_("从哪天起"), required=True, empty=_("还没有写从哪天起。"))
    last = _day(_("到哪天为止"), required=False, hint=_("含这一天；不写就一直有效。"))

    def until(self) -> date | None:
        last: date | None = self.cleaned_data.get("last")
        return last + timedelta(days=1) if last else None


class GiveForm(TermForm):
    """A post for somebody."""

    account = _account(_("谁的登录名"))
    org = OrganisationField()
    role = forms.ChoiceField(
        label=_("身份"), choices=[(role.key, role.title) for role in ROLES.values()],
        widget=forms.Select({"class": "select"}),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("依据"), max_length=200, required=False, widget=forms.TextInput(TEXT),
        help_text=_("例如任职文件的文号。"),
    )  # fmt: skip
    field_order = ("account", "org", "role", "first", "last", "basis")


class DeputyForm(TermForm):
    """Somebody who stands in during a leave."""

    account = _account(_("代理人的登录名"))
    org = OrganisationField(
        label=_("代理的范围"), required=False,
        help_text=_("不写就是整个身份；只代一部分，写下级组织的编码。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("事由"), max_length=200, widget=forms.TextInput(TEXT),
        help_text=_("例如产假、学习、出差。"), error_messages={"required": _("还没有写事由。")},
    )  # fmt: skip
    field_order = ("account", "first", "last", "reason", "org")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["last"].required = True
        self.fields["last"].help_text = _("含这一天，要在本人任期之内。")
        self.fields["last"].error_messages["required"] = _("还没有写到哪天为止。")


class ReasonForm(forms.Form):
    """Why something is taken away."""

    said = forms.CharField(
        label=_("原因"), max_length=200, widget=forms.TextInput(TEXT),
        help_text=_("例如调离、退休、换届。"), error_messages={"required": _("还没有写原因。")},
    )  # fmt: skip


class FilterForm(forms.Form):
    """Which accounts or posts the list shows; a wrong word is no filter, never an error."""

    q = forms.CharField(required=False, max_length=40)
    role = forms.ChoiceField(
        required=False,
        choices=[("", _("全部身份")), *((role.key, role.title) for role in ROLES.values())],
        widget=forms.Select({"class": "select", "aria-label": _("身份")}),
    )  # fmt: skip
    org = forms.CharField(required=False, max_length=120)

    def said(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, "") or "")
