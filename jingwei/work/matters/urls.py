"""Which pages are there about what people ask?"""

from django.urls import path

from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.views import desk, dispatch, intake, own, petitions, public, suggest

app_name = "matters"

urlpatterns = [
    path("matters/", desk.home, name="home"),
    path("matters/new/", intake.intake, name="intake"),
    path("matters/rules/", dispatch.home, name="rules"),
    path("matters/rules/new/", dispatch.add, name="rule-add"),
    path("matters/rules/trial/", dispatch.trial, name="rules-trial"),
    path("matters/rules/<uuid:public_id>/end/", dispatch.end, name="rule-end"),
    path("matters/<uuid:public_id>/", desk.matter, name="matter"),
    path("matters/<uuid:public_id>/link/", own.link, name="link"),
    path("matters/<uuid:public_id>/amend/", own.amend, name="amend"),
    path("matters/<uuid:public_id>/kind/", own.kind, name="kind"),
    path("matters/<uuid:public_id>/papers/", own.take_paper, name="paper-take"),
    path("matters/<uuid:public_id>/papers/<uuid:paper>/", own.end_paper, name="paper-end"),
    path("matters/<uuid:public_id>/contact/", desk.contact, name="contact"),
    path("matters/<uuid:public_id>/petition/", petitions.hand, name="petition"),
    path("matters/<uuid:public_id>/petition/receipt/", petitions.receipt, name="petition-receipt"),
    path("ask/", public.ask, name="ask"),
    path("ask/at/<uuid:public_id>/", public.ask, {"channel": Channel.CODE}, name="ask-at"),
    path("ask/for/<uuid:public_id>/", public.ask, name="ask-for"),
    path("ask/station/<uuid:public_id>/", public.ask_at_station, name="ask-station"),
    path("ask/system/", suggest.suggest, name="suggest"),
    path("ask/follow/", public.follow, name="follow"),
    path("ask/mine/", public.followed, name="followed"),
    path("ask/mine/review/", public.review, name="review"),
    path("ask/mine/<slug:verb>/", public.act, name="act"),
]
