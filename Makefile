# make run    set everything up and show the rated demo province      make test   all tests
# make lint   style, types, imports, migrations                       make bench  measured claims, both sides in one run
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
HOME_  := $(CURDIR)/var
TESTS  ?= tests
# The engine is also tested on PySpark, wherever there is a Java to run it.
SPARK  := $(if $(shell command -v java),$(VENV)/spark.stamp,)

.PHONY: run test lint bench clean wheel

run: $(VENV)/run.stamp
	THIDUA_HOME="$(HOME_)" THIDUA_DEMO=1 $(BIN)/thidua run

test: $(VENV)/dev.stamp $(SPARK)
	$(BIN)/python -m pytest $(TESTS) -n 2 --dist loadgroup -q

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports
	$(BIN)/python -m tests.missing_migrations

bench: $(VENV)/bench.stamp
	$(BIN)/python -m benchmarks

wheel: $(VENV)/dev.stamp
	$(BIN)/pip wheel --no-deps --no-build-isolation --quiet --wheel-dir dist .

clean:
	rm -rf $(VENV) var build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Cần gói python3-venv / python3-venv is needed: apt install python3-venv"; exit 1; }

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

$(VENV)/spark.stamp: requirements-spark.txt $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-spark.txt
	@touch $@

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.txt
	@touch $@
