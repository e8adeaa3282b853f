"""Who asks for a page without a socket between? As a web server does, in the same process."""

import io
import sys
from typing import Any


class Browser:
    """Somebody signed in, asking the program as a web server does, without a socket between."""

    def __init__(self, application: Any, cookie: str) -> None:
        self.application, self.cookie = application, cookie

    def get(self, path: str) -> bytes:
        address, _, query = path.partition("?")
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
            "HTTP_COOKIE": self.cookie, "REMOTE_ADDR": "127.0.0.1",
            "HTTP_ACCEPT_LANGUAGE": "zh-CN",
        }  # fmt: skip
        answer = self.application(environ, lambda status, *_rest: said.append(status))
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        if said != ["200 OK"]:
            raise RuntimeError(f"{path}: {said} {body[:300]!r}")
        return body
