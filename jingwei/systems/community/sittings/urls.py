"""Which pages are there about meetings of the bodies of communities?"""

from django.urls import path

from jingwei.systems.community.sittings import views

app_name = "sittings"
ROOT = "community/sittings"
OF = "community/communities/<uuid:public_id>/sittings"

urlpatterns = [
    path(f"{ROOT}/", views.home, name="home"),
    path(f"{ROOT}/<uuid:public_id>/", views.sitting, name="sitting"),
    path(f"{ROOT}/<uuid:public_id>/correct/", views.correct, name="correct"),
    path(f"{ROOT}/<uuid:public_id>/minutes.<slug:kind>", views.minutes, name="minutes"),
    path(f"{ROOT}/decisions/<uuid:public_id>/", views.finish, name="finish"),
    path(f"{OF}/", views.community, name="community"),
    path(f"{OF}/new/", views.new, name="new"),
]
