"""By which ways may a request show who it is? The session, and what the settings add (the API)."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from jingwei.kernel.access.scope import Scope

type Caller = Callable[[HttpRequest], Scope | None]


@lru_cache
def callers() -> tuple[Caller, ...]:
    """Functions that give a scope, or None where the request did not come this way."""
    return tuple(import_string(name) for name in getattr(settings, "JINGWEI_CALLERS", ()))
