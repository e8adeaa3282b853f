"""Name the example for Django; it exists in the tests only."""

from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "tests.example_flow"
    label = "example"
