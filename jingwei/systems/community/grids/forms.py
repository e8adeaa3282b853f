"""What is typed about communities, buildings and grids? Findings of the rules say what is amiss."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.figures.registered import registered
from jingwei.kernel.findings import Finding
from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.systems.community.grids import datum as datums
from jingwei.systems.community.grids.corners import MOST as MOST_SIGNS
from jingwei.systems.community.grids.corners import read as read_corners
from jingwei.systems.community.grids.kinds import (
    Chain,
    Formation,
    GridKind,
    GridRole,
    SlotKind,
    TroubleKind,
    Use,
)
from jingwei.systems.community.grids.rules import Laid

WHO = _("是党员的，写全姓名就会连上名册；不是党员的，只记姓名。")


class CommunityForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    formation = Choice(
        label=_("社区类型"), required=False, choices=[("", _("请选一类")), *Formation.choices]
    )
    words = Text(label=_("说明"), most=200, hint=_("选了“其他”时写明，别的可以不写。"))
    phone = Text(label=_("监督电话"), most=30, hint=_("公开给居民，写单位电话，不写个人手机。"))


class EnterForm(CommunityForm):
    """Which unit of kind community is kept."""

    def __init__(self, *args: Any, units: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.units = {str(row.public_id): row for row in units}
        self.fields["unit"] = Choice(
            label=_("哪个社区"), required=False,
            choices=[
                ("", _("请选一个")), *((key, row.name) for key, row in self.units.items())
            ],
        )  # fmt: skip
        self.order_fields(["unit", "formation", "words", "phone", "version"])

    @property
    def unit(self) -> Any:
        return self.units.get(self.cleaned_data["unit"])


class SlotsForm(forms.Form):
    """One part of the structure a line: ``一体：社区党组织``."""

    slots = Text(
        label=_("社区要有的机构"), rows=9, most=2000,
        hint=_("一行一个，前面写一体、两翼或支撑委员会，例如“两翼：社区居民委员会”。"),
    )  # fmt: skip

    def told(self) -> list[tuple[str, str]]:
        kinds = {str(kind.label): kind.value for kind in SlotKind}
        found = []
        for text in self.cleaned_data["slots"].splitlines():
            kind, _colon, title = text.strip().replace(":", "：").partition("：")
            if text.strip():
                found.append((kinds.get(kind.strip(), SlotKind.SUPPORT), (title or kind).strip()))
        return found


class SeatForm(forms.Form):
    name = Text(label=_("姓名"), most=50, hint=WHO)
    post = Text(label=_("职务"), most=40)
    since = Day(label=_("从哪天起"), required=False)
    until = Day(label=_("任期到哪天"), required=False)

    def __init__(self, *args: Any, slots: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.slots = {str(row.public_id): row for row in slots}
        self.fields["slot"] = Choice(
            label=_("哪个机构"), required=False,
            choices=[("", _("请选一个")), *((key, row.title) for key, row in self.slots.items())],
        )  # fmt: skip
        self.order_fields(["slot", "name", "post", "since", "until"])


class TroubleForm(forms.Form):
    """Who answers to one of the four troubles, by which chain, seen on which figure."""

    kind = Choice(label=_("哪一难"), choices=TroubleKind.choices)
    chain = Choice(label=_("靠哪条链"), choices=Chain.choices)
    owner = Text(label=_("谁负责"), most=60, hint=_("写单位或职务，例如“街道社区办主任”。"))
    words = Text(label=_("怎么办"), rows=3, most=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["figure"] = Choice(
            label=_("看哪个数"),
            choices=[
                (one.code, one.title)
                for one in registered().indicators.values()
                if one.code.split(".")[0] in ("grids", "matters", "centres")
            ],
        )  # fmt: skip
        self.order_fields(["kind", "chain", "owner", "figure", "words"])


class BuildingForm(forms.Form):
    code = Text(label=_("楼栋编号"), most=20)
    name = Text(label=_("楼栋名称"), most=60)
    compound = Text(label=_("小区"), most=60)
    address = Text(label=_("地址"), most=120)
    use = Choice(label=_("用途"), choices=Use.choices)
    households = Whole(label=_("户数"))
    stairwells = Text(label=_("单元"), most=200, hint=_("用空格或顿号隔开，例如“1单元 2单元”。"))
    branch = Text(label=_("楼里的党组织"), most=60, hint=_("支部或党小组的名称，没有就不写。"))
    lon = forms.FloatField(
        label=_("经度"), required=False, widget=forms.TextInput(attrs={"class": "input num"})
    )
    lat = forms.FloatField(
        label=_("纬度"), required=False, widget=forms.TextInput(attrs={"class": "input num"})
    )

    def told(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["stairwells"] = said["stairwells"].replace("、", " ").split()
        said["households"] = said["households"] or 0
        return said


class ContactForm(forms.Form):
    name = Text(label=_("哪位党员"), most=50, hint=_("写全姓名，从看得到的党员里找。"))
    consent_on = Day(label=_("本人哪天同意的"), required=False)


class LayoutForm(forms.Form):
    """One grid a line: ``编号 名称：楼栋编号 楼栋编号``. Borders stay as they are."""

    grids = Text(
        label=_("网格和楼栋"), rows=12, most=20_000,
        hint=_("一行一个网格：编号 名称：楼栋编号用空格隔开。专属网格在名称前加“专属 ”。"),
    )  # fmt: skip

    def told(self, borders: dict[str, Any]) -> list[Laid]:
        found = []
        for text in self.cleaned_data["grids"].splitlines():
            if not text.strip():
                continue
            head, _colon, houses = text.strip().replace(":", "：").partition("：")
            code, _space, name = head.strip().partition(" ")
            kind = GridKind.SPECIAL if name.strip().startswith("专属 ") else GridKind.BASE
            found.append(
                Laid(
                    code=code, name=name.strip().removeprefix("专属 ").strip(), kind=kind,
                    buildings=tuple(houses.replace("、", " ").split()),
                    outline=borders.get(code),
                )
            )  # fmt: skip
        return found


class BorderForm(forms.Form):
    """Corners of a border, one a line or as GeoJSON; the drawing writes into the same lines."""

    corners = Text(
        label=_("角点"), rows=9, most=MOST_SIGNS,
        hint=_("一行一个点，先经度后纬度，例如“120.864512, 32.011”；也可以整段贴 GeoJSON。"),
    )  # fmt: skip
    datum = Choice(
        label=_("坐标系"),
        choices=[
            ("cgcs2000", _("CGCS2000、WGS 84")), ("gcj02", _("GCJ-02（高德、腾讯地图），会换算")),
        ],
    )  # fmt: skip
    since = Day(label=_("从哪天起"), required=False, hint=_("今天或更早，不早于现在的边界。"))
    why = Text(label=_("凭什么划的"), most=300, hint=_("例如区划调整的文件名称和文号。"))

    def outline(self) -> tuple[dict[str, Any] | None, list[Finding]]:
        """The polygon in CGCS2000, or what cannot be read."""
        found, unread = read_corners(self.cleaned_data["corners"])
        if found is not None and self.cleaned_data["datum"] == "gcj02":
            found = datums.polygon_from_gcj02(found)
        return found, unread


class AssignForm(forms.Form):
    name = Text(label=_("姓名"), most=50, hint=WHO)
    role = Choice(label=_("身份"), required=False, choices=[("", _("请选")), *GridRole.choices])
    words = Text(label=_("其他身份"), most=60, hint=_("选了“其他”时写明。"))
    is_lead = forms.BooleanField(label=_("由他牵头（包干）"), required=False)
    since = Day(label=_("从哪天起"), required=False)


class EndForm(forms.Form):
    on = Day(label=_("从哪天起不再"))


class AskForm(forms.Form):
    """Of which grid a matter is asked."""

    grid = Choice(label=_("哪个网格"), choices=())

    def __init__(self, *args: Any, grids: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.grids = {str(one.public_id): one for one in grids}
        self.fields["grid"].choices = [  # type: ignore[attr-defined]
            ("", _("请选")), *((key, one.name) for key, one in self.grids.items()),
        ]  # fmt: skip
