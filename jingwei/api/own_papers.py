"""The own documents by the API: letters, receipts, notices; each fetch is a line of the ledger."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema

from jingwei.api.core import SAYS_NO, now
from jingwei.api.me import router
from jingwei.kernel.flows import content
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.queries import OwnPaper, open_own, own_papers


class OwnPaperOut(Schema):
    """``about`` is the flow that made it; ``sha256`` the digest of its words."""

    id: str
    title: str
    about: str
    made_at: datetime
    sha256: str


def _told(one: OwnPaper) -> dict[str, Any]:
    return {
        "id": str(one.id), "title": one.title, "about": one.flow.code, "made_at": one.at,
        "sha256": one.digest,
    }  # fmt: skip


@router.get("/papers", response={200: list[OwnPaperOut], **SAYS_NO})
def own_documents(request: HttpRequest) -> Any:
    """What was written for oneself, the last first."""
    with as_oneself(request) as oneself:
        return [_told(one) for one in own_papers(oneself)]


@router.get("/papers/{paper_id}", response={200: None, **SAYS_NO})
def own_document(
    request: HttpRequest, paper_id: UUID, form: Literal["docx", "pdf"] = "docx"
) -> Any:
    """One document as .docx or PDF; that it was fetched stands in the ledger."""
    with as_oneself(request) as oneself:
        found = open_own(oneself, paper_id, at=now(), form=form)
    if found is None:
        raise Http404
    response = HttpResponse(found.data, content_type=found.media)
    response["Content-Disposition"] = content.disposition(found.name)
    return response
