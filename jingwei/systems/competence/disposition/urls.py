"""At which addresses are cases, pilots and outcomes?"""

from django.urls import path

from jingwei.systems.competence.disposition.views import cases, own, pilots, practices

app_name = "disposition"
urlpatterns = [
    path("dispositions/", cases.home, name="home"),
    path("dispositions/begin/", cases.begin, name="begin"),
    path("dispositions/statistics/", pilots.statistics, name="statistics"),
    path("dispositions/checklist/", pilots.checklist, name="checklist"),
    path("dispositions/pilots/", pilots.home, name="pilots"),
    path("dispositions/pilots/new/", pilots.add, name="pilot-add"),
    path("dispositions/pilots/<uuid:public_id>/", pilots.pilot, name="pilot"),
    path("dispositions/pilots/<uuid:public_id>/change/", pilots.change, name="pilot-change"),
    path("dispositions/pilots/<uuid:public_id>/trial/", pilots.try_idea, name="trial-add"),
    path("dispositions/trials/<uuid:public_id>/", pilots.evaluate, name="trial-evaluate"),
    path("dispositions/practices/", practices.home, name="practices"),
    path("dispositions/practices/<uuid:public_id>/", practices.adopt, name="practice-adopt"),
    path("dispositions/adoptions/<uuid:public_id>/stop/", practices.stop, name="practice-stop"),
    path("dispositions/new/<uuid:public_id>/", cases.new, name="new"),
    path("dispositions/<uuid:public_id>/", cases.case, name="case"),
    path("dispositions/<uuid:public_id>/people/", cases.named, name="people"),
    path("dispositions/<uuid:public_id>/looks/", cases.looked, name="looks"),
    path("dispositions/<uuid:public_id>/set-aside/", cases.aside, name="aside"),
    path("dispositions/<uuid:public_id>/tick/", cases.tick, name="tick"),
    path("dispositions/<uuid:public_id>/seal/", cases.seal, name="seal"),
    path("dispositions/<uuid:public_id>/steps/<slug:verb>/", cases.take, name="take"),
    path("me/dispositions/<uuid:public_id>/", own.own, name="own"),
    path("me/dispositions/<uuid:public_id>/steps/<slug:verb>/", own.take, name="own-take"),
    path(
        "me/dispositions/<uuid:public_id>/papers/<uuid:paper>/",
        own.paper,
        name="own-paper",
    ),
]
