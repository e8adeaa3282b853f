"""Which pages of communities are there for everybody?"""

from django.urls import path

from jingwei.systems.community.doorway import mapped, views

app_name = "doorway"

urlpatterns = [
    path("services/communities/", views.communities, name="communities"),
    path("services/communities/<uuid:public_id>/", views.community, name="community"),
    path("services/communities/<uuid:public_id>/map/", mapped.home, name="map"),
    path("services/map/", mapped.choose, name="maps"),
]
