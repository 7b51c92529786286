# Two commands for everybody: `make run` and `make test`. `make check` is for authors of the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test check quick clean pictures

help: ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /'

run: $(VENV)/.installed ## Set up, install the Liaoyuan pack and a sample city, serve on 127.0.0.1:8000
	@$(BIN)/yingshang run --port $(PORT)

test: $(VENV)/.installed-for-tests ## Run every test: SQLite, PostgreSQL, browser
	@.ci/tests

check: $(VENV)/.installed-for-tests ## Format, lint, types, contracts, packs
	$(BIN)/ruff format --check src tests benchmarks manage.py
	$(BIN)/ruff check src tests benchmarks manage.py
	$(BIN)/mypy src
	PYTHONPATH=src $(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/yingshang checkpack packs/liaoyuan-2024
	$(BIN)/codespell README.md CONTRIBUTING.md docs src

quick: $(VENV)/.installed-for-tests ## The tests without browser and PostgreSQL
	$(BIN)/pytest -q -n auto -m "not browser"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更高版本。Python 3.11 or newer is needed."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "缺少 venv：请先运行 apt-get install python3-venv。Install python3-venv first."; exit 2; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "正在安装依赖…… Installing what it needs …"
	@$(BIN)/pip install --quiet --no-compile --constraint constraints.txt --editable . && touch $@

$(VENV)/.installed-for-tests: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "正在安装测试依赖…… Installing what the tests need …"
	@$(BIN)/pip install --quiet --no-compile --constraint constraints.txt --editable '.[test]' && touch $@ $(VENV)/.installed

clean: ## Remove the environment and the sample city
	rm -rf $(VENV) var

pictures: $(VENV)/.installed-for-tests ## Take the README's pictures from a site on PORT that serves a sample city
	$(BIN)/python docs/pictures/take.py http://127.0.0.1:$(PORT)
