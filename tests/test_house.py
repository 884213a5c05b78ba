"""The house: small files, every shelf item tested, nothing of this machine in what is kept."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "sim").rglob("*.py"))
SHELVES = ("beliefs", "values", "weights", "stakes", "protocols", "tactics")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            assert not body or body[-1].end_lineno - body[0].lineno + 1 <= 40, f"{node.name} is too long"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_and_public_function_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_item_of_a_shelf_is_tested(shelf):
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / shelf).glob("*.py"))
    for path in (ROOT / "sim" / shelf).glob("[!_]*.py"):
        classes = [node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]
        named = [path.stem, *classes]
        assert any(re.search(rf"\b{name}\b", tests) for name in named), f"no test of {path.name}"


@pytest.mark.parametrize("shelf", ["beliefs", "values"])
def test_every_spec_of_a_shelf_is_in_its_union(shelf):
    union = (ROOT / "sim" / shelf / "__init__.py").read_text(encoding="utf-8")
    for path in (ROOT / "sim" / shelf).glob("[!_]*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "Reasoned" for base in node.bases):
                assert f"Annotated[{node.name}, Tag(" in union, f"{node.name} is on no union"


def test_no_module_shares_the_name_of_a_public_function_of_its_package():
    for path in MODULES:
        for sibling in path.parent.glob("[!_]*.py"):
            defined = {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}
            assert sibling.stem not in defined, f"{path}: {sibling.stem}"


def test_print_stands_in_the_command_line_only():
    for path in MODULES:
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "print" not in called or path.is_relative_to(ROOT / "sim" / "cli"), path


def test_nothing_of_this_machine_or_of_an_index_is_kept():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    machine = re.compile(
        "|".join(f"/{name}/" for name in ("work", "farm", "root")) + r"|https?://[^ \"']*/(simple|packages)/"
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        assert path.name not in ("uv.lock", "pylock.toml")
        if path.suffix not in {".png", ".svg"} and path.exists():
            assert not machine.search(path.read_text(encoding="utf-8")), name
