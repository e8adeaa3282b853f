"""What is there to do today in this post? Due today, the next days, what waits for others."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingwei.kernel.access.scope import own_account
from jingwei.kernel.concerns import address
from jingwei.kernel.register import register
from jingwei.shell.gate import scope_of
from jingwei.shell.today.desk import sorted_out
from jingwei.shell.today.elsewhere import count_elsewhere
from jingwei.shell.today.three_figures import three_figures


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The landing page of every post; somebody without one goes to the own file."""
    scope, day = scope_of(request), timezone.localdate()
    if scope.is_empty:
        if request.posts and not scope.is_oneself:  # type: ignore[attr-defined]
            return redirect("signin:choose")
        own_file = address("me:home")
        if scope.is_oneself and own_file:
            return redirect(own_file)
        return render(request, "today/without_post.html", {"day": day})
    found = [concern for source in register().concerns for concern in source(scope, day)]
    context = {
        "day": day,
        "desk": sorted_out(found, day),
        "waiting": [c for source in register().waiting for c in source(scope, day)],
        "figures": three_figures(scope),
        "elsewhere": _elsewhere(request),
    }
    return render(request, "today/home.html", context)


def _elsewhere(request: HttpRequest) -> int:
    """How much waits under the other posts of whoever is signed in; nothing is asked of one."""
    posts: Any = request.posts  # type: ignore[attr-defined]
    if len(posts) < 2:
        return 0
    account: Any = request.user
    with own_account(scope_of(request)):
        counts = count_elsewhere(request, account, posts)
    here = str(scope_of(request).grant_id)
    return sum(count for key, count in counts.items() if key != here)
