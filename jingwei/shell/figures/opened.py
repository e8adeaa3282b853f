"""What stands on the page of one figure? How the number came about, and record after record."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Indicator, Kind
from jingwei.kernel.figures.evidence import evidence as records_of
from jingwei.kernel.figures.figure import Figure
from jingwei.shell.figures.asking import Asking
from jingwei.shell.figures.boards import crumbs
from jingwei.shell.figures.lines import line_of, whole
from jingwei.shell.figures.records import table_of
from jingwei.shell.figures.units import unit_words
from jingwei.shell.http import page_of
from jingwei.shell.paging import reached

COUNTED = 2_000  # records of a past month; up to here those out of sight are counted and told


def opened(asking: Asking, one: Indicator, part: str, at: str) -> dict[str, Any]:
    """One page of the records of a part, with the number's making beside it."""
    found = asking.figures(codes=[one.code, *([one.survey_of] if one.survey_of else [])])
    figure = found[asking.org.pk, one.code]
    sizes = sizes_of(figure)
    part = part if part in sizes else "n"
    count = sizes[part]
    model: Any = apps.get_model(one.records.model)
    keys = (model.PATH, "id")
    near = reached(model.objects.within(asking.scope), keys=keys, at=at) or ""
    rows = records_of(one, asking.asked, asking.scope, part=part, near=near)
    page = page_of(rows.none() if figure.is_withheld else rows, keys=keys, at=at)
    past = queries.series(asking.org.pk, asking.month, codes=[one.code])
    return {
        "asking": asking,
        "figure": figure,
        "line": line_of(
            asking, figure, past[one.code], asked=found.get((asking.org.pk, one.survey_of))
        ),
        "value": whole(figure.share if one.kind == Kind.RATIO else figure.value),
        "is_ratio": one.kind == Kind.RATIO,
        "steps": _steps(figure),
        "part": part,
        "tabs": _tabs(asking, figure, part, sizes),
        "table": table_of(one, asking, page.rows),
        "page": page,
        "count": count,
        "noun": unit_words(one.records.unit),
        "hidden": _hidden(asking, one, part, count),
        "below": _below(asking, one),
        "crumbs": [
            *crumbs(asking, "")[:-1],
            {"label": _("指标"), "url": asking.url("organisation", asking.org.code)},
            {"label": figure.title, "url": ""},
        ],
        "definitions_url": asking.url("definitions"),
    }


def sizes_of(figure: Figure) -> dict[str, int]:
    """How many records each part has."""
    n, d = int(figure.n or 0), int(figure.d or 0)
    kind = figure.indicator.kind
    if figure.is_withheld:
        return {"n": 0}
    if kind == Kind.COUNT:
        return {"n": n}
    # A mean counts in what it was taken over: its numerator is a sum, not a number of records.
    found = {"n": d} if kind == Kind.MEAN else {"n": n, "rest": d - n}
    return found | ({"missing": figure.missing} if figure.indicator.missing else {})


def _tabs(
    asking: Asking, figure: Figure, part: str, sizes: dict[str, int]
) -> list[dict[str, Any]]:  # fmt: skip
    said = {"n": _("算进去的"), "rest": _("没算进去的"), "missing": _("缺资料的")}
    return [
        {
            "label": said[key], "count": size, "current": key == part,
            "url": asking.url("evidence", asking.org.code, figure.code, part=key),
        }
        for key, size in sizes.items()
    ]  # fmt: skip


def _steps(figure: Figure) -> list[dict[str, Any]]:
    """From all that was looked at down to what counts, each step with what fell away."""
    if figure.indicator.kind != Kind.RATIO or not figure.is_known or figure.is_withheld:
        return []
    n, d = int(figure.n or 0), int(figure.d or 0)
    title = str(figure.indicator.d_title) or str(figure.indicator.records.title)
    steps = []
    if figure.missing:
        steps.append({"title": _("应核对的"), "count": d + figure.missing, "note": ""})
    steps.append(
        {
            "title": title,
            "count": d,
            "note": _("缺资料 {n}").format(n=figure.missing) if figure.missing else "",
        }
    )
    steps.append({"title": figure.title, "count": n, "note": "", "is_end": True})
    return [step | {"whole": steps[0]["count"]} for step in steps]  # fmt: skip


def _hidden(asking: Asking, one: Indicator, part: str, count: int) -> int:
    """Records of a past day that moved to another part of the tree since."""
    if not asking.day.is_past or not 0 < count <= COUNTED:
        return 0
    return max(0, count - records_of(one, asking.asked, asking.scope, part=part).count())


def _below(asking: Asking, one: Indicator) -> list[dict[str, Any]]:
    """The same figure at the organisations below, in the order of the tree."""
    nodes = asking.below()
    if not nodes:
        return []
    found = asking.figures([node.id for node in nodes], [one.code])
    return [
        {
            "name": node.name,
            "line": line_of(asking, found[node.id, one.code]),
            "url": asking.url("evidence", node.code, one.code),
        }
        for node in nodes
    ]
