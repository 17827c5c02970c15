"""Every word that Rebound's own files can put before a member, for tests that read words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_PYTHON = (
    "pages/**/*.py",
    "core/ui/**/*.py",
    "core/domain/**/*.py",
    "core/services/**/*.py",
    "core/errors.py",
)
_OTHERS = ("core/ui/browser/*.js", "core/ui/browser/*.html", "core/web/*.html", "supabase/mails/*.html")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$|<!--.*?-->", re.DOTALL | re.MULTILINE)
# What stands where a sentence takes a value: a number, so that "only {n} of {m}" reads as it will be read.
_VALUE = "7"


class Said(NamedTuple):
    """Words in a file, and where."""

    where: str
    words: str


def everything_said() -> Iterator[Said]:
    for pattern in _PYTHON:
        for file in sorted(ROOT.glob(pattern)):
            yield from said_in(file.read_text("utf-8"), str(file.relative_to(ROOT)))
    for pattern in _OTHERS:
        for file in sorted(ROOT.glob(pattern)):
            yield Said(str(file.relative_to(ROOT)), _COMMENT.sub("", file.read_text("utf-8")))


def said_in(source: str, name: str) -> Iterator[Said]:
    """Give each string of a Python file but its docstrings, which nobody in a circle reads."""
    tree = ast.parse(source)
    inside = set(_docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside.update(map(id, node.values))
            yield Said(f"{name}:{node.lineno}", "".join(map(_part, node.values)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield Said(f"{name}:{node.lineno}", node.value)


def _part(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else _VALUE


def _docstrings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield id(node.body[0].value)
