"""Which page of ours do all pages of residents lead to? The map of services."""

from jingwei.work.catalogue.points import map_page

map_page("doorway:maps")
