"""What was sent with a form? Nothing for a look; the fields of a POST, even where none came."""

from typing import Any

from django.http import HttpRequest


def posted(request: HttpRequest) -> Any:
    """For ``Form(posted(request))``: an empty POST misses everything and is not a look."""
    return request.POST if request.method == "POST" else None
