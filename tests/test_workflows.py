"""The automatic runs: valid, free of known security mistakes, and fixed to the commit."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
TOOLS = Path(sys.executable).parent


def output_of_failure(*command: str | Path) -> str:
    """What the command says when it finds fault; nothing when it does not."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_each_file_follows_its_published_schema(schema, files):
    assert files
    assert output_of_failure(TOOLS / "check-jsonschema", "--builtin-schema", schema, *files) == ""


def test_no_known_security_mistake():
    assert output_of_failure(TOOLS / "zizmor", "--offline", "--no-progress", "--quiet", GITHUB) == ""


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_each_action_is_fixed_to_a_commit_and_names_its_version(workflow):
    uses = re.findall(r"uses: *(.+)", workflow.read_text(encoding="utf-8"))
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
