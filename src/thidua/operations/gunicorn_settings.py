"""What gunicorn reads: its own lines are written like ours, and it writes none about requests."""

from typing import Any

from thidua.operations.logs import log_settings


def _lines() -> dict[str, Any]:
    lines = log_settings()
    own = {"handlers": ["console"], "level": lines["root"]["level"], "propagate": False}
    return {
        **lines,
        "loggers": {
            **lines["loggers"],
            "gunicorn.error": own,
            "gunicorn.access": {**own, "handlers": []},
        },
    }


logconfig_dict = _lines()
accesslog = None
control_socket_disable = True  # nothing of ours steers the server by it
