"""What is found under the search box, and on its page?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import is_fragment, render_fragment
from jingwei.shell.search import looking


@require_GET
@needs()
def home(request: HttpRequest) -> HttpResponse:
    """All groups; htmx takes the results alone while somebody types."""
    typed = request.GET.get("q", "").strip()[: looking.LONGEST]
    groups = looking.groups(scope_of(request), typed)
    context = {"typed": typed, "groups": groups}
    return render_fragment(request, "search/home.html", "search/_results.html", context)


@require_GET
@needs()
def suggest(request: HttpRequest) -> HttpResponse:
    """The first few of each group, under the box on top of every page."""
    typed = request.GET.get("q", "").strip()[: looking.LONGEST]
    if not is_fragment(request):
        return redirect(f"{reverse('search:home')}?{urlencode({'q': typed})}")
    # One Latin letter means everybody; waiting for the second costs nobody anything.
    groups = (
        []
        if typed.isascii() and len(typed) < 2
        else looking.groups(scope_of(request), typed, looking.FEW)
    )
    return render(request, "search/_suggest.html", {"typed": typed, "groups": groups})
