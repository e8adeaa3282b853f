"""How does text come in and go out? JSON that PostgreSQL can hold, and the clock of a call."""

from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer


def now() -> datetime:
    return timezone.now()  # noqa: TID251 - a view of the API, which reads the clock once


class Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}
    encoder_class = DjangoJSONEncoder


class StrictParser(Parser):
    """What is not JSON, or holds characters that no database keeps, is a 400 in words."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            said = super().parse_body(request)
            _check(said)
        except (ValueError, RecursionError) as error:
            raise HttpError(400, _("请求内容不是JSON，请检查格式。")) from error
        return said

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        said = super().parse_querydict(data, list_fields, request)
        try:
            _check(said)
        except ValueError as error:
            raise HttpError(400, _("地址里有不能用的字符，请检查。")) from error
        return said


def is_plain(text: str) -> bool:
    """Can this be stored? Not with a NUL, and not with half of a character."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _check(said: Any) -> None:
    if isinstance(said, str):
        if not is_plain(said):
            raise ValueError("a character that cannot be stored")
    elif isinstance(said, dict):
        for key, value in said.items():
            _check(key)
            _check(value)
    elif isinstance(said, list):
        for value in said:
            _check(value)
