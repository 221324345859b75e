"""Log lines that carry no personal data: one JSON object (or one plain line) for each event.

Names, codes, addresses and search words reach a log through the arguments of messages, through
paths and through the texts of exceptions. None of the three is written: an event is its constant
template, a request is its route's name, an error is its type and the places in the code it came
through."""

import datetime as dt
import json
import logging
import os
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Literal

Format = Literal["json", "text"]

current_request: ContextVar[str] = ContextVar("thidua_request", default="")

FIELDS = ("route", "method", "status", "ms", "user", "checks", "action", "year", "seconds")
"""What a line may say besides its event; anything else given with `extra` is left out."""
TEMPLATES_OF = ("thidua", "gunicorn", "django")
"""Loggers whose messages without arguments are constants; others tell only the place in their code.
"""
DEEPEST = 8


def log_settings() -> dict[str, Any]:
    """Django's LOGGING. THIDUA_LOG chooses `json` or `text`; unset, only warnings are told, in
    plain lines.
    """
    chosen = os.environ.get("THIDUA_LOG", "")
    level = os.environ.get("THIDUA_LOG_LEVEL", "INFO" if chosen else "WARNING").upper()
    form: Format = "json" if chosen == "json" else "text"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "thidua.operations.logs.Lines", "form": form}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers would print paths beside ours; what they say of 4xx stands in
            # the request's line.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            # Every beat of the queue is no event; what failed is.
            "procrastinate": {"level": "WARNING", "propagate": True},
        },
    }


class Lines(logging.Formatter):
    """Writes one record as one line, with nothing in it that a person could be known by."""

    def __init__(self, form: Format = "json") -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        fields = entry(record)
        if self.form == "json":
            return json.dumps(fields, ensure_ascii=False)
        rest = (
            f"{key}={value}"
            for key, value in fields.items()
            if key not in {"time", "level", "logger", "event"}
        )
        return " ".join([fields["time"], fields["level"], fields["logger"], fields["event"], *rest])


def entry(record: logging.LogRecord) -> dict[str, Any]:
    """What may be said of a record: time (UTC), level, logger, event, request and the fields
    allowed above.
    """
    fields: dict[str, Any] = {
        "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
            timespec="milliseconds"
        ),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": _event(record),
    }
    if request := current_request.get():
        fields["request"] = request
    fields.update(
        {name: value for name in FIELDS if (value := record.__dict__.get(name)) is not None}
    )
    if record.exc_info and record.exc_info[1] is not None:
        fields["error"] = _error(record.exc_info[1], record.exc_info[2])
    return fields


def _event(record: logging.LogRecord) -> str:
    arguments = record.args if isinstance(record.args, tuple) else (record.args,)
    if record.args:
        # Numbers (process ids, durations) say nothing of anybody; words might.
        return (
            record.getMessage()
            if all(type(one) in {int, float} for one in arguments)
            else str(record.msg)
        )
    if record.name.split(".")[0] in TEMPLATES_OF:
        return str(record.msg)
    return f"{record.module}.{record.funcName}:{record.lineno}"


def _error(error: BaseException, where: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(where)[-DEEPEST:]
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [
            f"{frame.filename.rpartition('/src/')[2]}:{frame.lineno} {frame.name}"
            for frame in frames
        ],
    }
