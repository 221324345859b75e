# Các lệnh: `make help`. What there is to run: `make help`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
HOME_  := $(CURDIR)/var
TESTS  ?= tests
JOURNEYS ?= tests/journeys
# An hour of mutants at most.
MINUTES ?= 60
# What shows within seconds that something is broken: the pure rooms, the database's own rules, the repository.
QUICK  := $(wildcard tests/rulebook tests/vocabulary tests/conformance tests/workbooks tests/web \
            tests/test_scaffold.py tests/test_repository.py tests/test_measures.py tests/test_mutations.py)
# The engine is also tested on PySpark, wherever there is a Java to run it.
SPARK  := $(if $(shell command -v java),$(VENV)/spark.stamp,)
PYTEST := $(BIN)/python -m pytest -n 2 -q
# The tool that writes the lock files, in an environment of its own (docs/locking.md).
UV     := $(VENV)/lock/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 $(WITH)
LOCK    = $(COMPILE) pyproject.toml --extra build

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test suite journeys trials mutants check lint format coverage measures bench lock wheel clean

help: ## Bảng lệnh này | This table
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*) \| (.*)/make \1@\2@\3/' | while IFS=@ read -r name vi en; do printf '%-15s %s\n%-15s %s\n' "$$name" "$$vi" "" "$$en"; done

run: $(VENV)/run.stamp ## Dựng mọi thứ, nạp tỉnh mẫu, mở trang web | Set everything up, load the demo province, serve the site
	THIDUA_HOME="$(HOME_)" THIDUA_DEMO=1 $(BIN)/thidua run

test: suite journeys ## Toàn bộ kiểm thử | All tests: suite, then journeys

suite: $(VENV)/dev.stamp $(SPARK) ## Kiểm thử không cần trình duyệt; TESTS=… chọn phần | Tests without a browser; TESTS=… picks some
	$(PYTEST) $(TESTS) -m "not browser" --dist loadgroup

journeys: $(VENV)/dev.stamp ## Kiểm thử bằng trình duyệt; JOURNEYS=… chọn phần | Tests in a browser; JOURNEYS=… picks some
	$(PYTEST) $(JOURNEYS) -m browser --dist loadfile

trials: $(VENV)/dev.stamp $(SPARK) ## Thử thách dài: giết tiến trình, tệp hỏng… | Long trials: kills, damaged files, odd requests
	THIDUA_TRIALS=1 $(PYTEST) $(TESTS) -m trial --dist loadgroup --durations=10

mutants: $(VENV)/dev.stamp ## Đổi từng chi tiết của luật xem kiểm thử có thấy; MINUTES=… | Change rules bit by bit: do the tests notice? MINUTES=…
	$(BIN)/python -m tools.mutants --minutes $(MINUTES)

check: lint ## Trước khi gửi: lint và kiểm thử nhanh | Before sending: lint and the quick tests
	$(PYTEST) $(QUICK) -m "not browser and not trial" --dist loadgroup --ignore tests/rulebook/test_backend_spark.py

lint: $(VENV)/dev.stamp ## Kiểu viết, kiểu dữ liệu, chiều phụ thuộc, migration | Style, types, imports, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports
	$(BIN)/python -m tests.missing_migrations
	$(BIN)/python -m tools.templates

format: $(VENV)/dev.stamp ## Sửa cách viết theo quy ước | Put the code into the agreed form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tools.templates --write

coverage: $(VENV)/dev.stamp $(SPARK) ## Phần mã mà kiểm thử đi qua | What the suite reaches of the code
	$(PYTEST) $(TESTS) -m "not browser" --dist loadgroup --cov --cov-report=term --cov-report=html

measures: | $(BIN)/python ## Cỡ và hình dạng của mã, bằng số | Size and shape of the tree in numbers
	@$(BIN)/python -m tools.measures

bench: $(VENV)/bench.stamp ## Đo từng điều đã hứa, hai phía cùng lượt | Measured claims, both sides in one run
	$(BIN)/python -m benchmarks

lock: $(VENV)/lock.stamp ## Viết lại các tệp khoá phiên bản (docs/locking.md) | Write the lock files anew (docs/locking.md)
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --output-file requirements-dev.txt
	$(LOCK) --extra dev --extra spark --output-file requirements-spark.txt
	$(LOCK) --extra dev --extra bench --output-file requirements-bench.txt
	$(COMPILE) --group lock --output-file requirements-lock.txt
	sed -i '/^--/d' requirements*.txt

wheel: $(VENV)/dev.stamp ## Gói cài đặt trong dist/ | The wheel, in dist/
	$(BIN)/pip wheel --no-deps --no-build-isolation --quiet --wheel-dir dist .

clean: ## Xoá mọi thứ đã dựng, cả dữ liệu trong var/ | Remove what was built, the data in var/ too
	rm -rf $(VENV) var build dist src/*.egg-info .mypy_cache .import_linter_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov

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

$(VENV)/lock.stamp: requirements-lock.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-lock.txt
	@touch $@
