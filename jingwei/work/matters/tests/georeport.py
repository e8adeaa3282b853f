"""What does GeoReport v2 allow in its answers? Written from the public specification as a table.

For each element: its children in any order, or the type of its text. ``?`` may be missing, ``*``
may be said any number of times, ``e`` behind a type: it may be empty.
"""

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree as Tree

TYPES = {
    "text": re.compile(r".*", re.DOTALL),
    "word": re.compile(r".+", re.DOTALL),
    "bool": re.compile(r"true|false"),
    "int": re.compile(r"\d+"),
    "degree": re.compile(r"-?\d{1,3}(\.\d+)?"),
    "moment": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"),
    "kind": re.compile(r"realtime|batch|blackbox"),
    "status": re.compile(r"open|closed"),
    "datatype": re.compile(r"string|number|datetime|text|singlevaluelist|multivaluelist"),
}
SERVICES = {"services": {"service*": {
    "service_code": "word", "service_name": "word", "description": "text", "metadata": "bool",
    "type": "kind", "keywords?": "text", "group?": "text",
}}}  # fmt: skip
DEFINITION = {"service_definition": {"service_code": "word", "attributes": {"attribute*": {
    "variable": "bool", "code": "word", "datatype": "datatype", "required": "bool",
    "datatype_description": "text", "order": "int", "description": "text",
    "values?": {"value*": {"key": "word", "name": "word"}},
}}}}  # fmt: skip
REQUESTS = {"service_requests": {"request*": {
    "service_request_id": "word", "status": "status", "status_notes?": "text",
    "service_name": "word", "service_code": "word", "description?": "text",
    "agency_responsible?": "text", "service_notice?": "text", "requested_datetime": "moment",
    "updated_datetime": "moment", "expected_datetime?": "moment e", "address?": "text",
    "address_id?": "text", "zipcode?": "text", "lat?": "degree e", "long?": "degree e",
    "media_url?": "text",
}}}  # fmt: skip
TAKEN = {"service_requests": {"request*": {
    "service_request_id?": "word", "token?": "word", "service_notice?": "text",
    "account_id?": "text",
}}}  # fmt: skip
ERRORS = {"errors": {"error*": {"code": "int", "description": "word"}}}


def faults(text: bytes, schema: dict[str, Any]) -> list[str]:
    """All that a body says otherwise than the table; none for a valid one."""
    root = Tree.fromstring(text)  # noqa: S314 - our own answer
    ((name, inside),) = schema.items()
    return [f"root {root.tag}"] if root.tag != name else _faults(root, inside, name)


def _faults(element: Tree.Element, said: Any, where: str) -> list[str]:
    if isinstance(said, str):
        kind, _space, empty = said.partition(" ")
        value = element.text or ""
        well = (not value and bool(empty)) or TYPES[kind].fullmatch(value)
        return [] if well and not len(element) else [f"{where}: {value!r} is no {kind}"]
    known = {name.rstrip("?*"): (name, inside) for name, inside in said.items()}
    counts = Counter(one.tag for one in element)
    found = [f"{where}/{one.tag}: unknown" for one in element if one.tag not in known]
    for plain, (name, _inside) in known.items():
        if not counts[plain] and name[-1] not in "?*":
            found.append(f"{where}/{plain}: missing")
        if counts[plain] > 1 and not name.endswith("*"):
            found.append(f"{where}/{plain}: {counts[plain]} times")
    for one in element:
        if one.tag in known:
            found += _faults(one, known[one.tag][1], f"{where}/{one.tag}")
    return found
