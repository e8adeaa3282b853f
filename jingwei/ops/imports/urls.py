"""Which addresses have rosters on their way in?"""

from django.urls import path

from jingwei.ops.imports.views import books, choosing, deeds, listing, steps

app_name = "imports"

urlpatterns = [
    path("imports/", listing.home, name="home"),
    path("imports/new/", listing.upload, name="new"),
    path("imports/templates/<slug:kind>/", listing.template, name="template"),
    path("imports/<uuid:public_id>/", steps.batch, name="batch"),
    path("imports/<uuid:public_id>/columns/", steps.columns, name="columns"),
    path("imports/<uuid:public_id>/columns/choose/", deeds.choose_columns, name="choose"),
    path("imports/<uuid:public_id>/sheets/", deeds.bring_sheet, name="bring_sheet"),
    path("imports/<uuid:public_id>/changes/", steps.changes, name="changes"),
    path("imports/<uuid:public_id>/progress/", steps.progress, name="progress"),
    path("imports/<uuid:public_id>/rows/<int:row_no>/", deeds.repair, name="repair"),
    path("imports/<uuid:public_id>/rows/<int:row_no>/settle/", deeds.settle, name="settle"),
    path("imports/<uuid:public_id>/accept/", deeds.accept, name="accept"),
    path("imports/<uuid:public_id>/meaning/", choosing.mean, name="meaning"),
    path("imports/<uuid:public_id>/confirm/", deeds.confirm, name="confirm"),
    path("imports/<uuid:public_id>/cancel/", deeds.cancel, name="cancel"),
    path("imports/<uuid:public_id>/undo/", deeds.undo, name="undo"),
    path("imports/<uuid:public_id>/problems/", books.problem_rows, name="problems"),
    path("imports/<uuid:public_id>/problems/make/", books.make, name="make_book"),
    path("imports/<uuid:public_id>/problems/made/", books.made, name="book"),
]
