"""How are degrees typed where a door has a place on the map?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DATUM_HINT = _("国家大地坐标系（CGCS2000）；写了，居民的服务地图上就有它。可以不写。")


class Degrees(forms.FloatField):
    """Degrees with a point; empty for a place that is not known."""

    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, required=False, help_text=hint,
            widget=forms.TextInput({"class": "input num", "inputmode": "decimal"}),
            error_messages={"invalid": _("经纬度写数字，例如120.864512。")},
        )  # fmt: skip
