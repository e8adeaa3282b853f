"""Who am I in this call? The acting post, the own keys for programs, the own file and its looks."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from jingwei.api.core import SAYS_NO, now, once, once_without, signed_in
from jingwei.api.filled import filled
from jingwei.api.models import Token
from jingwei.api.schemas import Name, Short, Text
from jingwei.api.tokens import end_token, make_token, own_tokens
from jingwei.kernel.access.posts import posts_of
from jingwei.kernel.access.scope import Scope, own_account
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.people.correction_actions import ask_own_correction
from jingwei.kernel.people.own import on_own_behalf
from jingwei.shell.me.forms import OwnCorrectionForm
from jingwei.shell.me.ownership import OwnFile, as_data, as_oneself, own_file

router = Router(tags=["me"], auth=signed_in)


class ActingPostOut(Schema):
    id: str
    organisation: str
    organisation_name: str
    role: str
    since: date | None
    until: date | None
    is_acting: bool


class MeOut(Schema):
    name: str
    role: str
    duties: list[str]
    posts: list[ActingPostOut]


class TokenOut(Schema):
    """``key`` is told once, in the answer to making it."""

    id: str
    name: str
    post: str
    made_at: datetime
    until: datetime
    ended_at: datetime | None
    used_on: date | None
    key: str = ""


class TokenIn(Schema):
    """``post`` is the id of one of the own posts; empty: the one this call acts in."""

    name: Short
    until: date
    post: UUID | None = None


class FactOut(Schema):
    label: str
    value: str


class OwnLookOut(Schema):
    at: datetime
    who: str
    post: str
    fields: str
    reason: str


class FileOut(Schema):
    name: str
    facts: list[FactOut]
    party_facts: list[FactOut]
    sealed: list[FactOut]


class AskedOut(Schema):
    what: str
    at: datetime
    outcome: str
    answer: str


class Asking(Schema):
    field: Short
    value: Name = ""
    words: Text = ""


def _scope(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


@router.get("", response={200: MeOut, **SAYS_NO})
def who_am_i(request: HttpRequest) -> Any:
    """The account, the post this call acts in, and the others it holds."""
    scope = _scope(request)
    with own_account(scope):
        grants = posts_of(request.user, timezone.localdate())  # type: ignore[arg-type]
    return {
        "name": scope.account_name, "role": scope.role,
        "duties": sorted(duty.value for duty in scope.duties),
        "posts": [
            {"id": str(grant.public_id), "organisation": grant.org_code,
             "organisation_name": grant.org_name, "role": grant.role,
             "since": grant.held.lower, "until": grant.held.upper,
             "is_acting": grant.pk == scope.grant_id}
            for grant in grants
        ],
    }  # fmt: skip


def _token_told(token: Token, key: str = "") -> dict[str, Any]:
    return {
        "id": str(token.public_id), "name": token.name, "post": str(token.grant.public_id),
        "made_at": token.made_at, "until": token.until, "ended_at": token.ended_at,
        "used_on": token.used_on, "key": key,
    }  # fmt: skip


@router.get("/tokens", response={200: list[TokenOut], **SAYS_NO})
def list_tokens(request: HttpRequest) -> Any:
    """The own keys, ended ones too, newest first."""
    scope = _scope(request)
    with own_account(scope):
        return [_token_told(token) for token in own_tokens(scope)]


@router.post("/tokens", response={201: TokenOut, **SAYS_NO})
@once_without("key")
def make_own_token(request: HttpRequest, said: TokenIn) -> Any:
    """A key for a program, bound to one of the own posts; repeated calls do not tell it again."""
    scope, at = _scope(request), now()
    with own_account(scope):
        held = posts_of(request.user, timezone.localdate(at))  # type: ignore[arg-type]
        wanted = [
            grant
            for grant in held
            if (grant.public_id == said.post if said.post else grant.pk == scope.grant_id)
        ]
        if not wanted:
            raise Refused(Finding("token.not_own", "只能为自己的身份做接口密钥，请换一个身份。"))
        token, key = make_token(name=said.name, grant=wanted[0], until=said.until, by=scope, at=at)
        return Status(201, _token_told(token, key))


@router.post("/tokens/{token_id}/end", response={200: TokenOut, **SAYS_NO})
@once
def end_own_token(request: HttpRequest, token_id: UUID) -> Any:
    """The next call with this key is refused."""
    scope = _scope(request)
    with own_account(scope):
        token = own_tokens(scope).filter(public_id=token_id).first()
        if token is None:
            raise Http404
        end_token(token=token, by=scope, at=now())
        return _token_told(token)


def _own(file: OwnFile | None) -> OwnFile:
    if file is None:
        raise Http404
    return file


@router.get("/file", response={200: FileOut, **SAYS_NO})
def own_file_told(request: HttpRequest) -> Any:
    """What is on file about oneself, numbers by their last four."""
    with as_oneself(request) as oneself:
        file = _own(own_file(oneself))
        return {
            "name": file.person.name, "facts": _facts(file.facts),
            "party_facts": _facts(file.party_facts), "sealed": _facts(file.sealed),
        }  # fmt: skip


def _facts(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"label": str(one["label"]), "value": str(one["value"])} for one in found]


@router.post("/file/whole", response={200: dict[str, Any], **SAYS_NO})
def own_file_whole(request: HttpRequest) -> Any:
    """All that is on file about oneself, to take along; by POST, as it holds whole numbers."""
    with as_oneself(request) as oneself:
        return as_data(_own(own_file(oneself)), timezone.localdate())


@router.get("/looks", response={200: list[OwnLookOut], **SAYS_NO})
def own_looks(request: HttpRequest) -> Any:
    """Who opened sealed values of the own file, the last first."""
    with as_oneself(request) as oneself:
        return _own(own_file(oneself)).looks


@router.get("/corrections", response={200: list[AskedOut], **SAYS_NO})
def own_corrections(request: HttpRequest) -> Any:
    """What one asked to have put right, and what came of it."""
    with as_oneself(request) as oneself:
        return [{**one, "outcome": str(one["outcome"])} for one in _own(own_file(oneself)).asked]


@router.post("/corrections", response={201: list[AskedOut], **SAYS_NO})
@once
def ask_own_correction_told(request: HttpRequest, said: Asking) -> Any:
    """Say what is wrong in the own file; the branch answers."""
    form = filled(OwnCorrectionForm, said.dict())
    with as_oneself(request) as oneself:
        _own(own_file(oneself))
        with on_own_behalf(oneself) as (by, person):
            ask_own_correction(person=person, **form.told(), by=by, at=now())
        asked = _own(own_file(oneself)).asked
        return Status(201, [{**one, "outcome": str(one["outcome"])} for one in asked])
