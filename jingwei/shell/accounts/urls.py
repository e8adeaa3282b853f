"""Where are accounts opened, slips printed, posts given and taken back?"""

from django.urls import path

from jingwei.shell.accounts.views import accounts, giving, listing, slips

app_name = "accounts"

urlpatterns = [
    path("accounts/", listing.accounts, name="list"),
    path("accounts/posts/", listing.posts, name="posts"),
    path("accounts/changes/", listing.changes, name="changes"),
    path("accounts/open/", accounts.open_new, name="open"),
    path("accounts/open/secretaries/", accounts.open_for_secretaries, name="open_many"),
    path("accounts/slips/", slips.for_subtree, name="slips"),
    path("accounts/give/", giving.give, name="give"),
    path("accounts/give/secretaries/", giving.give_to_secretaries, name="give_many"),
    path("accounts/posts/<uuid:public_id>/deputy/", giving.deputy, name="deputy"),
    path("accounts/posts/<uuid:public_id>/end/", giving.end, name="end_post"),
    path("accounts/<uuid:public_id>/", accounts.page, name="page"),
    path("accounts/<uuid:public_id>/close/", accounts.close, name="close"),
    path("accounts/<uuid:public_id>/slip/", slips.for_one, name="slip"),
    path("accounts/<uuid:public_id>/second-factor/", accounts.factor_off, name="factor_off"),
]
