"""Name the app ``appraisal`` for Django."""

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "jingwei.work.membership.appraisal"
    label = "appraisal"
