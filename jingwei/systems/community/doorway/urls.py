"""Which pages of communities are there for everybody?"""

from django.urls import path

from jingwei.systems.community.doorway import views

app_name = "doorway"

urlpatterns = [
    path("services/communities/", views.communities, name="communities"),
    path("services/communities/<uuid:public_id>/", views.community, name="community"),
]
