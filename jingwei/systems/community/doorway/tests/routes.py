"""What do the public pages of communities say to the authorisation matrix?"""

from tests.architecture.routes import anybody

PAGES = {
    "services/communities/": anybody(),
    "services/communities/<uuid:public_id>/": anybody(also=(404,)),
    "services/communities/<uuid:public_id>/map/": anybody(also=(404,)),
    "services/map/": anybody(),
}
API = {
    "list_public_communities": anybody(),
    "list_public_doors": anybody(also=(404,)),
    "map_public_doors": anybody(also=(404,)),
    "suggest_by_api": anybody(also=(422, 429)),
}
