# Two commands for everybody: `make run` and `make test`. Both do all the set-up themselves.

PYTHON_BIN := .venv/bin
LINT := $(PYTHON_BIN)/ruff

.PHONY: run test check words torture bench pictures walk lock clean setup

run:
	@installer/run

test: setup check
	$(PYTHON_BIN)/python -m pytest -n 2

check: setup
	$(LINT) check
	$(LINT) format --check
	$(PYTHON_BIN)/mypy
	$(PYTHON_BIN)/lint-imports

setup:
	@installer/setup tests

# Read the source texts into both catalogues, and say what still has no translation.
words: setup
	$(PYTHON_BIN)/python installer/words.py update
	$(PYTHON_BIN)/python installer/words.py compile

# Minutes long: thousands of examples, hundreds of killed processes.
torture: setup
	$(PYTHON_BIN)/python -m pytest -n 2 -m "" --hypothesis-profile torture

bench: setup
	$(PYTHON_BIN)/python -m tests.bench

# Every page and every sheet of paper on contact sheets in build/pictures.
pictures: setup
	$(PYTHON_BIN)/python -m tests.pictures

# Eight tasks by keyboard alone: how many keys, and every step on contact sheets in build/journeys.
walk: setup
	$(PYTHON_BIN)/python -m tests.journeys.walk

# Needs uv. No index is named in the lock, so each machine fetches from its own.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --quiet \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock

clean:
	rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find coopadmin tests installer -name __pycache__ -prune -exec rm -rf {} +
	find resources/locale -name '*.mo' -delete
