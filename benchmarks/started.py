"""Programs that a benchmark starts on this machine, and ends."""

import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def started(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    log: "IO[bytes] | int" = subprocess.DEVNULL,
) -> "Iterator[subprocess.Popen[bytes]]":
    """A program in a session of its own while the block lasts, then asked to end."""
    running = subprocess.Popen(
        command, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=120)
