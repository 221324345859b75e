"""How people know the machine that a browser runs on."""

import re

from django.utils.translation import gettext as _

# In this order: Edge and Opera call themselves Chrome as well, every browser calls itself Mozilla.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Chrome trên Windows: the browser and the system it says it is; a program by its first
    word.
    """
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("{browser} trên {system}").format(browser=browser, system=system)
    first = re.match(r"[\w.-]{1,30}", user_agent)
    return browser or system or (first.group() if first else _("Không rõ thiết bị"))
