"""Settings under which the site would not be safe for whoever reaches it: `thidua serve` refuses
them all at once, each with what would be right.

Whoever tries the program on their own machine reaches it by loopback, and no proxy of ours lets
others in: there a demonstration, tracebacks and plain http hurt nobody.
"""

import ipaddress
from collections.abc import Iterator, Mapping

from thidua.language import Text
from thidua.operations.errors import NotReadyToServeError

SHORTEST_SECRET = 32
FEWEST_SIGNS = 10
"""Different signs that a secret must have: 32 random hexadecimal digits always have as many."""


def refuse_unsafe(environment: Mapping[str, str], *, host: str = "127.0.0.1") -> None:
    """Raise NotReadyToServeError, naming everything that is missing or unsafe. `host`: the address
    that the site binds.
    """
    here = is_loopback(host) and not _others_come(environment)
    demo_here = here and environment.get("THIDUA_DEMO") == "1"
    faults = [] if demo_here else [*_missing(environment)]
    if not here:
        faults += [*_open_to_others(environment), *_unknown_proxy(environment, host)]
    if faults:
        raise NotReadyToServeError.missing(faults)


def _names(environment: Mapping[str, str]) -> list[str]:
    names = environment.get("THIDUA_HOSTS", "").split(",")
    return [name.strip() for name in names if name.strip()]


def is_loopback(name: str) -> bool:
    """Whether only this machine reaches what binds this address."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _others_come(environment: Mapping[str, str]) -> bool:
    """Whether a proxy lets others in although the site binds loopback: it is counted, or the site
    has a name that others know. "*" alone is a name of no site.
    """
    known = [name for name in _names(environment) if name != "*" and not is_loopback(name)]
    return _behind_a_proxy(environment) or bool(known)


def _behind_a_proxy(environment: Mapping[str, str]) -> bool:
    return environment.get("THIDUA_PROXIES") not in (None, "", "0")


def _missing(environment: Mapping[str, str]) -> Iterator[Text]:
    secret = environment.get("THIDUA_SECRET_KEY", "")
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_SIGNS:
        yield Text(
            "THIDUA_SECRET_KEY: khoá bí mật ngẫu nhiên, ít nhất 32 ký tự, giống nhau trên mọi máy "
            "web (tạo bằng: openssl rand -hex 32)",
            "THIDUA_SECRET_KEY: a random secret of at least 32 characters, the same on every web "
            "node (make one with: openssl rand -hex 32)",
        )
    if not _names(environment):
        yield Text(
            "THIDUA_HOSTS: tên miền của trang web, cách nhau bằng dấu phẩy (thidua.tinh.example)",
            "THIDUA_HOSTS: the site's host names, comma-separated (thidua.province.example)",
        )


def _open_to_others(environment: Mapping[str, str]) -> Iterator[Text]:
    if wild := [name for name in _names(environment) if name == "*" or name.startswith(".")]:
        yield Text(
            f"THIDUA_HOSTS: không nhận “{wild[0]}” (mọi tên miền); ghi rõ từng tên miền của trang "
            f"web (thidua.tinh.example)",
            f"THIDUA_HOSTS: “{wild[0]}” answers to names that are not the site's; give each name "
            f"(thidua.province.example)",
        )
    if environment.get("THIDUA_DEBUG") == "1":
        yield Text(
            "THIDUA_DEBUG: bỏ đi hoặc đặt 0; bật lên thì trang báo lỗi hiện dữ liệu cho người lạ",
            "THIDUA_DEBUG: leave it out or set 0; with it pages of errors show data to strangers",
        )
    if environment.get("THIDUA_DEMO") == "1":
        yield Text(
            "THIDUA_DEMO: bỏ đi hoặc đặt 0; mật khẩu của tài khoản trình diễn ai cũng biết. Xem "
            "thử thì chạy trên máy mình: thidua run",
            "THIDUA_DEMO: leave it out or set 0; everybody knows the passwords of demo accounts. "
            "To try it, run it on your own machine: thidua run",
        )
    if environment.get("THIDUA_HTTPS") != "1":
        yield Text(
            "THIDUA_HTTPS: đặt 1, và để nginx nói https với người dùng (deploy/nginx); thiếu nó "
            "thì cookie đăng nhập đi qua mạng không mã hoá",
            "THIDUA_HTTPS: set 1, with nginx speaking https before the site (deploy/nginx); "
            "without it the cookies of a sign-in cross the network in the clear",
        )


def _unknown_proxy(environment: Mapping[str, str], host: str) -> Iterator[Text]:
    named = environment.get("THIDUA_PROXY_ADDRESSES", "").strip()
    if _behind_a_proxy(environment) and not is_loopback(host) and not named:
        yield Text(
            "THIDUA_PROXY_ADDRESSES: địa chỉ của máy nginx (10.0.0.5), vì nút này lắng nghe ở địa "
            "chỉ mạng; chỉ tin X-Forwarded-For do máy ấy gửi",
            "THIDUA_PROXY_ADDRESSES: the address of nginx (10.0.0.5), as this node binds an "
            "address of the network; X-Forwarded-For is believed from there alone",
        )
