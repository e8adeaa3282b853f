"""What does somebody type to come in, and for an own password?"""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access import rules
from jingwei.kernel.access.doors import policy


def _text(autocomplete: str, **more: str) -> forms.TextInput:
    # A name to remember is no place for a capital letter or a correction by the telephone.
    return forms.TextInput(
        {"class": "input", "autocomplete": autocomplete, "autocapitalize": "none",
         "spellcheck": "false", **more}
    )  # fmt: skip


def _secret(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput({"class": "input", "autocomplete": autocomplete})


class SignInForm(forms.Form):
    """Login and password; the code of a slip is taken here too."""

    login = forms.CharField(
        label=_("登录名"), max_length=80, widget=_text("username"),
        error_messages={"required": _("还没有写登录名，它印在小条上。")},
    )  # fmt: skip
    password = forms.CharField(
        label=_("密码"), max_length=400, strip=False, widget=_secret("current-password"),
        error_messages={"required": _("还没有写密码。")},
    )  # fmt: skip
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class SlipForm(forms.Form):
    """What stands on the printed slip."""

    login = forms.CharField(
        label=_("登录名"), max_length=80, widget=_text("username"),
        error_messages={"required": _("还没有写登录名，它印在小条上。")},
    )  # fmt: skip
    code = forms.CharField(
        label=_("一次性口令"), max_length=40, widget=_text("one-time-code"),
        help_text=_("小条上的12个字，大小写、空格、短横都不要紧。"),
        error_messages={"required": _("还没有写一次性口令，它印在小条上。")},
    )  # fmt: skip


class CodeForm(forms.Form):
    """The second factor: six digits, or a recovery code."""

    code = forms.CharField(
        label=_("六位数"), max_length=40, widget=_text("one-time-code", inputmode="text"),
        help_text=_("看手机上的验证器。手机不在身边，就填一个恢复码。"),
        error_messages={"required": _("还没有填六位数。")},
    )  # fmt: skip


class NewPasswordForm(forms.Form):
    """An own password, twice, so that nobody is locked out by a slip of the finger."""

    password = forms.CharField(
        label=_("新密码"), max_length=400, strip=False, widget=_secret("new-password"),
        error_messages={"required": _("还没有写新密码。")},
    )  # fmt: skip
    again = forms.CharField(
        label=_("再写一遍"), max_length=400, strip=False, widget=_secret("new-password"),
        error_messages={"required": _("请把新密码再写一遍。")},
    )  # fmt: skip

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["password"].help_text = password_hint()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("两遍写得不一样，请再写一遍。"))
        return said


class ChangePasswordForm(NewPasswordForm):
    """The same with the present password first."""

    former = forms.CharField(
        label=_("现在的密码"), max_length=400, strip=False, widget=_secret("current-password"),
        error_messages={"required": _("还没有写现在的密码。")},
    )  # fmt: skip
    field_order = ("former", "password", "again")


class PasswordAgainForm(forms.Form):
    """A step that weakens the account asks for its password once more."""

    password = forms.CharField(
        label=_("现在的密码"), max_length=400, strip=False, widget=_secret("current-password"),
        error_messages={"required": _("还没有写现在的密码。")},
    )  # fmt: skip


def password_hint() -> str:
    """What this installation asks of a password, in one sentence."""
    asked = policy()
    if settings.JINGWEI_PASSWORDS == "mlps3":
        return _("至少{n}个字，大写、小写、数字、符号要有{kinds}种，{days}天换一次。").format(
            n=asked.least, kinds=asked.kinds, days=asked.days
        )
    return _("至少{n}个字，一句自己记得住的话最好；不用大小写混着来。最多{most}个字。").format(
        n=asked.least, most=rules.LONGEST
    )
