"""How is the API described? OpenAPI 3.1 with every answer, refusals and headers too."""

from typing import Any

from django.utils.translation import get_language
from ninja import NinjaAPI

PROBLEM = "#/components/schemas/Problem"
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The same key and content: one effect, the same answer. Kept for a day.",
}  # fmt: skip
MATCH = {
    "name": "If-Match", "in": "header", "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]+$"},
    "description": "The ETag that was seen; 409 where the thing changed since.",
}  # fmt: skip
MATCHES: dict[str, Any] = {"parameters": [MATCH]}


class Described(NinjaAPI):
    """The framework's API with names of operations that people can read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._drawn: dict[tuple[str, str | None], Any] = {}

    def get_openapi_operation_id(self, operation: Any) -> str:
        name: str = operation.view_func.__name__
        return name

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        """The description, not to be changed by who reads it.

        Drawing it takes seconds of a processor and anybody may ask for it, so a process does
        that once.
        """
        if path_prefix is None:
            path_prefix = self.get_root_path(path_params or {})
        key = path_prefix, get_language()
        if key not in self._drawn:
            self._drawn[key] = self.draw(path_prefix)
        return self._drawn[key]

    def draw(self, path_prefix: str) -> Any:
        """The description anew, out of all operations there are."""
        schema = super().get_openapi_schema(path_prefix=path_prefix)
        for methods in schema["paths"].values():
            for said in methods.values():
                for answer in said["responses"].values():
                    content = answer.get("content", {}).get("application/json")
                    if content and content.get("schema", {}).get("$ref") == PROBLEM:
                        answer["content"] = {"application/problem+json": content}
        return schema


def takes_key(operation: Any) -> None:
    """Say that an operation understands an Idempotency-Key."""
    extra = dict(operation.openapi_extra or {})
    extra["parameters"] = [*extra.get("parameters", ()), KEY]
    operation.openapi_extra = extra
