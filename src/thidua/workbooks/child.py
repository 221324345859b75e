"""The limited process that alone touches bytes from outside: `python -m thidua.workbooks.child
REQUEST.json`.

The request names the file, the directory for results and the limits. Results: one Arrow file per
sheet and `result.json`, with either the sheets or the error. The process limits its own memory and
time before it opens the file; a file that needs more kills this process, never its parent."""

import contextlib
import gc
import json
import resource
import sys
from pathlib import Path
from typing import Any

_REQUEST_ARGUMENTS = 2


def limit_this_process(*, memory: int, seconds: int) -> None:
    """Address space and processor seconds from here on; no core dump, no file larger than 4 GB."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 30, 4 << 30))


def main(request_path: str) -> None:
    """Do what the request asks; write `result.json`."""
    # a sheet is millions of cells without a cycle; looking for one takes half of the time
    gc.disable()
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    limit_this_process(memory=request["limits"]["memory"], seconds=request["limits"]["seconds"])
    # Imported only now, so that even the libraries' start counts against the limits.
    from thidua.workbooks.errors import WorkbookError  # noqa: PLC0415
    from thidua.workbooks.extraction import extract  # noqa: PLC0415
    from thidua.workbooks.guards import Limits  # noqa: PLC0415

    out = Path(request["out"])
    result: dict[str, Any]
    try:
        limits = Limits(**request["limits"])
        result = {
            "sheets": extract(Path(request["path"]), name=request["name"], out=out, limits=limits)
        }
    except WorkbookError as error:
        result = {"error": {"vi": error.reason.vi, "en": error.reason.en}}
    (out / "result.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != _REQUEST_ARGUMENTS:
        sys.exit(__doc__)
    main(sys.argv[1])
