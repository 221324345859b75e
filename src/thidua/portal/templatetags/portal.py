"""Tags of the public pages, which have both languages in one place."""

from django import template

from thidua.language import say as say_in_either

register = template.Library()


@register.simple_tag
def say(vi: str, en: str) -> str:
    """The one of two texts that the page's language asks for."""
    return say_in_either(vi, en)
