"""Keeping a site up: processes that end by themselves are started again, and so is the embedded
database.
"""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LOG = logging.getLogger("thidua.keeping")
LOOK_EVERY = 0.5
GROWN_UP = 10.0
"""Seconds after which a process counts as having started well."""
LONGEST_PAUSE = 30.0
GRACEFUL = 30
"""Seconds that requests under way have when the site is asked to stop."""


class NeverCameUpError(Exception):
    """A process ended before it had ever started well: it would only do so again."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


@dataclass
class Supervised:
    """A command that runs until we stop it: killed or fallen over, it is started again after a
    growing pause.
    """

    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    start_at: float = 0.0
    pause: float = 1.0
    grown_up: bool = False
    code: int = field(default=0)

    def look(self, now: float) -> None:
        """Start it when it is time; see whether it still lives. Raises NeverCameUpError."""
        if self.process is None:
            if now >= self.start_at:
                self.process = subprocess.Popen(self.command, env=os.environ.copy())  # noqa: S603  (our own arguments)
                self.started = now
            return
        lived = now - self.started
        self.grown_up |= lived > GROWN_UP
        if self.process.poll() is not None:
            self._ended(now, lived)

    def _ended(self, now: float, lived: float) -> None:
        code = self.process.returncode if self.process else 0
        if not self.grown_up:
            raise NeverCameUpError(code)
        self.pause = 1.0 if lived > GROWN_UP else min(2 * self.pause, LONGEST_PAUSE)
        self.process, self.start_at = None, now + self.pause
        LOG.warning(
            "a process ended and is started again", extra={"status": code, "seconds": self.pause}
        )

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def wait(self) -> None:
        """Until it has ended; one that does not end in time is killed."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=GRACEFUL + 15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def keep_up(commands: Sequence[Sequence[str]], *, revive: Callable[[], object]) -> int:
    """Run the commands until somebody asks to stop (SIGTERM, Ctrl+C): 0; or until one never comes
    up: its code.

    `revive` is called at every look, before any command is started again: it sees to what they all
    stand on."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    processes = [Supervised(command) for command in commands]
    try:
        while True:
            revive()
            for process in processes:
                process.look(time.monotonic())
            time.sleep(LOOK_EVERY)
    except KeyboardInterrupt:
        return 0
    except NeverCameUpError as error:
        return error.code or 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl+C would leave them behind
        for process in processes:
            process.stop()
        for process in processes:
            process.wait()
