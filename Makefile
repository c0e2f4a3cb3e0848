# Every target sets up what it needs; Python >= 3.11 and make are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SEED ?= 1
# Tests start the program dozens of times: what was compiled once is kept, whatever is wished else.
unexport PYTHONDONTWRITEBYTECODE
SIDE_BY_SIDE := -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder
BOTH := tests/storage tests/monitor tests/bot tests/test_several.py tests/test_several_callbacks.py

.PHONY: demo hello test postgresql check bench soak mutants lock clean

demo: hello $(READY) ## play a town's week as a story in the web messenger (Ctrl-C ends it)
	@$(BIN)/zvonok demo

hello:
	@echo "Показ «Звонка»: сейчас всё подготовлю и напишу, какой адрес открыть."
	@test -e $(READY) || echo "Первый запуск: ставлю в .venv всё, что нужно. Это один раз и на несколько минут."

test: check ## everything that must hold: style, types, arrows, tests (SEED=random: other examples)
	$(BIN)/pytest $(SIDE_BY_SIDE) --hypothesis-seed=$(SEED)
	@$(BIN)/python -m tests.browser >/dev/null || \
	  echo "NOT RUN in a browser: Chromium is not installed here (Debian: chromium)"
	@if $(BIN)/python -m tests.server --there; then \
	  $(MAKE) --no-print-directory postgresql; \
	else \
	  echo "NOT RUN on PostgreSQL: no server is installed here (Debian: postgresql)"; \
	fi

postgresql: $(READY) ## the tests that open a database once more, on a server of their own
	$(BIN)/pytest $(SIDE_BY_SIDE) --hypothesis-seed=$(SEED) --engine postgresql $(BOTH)

check: $(READY) ## style, types and the arrows between packages, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## speed and size, printed as ratios (decides nothing)
	$(BIN)/python -m tests.bench

soak: $(READY) ## half an hour of kills, faults, rubbish and random worlds; every count is compared
	$(BIN)/python -m tests.fuzz --updates 100000
	$(BIN)/python -m tests.storm --kills 200 --events 200000
	$(BIN)/python -m tests.worlds --worlds 200
	ZVONOK_TESTS_THOROUGH=1 $(MAKE) test SEED=random

mutants: $(READY) ## which small changes to the modules that carry the promises would no test notice?
	$(BIN)/python -m tests.mutants

lock: ## pin again what pyproject.toml asks for (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock

clean: ## forget the environment and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .cache

# What pip fetches is counted, for it may take minutes and says nothing itself.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r requirements.lock \
	  >.venv/installing.log 2>&1 & installing=$$!; \
	all=$$(grep -c '^[a-z].*==' requirements.lock); \
	while kill -0 $$installing 2>/dev/null; do \
	  printf '\r  %s / %s' "$$(grep -cE '^(Collecting|Processing|Ignoring) ' .venv/installing.log)" "$$all"; sleep 1; \
	done; \
	printf '\r  %s / %s\n' "$$all" "$$all"; \
	wait $$installing || { cat .venv/installing.log; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -m compileall -q -j 0 bot monitor sandbox storage
	@touch $@
