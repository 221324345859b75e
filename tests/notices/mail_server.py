"""A small mail server on this machine, whose answers a test chooses: down, slow, "later", "no such
address", hanging up.
"""

import re
import socketserver
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from thidua.notices.mail_settings import MailServer


@dataclass
class Plan:
    """What the server does. `answers`: to each command that names one, in turn; then 250. `slow`:
    seconds before each answer. `after_data`: called once a letter was taken, before the answer.
    """

    rcpt: deque[str] = field(default_factory=deque)
    data: deque[str] = field(default_factory=deque)
    refused: set[str] = field(default_factory=set)
    greeting: str = "220 here"
    slow: float = 0
    drip: float = 0
    taken: list[Message] = field(default_factory=list)
    tried: int = 0


class _Handler(socketserver.StreamRequestHandler):
    """One connection; enough of SMTP for one client."""

    def handle(self) -> None:
        plan: Plan = self.server.plan  # type: ignore[attr-defined]
        plan.tried += 1
        try:
            self._say(plan, plan.greeting)
            self._talk(plan)
        except OSError:
            return

    def _talk(self, plan: Plan) -> None:
        while line := self.rfile.readline():
            word = line[:4].upper().decode()
            if word in ("EHLO", "HELO"):
                self._say(plan, "250 here")
            elif word == "RCPT":
                self._say(plan, self._of_address(plan, line.decode()))
            elif word == "DATA":
                self._say(plan, "354 go on")
                raw = b"".join(iter(self.rfile.readline, b".\r\n"))
                answer = plan.data.popleft() if plan.data else "250 taken"
                if answer.startswith("250"):
                    plan.taken.append(message_from_bytes(raw))
                self._say(plan, answer)
            elif word == "QUIT":
                self._say(plan, "221 bye")
                return
            else:
                self._say(plan, "250 fine")

    def _of_address(self, plan: Plan, line: str) -> str:
        found = re.search("<([^>]*)>", line)
        if found and found.group(1) in plan.refused:
            return "550 no such address"
        return plan.rcpt.popleft() if plan.rcpt else "250 fine"

    def _say(self, plan: Plan, answer: str) -> None:
        time.sleep(plan.slow)
        text = f"{answer}\r\n".encode()
        if plan.drip:
            for letter in text:
                self.wfile.write(bytes([letter]))
                time.sleep(plan.drip)
        else:
            self.wfile.write(text)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def named(port: int, *, seconds: float = 2) -> MailServer:
    """The settings that lead to a server on this port of this machine."""
    return MailServer("127.0.0.1", port, "none", "", "", "Thi Đua <thidua@hd.example>", seconds)


@contextmanager
def running() -> Iterator[tuple[Plan, MailServer]]:
    """The server on a free port, and the settings that lead to it."""
    plan = Plan()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.plan = plan  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        try:
            yield plan, named(server.server_address[1])
        finally:
            server.shutdown()
