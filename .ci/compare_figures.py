"""The province that `make run` loaded and rated shows the published figures."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

published = tomllib.loads(
    Path("tests/reports/data/published-2021.toml").read_text(encoding="utf-8")
)
environment = {**os.environ, "THIDUA_HOME": str(Path("var").resolve())}
printed = subprocess.run(
    [".venv/bin/thidua", "figures", "2021", "--json"],
    env=environment,
    capture_output=True,
    text=True,
    check=True,
).stdout
figures = json.loads(printed)
wrong = [
    f"{table}.{key}: {figures.get(table, {}).get(key)!r} instead of {value!r}"
    for table, values in published.items()
    for key, value in values.items()
    if str(figures.get(table, {}).get(key)) != str(value)
]
if wrong:
    sys.exit("\n".join(wrong))
print(
    "figures 2021:",
    sum(len(values) for values in published.values()),
    "figures equal the published ones",
)
