"""How does somebody find out what a page does, what a word means, what the program never does?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.register import register
from jingwei.shell.help import glossary, guide, manual
from jingwei.shell.help.promises import PROMISES


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the pages of one's own post do, then whose the others are."""
    role = ROLES.get(request.scope.role)  # type: ignore[attr-defined]
    own = guide.guides_for(role)
    others = [(one, guide.roles_of(one)) for one in guide.GUIDES if one.url and one not in own]
    context = {
        "role": role, "own": own, "others": others, "roles": ROLES.values(),
        "has_words": bool(glossary.chapters()), "has_imports": bool(manual.gravities()),
        "telephone": getattr(settings, "JINGWEI_TELEPHONE", ""),
    }  # fmt: skip
    return render(request, "help/home.html", context)


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    return render(request, "help/words.html", {"chapters": glossary.chapters()})


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    context = {"rosters": register().rosters.values(), "gravities": manual.gravities()}
    return render(request, "help/imports.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "help/about.html", {"promises": PROMISES})
