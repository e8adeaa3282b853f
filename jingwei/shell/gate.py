"""Who may open this page? Signed in, in an acting post, with the duty: one decorator for views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope

type View = Callable[..., HttpResponse]


def needs(*duties: Duty) -> Callable[[View], View]:
    """Nobody signed in: to the sign-in page. No post: 404. None of ``duties`` held: 403.

    Whether a thing is in sight is asked by the view, within ``request.scope``.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            scope = scope_of(request)
            if scope.account_id is None:
                return redirect_to_login(request.get_full_path())
            if scope.is_empty:
                raise Http404
            if duties and not any(scope.holds(duty) for duty in duties):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.duties = duties  # type: ignore[attr-defined]
        return guarded

    return guard


def open_url(scope: Scope, url: str) -> str:
    """An address of ours if this post may open the page there, else empty: a link that would be
    refused is no link. Whether a thing is in sight the page itself says."""
    try:
        view = resolve(url.partition("?")[0]).func
    except Resolver404:
        return ""
    duties = getattr(view, "duties", ())
    return url if not duties or any(scope.holds(duty) for duty in duties) else ""


def scope_of(request: HttpRequest) -> Scope:
    """The acting post of a request, set by the innermost middleware."""
    scope: Any = request.scope  # type: ignore[attr-defined]
    return scope
