"""Where a passkey works: browsers tie it to a name, and refuse an address of numbers."""

import ipaddress

from django.http import HttpRequest


def by_name(request: HttpRequest) -> str:
    """Where this page has a name, for readers who came by an address of numbers; "" when they came
    by a name.

    A machine knows itself as "localhost"; of any other we cannot know the name ("?").
    """
    host = request.get_host()
    name, _, port = (
        host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    )
    try:
        number = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return ""
    here = f"localhost:{port}" if port else "localhost"
    return f"{request.scheme}://{here}{request.get_full_path()}" if number.is_loopback else "?"
