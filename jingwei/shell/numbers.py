"""Which number can somebody read over the telephone so that we find this very request?"""

import hashlib
import uuid

from django.http import HttpRequest


def number_of(request: HttpRequest) -> str:
    """``4821-7093``: always the same for one request id, and short enough to be read out."""
    scope = getattr(request, "scope", None)
    request_id = getattr(scope, "request_id", "") or getattr(request, "request_id", "")
    if not request_id:
        request_id = str(uuid.uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]
    digits = str(int(hashlib.sha256(request_id.encode()).hexdigest(), 16))[-8:]
    return f"{digits[:4]}-{digits[4:]}"
