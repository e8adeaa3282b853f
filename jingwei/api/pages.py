"""How does somebody make and end the keys of their own programs? One page under the own account."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.api.core import now
from jingwei.api.tokens import end_token, make_token, own_tokens
from jingwei.kernel.access.scope import own_account
from jingwei.kernel.findings import Refused
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.orgs.fields import Choice, Day, Text

PAGE = "api/keys.html"
UNPROCESSABLE = 422


class KeyForm(forms.Form):
    """For which program, in which of the own posts, until when."""

    name = Text(label=gettext_lazy("给哪个程序用"), most=60)
    post = Choice(label=gettext_lazy("用哪个身份"), choices=())
    until = Day(
        label=gettext_lazy("到哪天失效"), hint=gettext_lazy("最长一年；身份结束时一同失效。")
    )

    def __init__(self, *args: Any, posts: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {str(post.public_id): post for post in posts}
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            (key, f"{post.org_name} {post.get_role_display()}") for key, post in self.posts.items()
        ]


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """The own keys; a new one is told once, in the answer to making it."""
    scope = scope_of(request)
    posts: list[Any] = getattr(request, "posts", [])
    form = KeyForm(request.POST if request.method == "POST" else None, posts=posts)
    with own_account(scope):
        context: dict[str, Any] = {"form": form, "has_posts": bool(posts), "now": now()}
        if request.method == "POST" and form.is_valid():
            told = form.cleaned_data
            try:
                context["made"], context["key"] = make_token(
                    name=told["name"], grant=form.posts[told["post"]], until=told["until"],
                    by=scope, at=now(),
                )  # fmt: skip
            except Refused as refusal:
                context["tokens"] = list(own_tokens(scope))
                return refused(request, refusal, PAGE, context)
        context["tokens"] = list(own_tokens(scope))
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, PAGE, context, status=status)


@require_POST
@login_required
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The next call with this key is refused."""
    scope = scope_of(request)
    with own_account(scope):
        token = own_tokens(scope).filter(public_id=public_id).first()
        if token is None:
            raise Http404
        end_token(token=token, by=scope, at=now())
    return done(request, "keys:home", _("密钥已停用，用它的程序进不来了。"))
