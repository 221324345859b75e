"""Read a file into a `RawWorkbook`: the bytes are handled by a limited process, see `child`."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import thidua
from thidua.language import Text
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.guards import Limits
from thidua.workbooks.raw import RawWorkbook
from thidua.workbooks.results import raw_sheet

DEFAULT_LIMITS = Limits()


def read(
    source: Path | str | bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> RawWorkbook:
    """Read an .xlsx or .csv file (a path, or its bytes) without ever trusting it. What it is its
    content says, whatever it is called.

    `name` is the file name shown in messages; a path brings its own. Raises UnreadableFileError:
    too big, broken, password, macros, zip bomb, another kind of file, encoding, too slow."""
    if isinstance(source, bytes):
        with tempfile.TemporaryDirectory(prefix="thidua-") as directory:
            path = Path(directory) / "upload"
            _check_size(len(source), name or "?", limits)
            path.write_bytes(source)
            return _read_path(path, name or "?", limits)
    path = Path(source)
    file_name = name or path.name
    if not path.is_file():
        raise UnreadableFileError.missing(file_name)
    _check_size(path.stat().st_size, file_name, limits)
    return _read_path(path, file_name, limits)


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.size:
        raise UnreadableFileError.too_big(name, size=size, limit=limits.size)


def _read_path(path: Path, name: str, limits: Limits) -> RawWorkbook:
    with tempfile.TemporaryDirectory(prefix="thidua-") as directory:
        out = Path(directory)
        request = {
            "path": str(path.resolve()),
            "name": name,
            "out": directory,
            "limits": asdict(limits),
        }
        (out / "request.json").write_text(json.dumps(request), encoding="utf-8")
        _run_child(out, name, limits)
        result = json.loads((out / "result.json").read_text(encoding="utf-8"))
        if "error" in result:
            raise UnreadableFileError(name, Text(**result["error"]))
        sheets = {sheet["name"]: raw_sheet(sheet, file=name, out=out) for sheet in result["sheets"]}
    return RawWorkbook(file=name, sheets=sheets)


def _run_child(out: Path, name: str, limits: Limits) -> None:
    """Run the child without our environment (its secrets are no business of an untrusted file)."""
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join([str(Path(path).parent) for path in thidua.__path__]),
        "PYTHONUTF8": "1",
        "POLARS_MAX_THREADS": "1",
        "RAYON_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "thidua.workbooks.child", str(out / "request.json")]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            env=environment,
            cwd=out,
            timeout=limits.seconds,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFileError.too_hard(name, seconds=limits.seconds) from None
    if done.returncode == 0:
        return
    stderr = done.stderr.decode("utf-8", errors="replace")
    if done.returncode < 0 or "MemoryError" in stderr or "memory allocation" in stderr:
        raise UnreadableFileError.too_hard(name, seconds=limits.seconds)
    raise UnreadableFileError.broken(name, detail=stderr.strip().rpartition("\n")[2][:100])
