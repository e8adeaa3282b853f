"""What does a clerk fill in to bring a roster? The file, its kind, and the day it speaks of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.actions import ROOT_DEPTH
from jingwei.ops.imports.models import Datum, Kind

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.geojson,.json"


class UploadForm(forms.Form):
    """``kinds`` are those that the acting post may bring."""

    kind = forms.ChoiceField(
        label=_("这是什么表"), widget=forms.Select(attrs={"class": "select"})
    )  # fmt: skip
    file = forms.FileField(
        label=_("表格文件"), allow_empty_file=True, max_length=255,
        help_text=_(
            "Excel（.xlsx、.xls）、WPS另存的.xlsx、.ods或.csv，一次一个文件；"
            "边界、楼栋、网格、中心也收GeoJSON。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED, "class": "input"}),
    )  # fmt: skip
    as_of = forms.DateField(
        label=_("名册截至哪一天"), required=False,
        help_text=_("不填就是今天。之后在系统里改过的内容不会被覆盖。"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input w-auto"}),
    )  # fmt: skip
    datum = forms.ChoiceField(
        label=_("经纬度是哪种坐标"), required=False,
        choices=[("", _("表里写了，或没有经纬度")), *Datum.choices],
        help_text=_("GCJ-02会换算成CGCS2000保存。表里“坐标系”一列写了的，照那一列。"),
        widget=forms.Select(attrs={"class": "select"}),
    )  # fmt: skip
    only_good = forms.TypedChoiceField(
        label=_("有问题的行怎么办"), coerce=lambda said: said == "yes", initial="yes",
        choices=[("yes", _("先导入没问题的行，其余改好再导")), ("no", _("全部没问题才导入"))],
        widget=forms.RadioSelect(attrs={"class": "check"}),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in Kind if kind != Kind.DIVISIONS or len(scope.path) <= ROOT_DEPTH]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
