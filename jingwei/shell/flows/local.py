"""Which lines of local checklists has a form of a system's own to ask? Drawn, kept, sent along."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case
from jingwei.kernel.flows.parts import Step
from jingwei.kernel.flows.queries import case_of, look_at
from jingwei.shell.flows.forms import StepForm


class LocalForm(StepForm):
    """The lines that offices ask at one step, beside what the form itself asks. Drawn by
    ``flows/_local.html``; without a list there is nothing to draw and nothing is said."""

    def __init__(self, step: Step, data: Any = None) -> None:
        self.step = replace(step, says=tuple(word for word in step.says if word.asked_by))
        super().__init__(self.step, data)

    @property
    def boxes(self) -> list[dict[str, Any]]:
        return self.drawn(self.step.says)

    def elsewhere(self, finding: Finding, name: str) -> Finding:
        """The form itself knows where its own words stand."""
        return finding

    def pointed(self, refusal: Refused) -> Refused:
        """The refusal, with each open line leading to its box and said there too."""
        return Refused(*self.show(refusal.findings))


def asked_at(
    flow: Flow, subject: Any, verb: str, *, by: Scope, at: datetime, data: Any = None
) -> LocalForm:
    """The lines at a step of a case under way. ``data``: what was posted."""
    look = look_at(flow, subject, case_of(flow, subject), by=by, at=at)
    return _lines(look, verb, data)


def asked_first(flow: Flow, verb: str, *, by: Scope, at: datetime, data: Any = None) -> LocalForm:
    """The lines at a step that is taken together with the beginning of its case, at the
    organisation of the acting post."""
    case = Case(flow=flow.code, org_path=by.path)
    return _lines(Look(flow, None, case, by, at, local_day(at)), verb, data)


def _lines(look: Look, verb: str, data: Any) -> LocalForm:
    step = next(one for one in look.flow.steps if one.verb == verb)
    return LocalForm(look.extended(step), data)
