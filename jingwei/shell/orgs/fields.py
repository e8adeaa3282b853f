"""What may be typed into the forms about organisations? Days in any usual form, codes, words."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import Precision
from jingwei.shell.orgs.days import read

UNREAD_DAY = _("日期这样写：2026-07-02。")
UNREAD_LOOSE = _("日期写到日、月或年：2010-07-02、2010-07、2010。")


class Text(forms.CharField):
    """One line of text with the look of the house; what is wrong with it the rules say."""

    def __init__(self, *, label: Any, rows: int = 0, most: int = 200, **more: Any) -> None:
        hint = more.pop("hint", "")
        attrs = {"class": "textarea" if rows else "input", "autocomplete": "off"} | more.pop(
            "attrs", {}
        )
        widget = forms.Textarea({**attrs, "rows": rows}) if rows else forms.TextInput(attrs)
        super().__init__(
            label=label, help_text=hint, widget=widget, max_length=most, required=False, **more
        )


class Choice(forms.ChoiceField):
    def __init__(self, *, label: Any, choices: Any, **more: Any) -> None:
        hint = more.pop("hint", "")
        super().__init__(
            label=label, choices=choices, help_text=hint,
            widget=forms.Select({"class": "select"}), **more,
        )  # fmt: skip


class Day(forms.CharField):
    """A day; ``2026-07-02``, ``2026.7.2``, ``20260702`` and ``2026年7月2日`` are all read."""

    def __init__(self, *, label: Any, required: bool = True, hint: Any = "") -> None:
        widget = forms.TextInput(
            {"class": "input num", "inputmode": "numeric", "placeholder": "2026-07-02",
             "autocomplete": "off"}
        )  # fmt: skip
        super().__init__(
            label=label, required=required, help_text=hint, widget=widget, max_length=20,
            error_messages={"required": _("还没有写日期。")},
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = read(typed)
        if found is None:
            raise forms.ValidationError(UNREAD_DAY)
        return found


class LooseDay(Day):
    """A day that may be known to the month or year only; gives the day and its precision."""

    def clean(self, value: Any) -> tuple[date, str]:
        typed = str(forms.CharField.clean(self, value)).strip()
        plain = typed.rstrip("年月日").replace("年", "-").replace("月", "-")
        plain = plain.replace(".", "-").replace("/", "-")
        digits = plain.replace("-", "")
        found = read(typed)
        if found is not None:
            return found, Precision.DAY
        if not digits.isdecimal() or not digits.isascii():
            raise forms.ValidationError(UNREAD_LOOSE)
        parts = plain.split("-") if "-" in plain else [digits[:4], digits[4:]]
        month = int(parts[1]) if len(parts) > 1 and parts[1] else 0
        if len(parts) > 2 or len(parts[0]) != 4 or month > 12 or len(digits) > 6:
            raise forms.ValidationError(UNREAD_LOOSE)
        try:
            start = date(int(parts[0]), month or 1, 1)
        except ValueError as error:
            raise forms.ValidationError(UNREAD_LOOSE) from error
        return start, Precision.MONTH if month else Precision.YEAR


class Whole(forms.IntegerField):
    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, required=False, help_text=hint,
            widget=forms.TextInput({"class": "input num", "inputmode": "numeric"}),
            error_messages={"invalid": _("这里写整数，例如 120。")},
        )  # fmt: skip


class Degrees(forms.FloatField):
    """Degrees with a point; empty for a place that is not known."""

    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, required=False, help_text=hint,
            widget=forms.TextInput({"class": "input num", "inputmode": "decimal"}),
            error_messages={"invalid": _("经纬度写数字，例如120.864512。")},
        )  # fmt: skip
