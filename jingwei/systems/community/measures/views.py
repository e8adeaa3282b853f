"""How do the formation types of communities stand beside each other? A table, each cell opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.shell.figures.asking import asking_of
from jingwei.shell.gate import needs
from jingwei.systems.community.measures import queries


@require_GET
@needs(Duty.FIGURES_SEE)
def formations(request: HttpRequest) -> HttpResponse:
    """分类统筹: the shares of communities by how they came to be, from the facts of the month."""
    asking = asking_of(request)
    found = queries.compared(asking.org.pk, asking.month) if asking.on else None
    lines = [
        (line.title, [(label, one, asking.url("evidence", asking.org.code, code))
                      for code, label, one in line.figures])
        for line in (found.lines if found else ())
    ]  # fmt: skip
    context = {
        "asking": asking, "org": asking.org, "types": found.types if found else (),
        "lines": lines if found and found.types else [],
    }  # fmt: skip
    return render(request, "measures/formations.html", context)
