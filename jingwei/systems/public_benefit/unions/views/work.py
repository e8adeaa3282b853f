"""What do the parties do together, and how far have they come? Projects and goals."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.shell.gate import needs, scope_of
from jingwei.shell.posted import posted
from jingwei.shell.things import form_of
from jingwei.systems.public_benefit.unions import actions, queries
from jingwei.systems.public_benefit.unions.forms import (
    DoneForm,
    DropForm,
    MeasureForm,
    ProjectForm,
)
from jingwei.systems.public_benefit.unions.models import CrossAreaUnion, JointProject
from jingwei.systems.public_benefit.unions.views.shared import (
    KEEP,
    acted,
    answered,
    found,
    union_of,
)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new_project(request: HttpRequest, public_id: Any) -> HttpResponse:
    """添项目, by any party for itself."""
    row, scope = union_of(request, public_id), scope_of(request)
    mine = [one for one in queries.own_parties(scope, row) if scope.holds(KEEP, one.org_path)]
    if not mine:
        raise PermissionDenied
    form = ProjectForm(posted(request), parties=mine)
    context = _context(row, form, _("添联建项目"), _("添上"), _("一事一方负责，有期限"))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.add_project(
            union=row, party=form.party, kind=said["kind"], title=said["title"],
            due_on=said["due_on"], by=scope, at=timezone.now(),
        )  # fmt: skip
        return context["back_url"], _("已添上。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def finish(request: HttpRequest, public_id: Any, project_id: Any) -> HttpResponse:
    """记项目做成."""
    row, project = _project(request, public_id, project_id)
    form = DoneForm(posted(request))
    context = _context(row, form, _("记项目做成"), _("做成了"), project.title)
    finished = partial(actions.finish_project, project=project, at=timezone.now())
    return acted(request, context, finished, _("已记下。"))


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def drop(request: HttpRequest, public_id: Any, project_id: Any) -> HttpResponse:
    """记项目不做了."""
    row, project = _project(request, public_id, project_id)
    form = DropForm(posted(request))
    context = _context(row, form, _("记项目不做"), _("不做了"), project.title)
    dropped = partial(actions.drop_project, project=project, at=timezone.now())
    return acted(request, context, dropped, _("已记下。"))


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def measure(request: HttpRequest, public_id: Any, goal_id: Any) -> HttpResponse:
    """记目标的进度, by the lead."""
    row = union_of(request, public_id)
    goal = found(lambda: queries.goal(row, goal_id))
    if not scope_of(request).holds(KEEP, row.org_path):
        raise PermissionDenied
    form = MeasureForm(posted(request))
    context = _context(row, form, _("记目标的进度"), _("记下"), goal.title)
    measured = partial(actions.measure_goal, union=row, goal=goal, at=timezone.now())
    return acted(request, context, measured, _("已记下。"))


def _project(
    request: HttpRequest, public_id: Any, project_id: Any
) -> tuple[CrossAreaUnion, JointProject]:
    """A project that this side answers for. Raises: Http404, PermissionDenied."""
    row = union_of(request, public_id)
    project = found(lambda: queries.project(row, project_id))
    if not scope_of(request).holds(KEEP, project.org_path):
        raise PermissionDenied
    return row, project


def _context(row: CrossAreaUnion, form: Any, title: str, button: str, hint: str) -> dict[str, Any]:
    back = reverse("unions:union", args=[row.public_id])
    return form_of(form, row.title, title, button, back) | {"hint": hint}
