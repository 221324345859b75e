"""Handing letters to the mail server, and what its answers mean."""

import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum, auto
from typing import Any

from thidua.notices.mail_settings import MailServer

LATER, FINAL = 400, 500
CLOSING = 421
"""The server hangs up: it is away for every letter."""
ANSWERS_OF_ONE = 6
"""After so many times the longest answer a letter is given up, however slowly the server drips."""


class Came(Enum):
    """What became of one letter."""

    SENT = auto()
    LATER = auto()
    """The server asks to try this one again."""
    NO_ADDRESS = auto()
    """There is no such address: final for it."""
    REFUSED = auto()
    """This letter is not taken: final for it."""
    AWAY = auto()
    """No server, or none that lets us send: nothing is said of any letter."""


@dataclass(frozen=True)
class Answer:
    """`words`: the number of the server's answer, or the name of what went wrong."""

    came: Came
    words: str


class _Line(smtplib.SMTP):
    """A connection that is known while it is still being made: a greeting may take for ever."""

    def __init__(self, keep: Callable[[smtplib.SMTP], None], *where: Any, **more: Any) -> None:
        keep(self)
        super().__init__(*where, **more)


class _SafeLine(_Line, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte."""


class Post:
    """One connection to the mail server, opened with the first letter."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> Answer:
        """Hand one letter over. Raises nothing: every failure is an answer."""
        try:
            with self._within_time():
                line = self._open()
                return self._hand_over(line, message)
        except smtplib.SMTPResponseException as error:
            self.close()
            return Answer(Came.AWAY, str(error.smtp_code))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.close()
            return Answer(Came.AWAY, type(error).__name__)

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                line.close()

    def _open(self) -> smtplib.SMTP:
        if self._line is not None:
            return self._line
        server = self._server
        own = parseaddr(server.sender)[1].rpartition("@")[2]
        where = (server.host, server.port, own)
        line: smtplib.SMTP
        if server.security == "ssl":
            safe = ssl.create_default_context()
            line = _SafeLine(self._keep, *where, timeout=server.seconds, context=safe)
        else:
            line = _Line(self._keep, *where, timeout=server.seconds)
        if server.security == "starttls":
            line.starttls(context=ssl.create_default_context())
        if server.user:
            line.login(server.user, server.password)
        return line

    def _hand_over(self, line: smtplib.SMTP, message: EmailMessage) -> Answer:
        line.ehlo_or_helo_if_needed()
        code, _ = line.mail(parseaddr(str(message["From"]))[1])
        if code >= LATER:  # of the sender, which is ours: nothing about this letter
            self.close()
            return Answer(Came.AWAY, str(code))
        code, _ = line.rcpt(parseaddr(str(message["To"]))[1])
        if code >= LATER:
            return self._refused(line, code, Came.NO_ADDRESS)
        try:
            code, _ = line.data(message.as_bytes(policy=message.policy.clone(linesep="\r\n")))
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
        return (
            Answer(Came.SENT, str(code))
            if code < LATER
            else self._refused(line, code, Came.REFUSED)
        )

    def _refused(self, line: smtplib.SMTP, code: int, final: Came) -> Answer:
        if code == CLOSING:
            self.close()
            return Answer(Came.AWAY, str(code))
        line.rset()
        return Answer(final if code >= FINAL else Came.LATER, str(code))

    @contextmanager
    def _within_time(self) -> Iterator[None]:
        """A server that drips its answers byte by byte never runs into a time limit of its own:
        after a while the line is cut.
        """
        timer = threading.Timer(ANSWERS_OF_ONE * self._server.seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _keep(self, line: smtplib.SMTP) -> None:
        self._line = line

    def _cut(self) -> None:
        line = self._line
        if line is not None and line.sock is not None:
            with suppress(OSError):
                line.sock.shutdown(2)
