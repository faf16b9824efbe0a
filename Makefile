# Two commands are enough: `make run` and `make test`. `make` alone explains the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
RUN_READY := .venv/.run-ready
TEST_READY := .venv/.test-ready

.DEFAULT_GOAL := help
.PHONY: help run test coverage bench check audit format texts sample lock system clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' \
	  | while IFS='|' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

run: $(RUN_READY) ## Set up what is missing and serve the app on http://localhost:8501
	$(BIN)/streamlit run app.py

test: system $(TEST_READY) check ## Set up what is missing and run every check and test that can run here
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --reruns 2

coverage: system $(TEST_READY) ## The tests once more, with the lines and branches they leave out
	$(BIN)/python -m pytest --cov --cov-report=term

check: $(TEST_READY) ## Style, types and translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m texts --check

# Where the advisories are out of reach pip-audit would find nothing wrong, so that is said instead.
audit: | .venv/bin/python ## Look up known vulnerabilities of what constraints.txt pins (asks pypi.org)
	@if $(BIN)/python -c 'import urllib.request as r; r.urlopen("https://pypi.org/pypi/streamlit/1.40.0/json", timeout=10)' 2>/dev/null; then \
	  $(PYTHON) -m venv .venv/audit && .venv/audit/bin/python -m pip install -q --disable-pip-version-check pip-audit==2.10.1 \
	    && .venv/audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip; \
	else echo "pypi.org does not give its advisories here, so nothing was looked up."; fi

bench: $(TEST_READY) ## Measure speed beside its budgets (twenty minutes; best on a quiet machine)
	$(BIN)/python -m tests.bench

format: $(TEST_READY) ## Write the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

texts: $(TEST_READY) ## Bring the Spanish catalogues up to date with the code
	$(BIN)/python -m texts

sample: $(RUN_READY) ## Fill the embedded database anew with invented data
	$(BIN)/python -m sample_data --replace

lock: $(TEST_READY) ## Write constraints.txt from what is installed
	{ echo '# Everything that requirements*.txt pull in, pinned. Refresh: make lock'; \
	  $(BIN)/pip freeze --exclude pip --exclude setuptools --exclude wheel; } > constraints.txt

# What the tests use beside Python: a browser, a PostgreSQL server, a reader of PDFs and the proxy of
# deploy/, all Debian packages.
# Root installs them; anyone else is told, and the tests say which of them could not run.
system:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	command -v caddy >/dev/null || missing="$$missing caddy"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	  else echo "Not installed, so some tests will be skipped:$$missing"; fi; fi

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; [ "$$(id -u)" = 0 ] && apt-get update -qq \
	  && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; } \
	  || { echo "Install the package python3-venv, then run this again."; exit 1; }

$(RUN_READY): requirements.txt constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(TEST_READY): requirements.txt requirements-dev.txt constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(RUN_READY)

clean: ## Remove the environment, the embedded database and what tools left
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage programa.db programa.snapshot*
