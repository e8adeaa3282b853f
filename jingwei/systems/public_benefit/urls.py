"""Where is the page of the system 惠民党建?"""

from django.urls import path

from jingwei.shell.systems.views import page

app_name = "benefit"

urlpatterns = [path("benefit/", page("benefit"), name="home")]
