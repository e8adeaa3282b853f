"""What was sent with a form? Nothing for a look; for a POST the fields, even where there are none."""

from typing import Any

from django.http import HttpRequest


def posted(request: HttpRequest) -> Any:
    """For ``Form(posted(request))``: an empty POST is a form with everything missing, not a look."""
    return request.POST if request.method == "POST" else None
