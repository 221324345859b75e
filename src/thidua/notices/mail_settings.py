"""How letters leave the house; read by the settings, before Django starts.

THIDUA_SMTP_HOST      the mail server; unset: nobody can turn mail on, everything else works
THIDUA_SMTP_PORT      587; THIDUA_SMTP_SECURITY: starttls (default), ssl, or none (this machine)
THIDUA_SMTP_USER, THIDUA_SMTP_PASSWORD
                      where the server asks for them
THIDUA_SMTP_FROM      whom letters come from: "Thi Đua <thidua@tinh.example>"
THIDUA_SMTP_SECONDS   how long one answer of the server may take (10)
THIDUA_SITE           the address of the site in letters and calendars: "https://thidua.tinh.example";
                      unset: https and the first of THIDUA_HOSTS
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Security = Literal["starttls", "ssl", "none"]
SECURITIES: tuple[Security, ...] = ("starttls", "ssl", "none")


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over, and from whom they come."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str
    seconds: float


def mail_server(environment: Mapping[str, str]) -> MailServer | None:
    """None where no server is named. Raises ValueError, with the variable's name, for what cannot
    be read.
    """
    host = environment.get("THIDUA_SMTP_HOST", "")
    if not host:
        return None
    security = environment.get("THIDUA_SMTP_SECURITY") or "starttls"
    if security not in SECURITIES:
        raise ValueError(f"THIDUA_SMTP_SECURITY is one of {', '.join(SECURITIES)}: {security!r}")
    sender = environment.get("THIDUA_SMTP_FROM", "")
    if "@" not in sender:
        raise ValueError("THIDUA_SMTP_FROM names the address that letters come from")
    return MailServer(
        host=host,
        port=int(environment.get("THIDUA_SMTP_PORT") or "587"),
        security=security,
        user=environment.get("THIDUA_SMTP_USER", ""),
        password=environment.get("THIDUA_SMTP_PASSWORD", ""),
        sender=sender,
        seconds=float(environment.get("THIDUA_SMTP_SECONDS") or "10"),
    )


def site_address(environment: Mapping[str, str], *, hosts: Sequence[str], https: bool) -> str:
    """Where readers find the site, without a slash at the end."""
    named = environment.get("THIDUA_SITE", "").rstrip("/")
    if named:
        return named
    return f"{'https' if https else 'http'}://{hosts[0] if hosts else 'localhost'}"
