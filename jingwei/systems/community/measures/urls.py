"""Which page compares the formation types of communities?"""

from django.urls import path

from jingwei.systems.community.measures import views

app_name = "measures"

urlpatterns = [path("community/formations/", views.formations, name="formations")]
