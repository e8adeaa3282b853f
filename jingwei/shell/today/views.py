"""What is there to do today in this post? Due today, the next days, what waits for others."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingwei.kernel.concerns import address
from jingwei.kernel.register import register
from jingwei.shell.gate import scope_of
from jingwei.shell.today.desk import sorted_out
from jingwei.shell.today.three_figures import three_figures


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The landing page of every post; somebody without one goes to the own file."""
    scope, day = scope_of(request), timezone.localdate()
    if scope.is_empty:
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
    }
    return render(request, "today/home.html", context)
