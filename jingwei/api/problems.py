"""Lists of problems by the API; they belong to the careers and stand under their own address."""

from jingwei.api.careers import problems as router

__all__ = ["router"]
