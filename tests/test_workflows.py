"""The automatic runs: valid, free of known security mistakes, and fixed to the commit."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = [file for file in sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) if file.name != "config.yml"]
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
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
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


# ---------------------------------------------------------------- what the site opens


def questions(form: str) -> set[str]:
    """The identifiers by which a link can answer the questions of a form, and its title."""
    parts = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / form).read_text(encoding="utf-8"))["body"]
    return {"title", *(part["id"] for part in parts if part["type"] in ("input", "textarea"))}


def test_each_link_of_the_site_to_a_form_answers_questions_that_the_form_asks(real_site):
    found: dict[str, set[str]] = {}
    for page in real_site.rglob("*.html"):
        for link in re.findall(
            r'href="([^"]*/issues/new\?template=[^"]*)"', page.read_text(encoding="utf-8")
        ):
            answers = parse_qs(urlsplit(unescape(link)).query)
            found.setdefault(answers.pop("template")[0], set()).update(answers)
    assert set(found) == {form.name for form in FORMS}
    assert [(form, answers) for form, answers in found.items() if not answers <= questions(form)] == []


def test_the_run_that_may_write_takes_nothing_of_a_proposal_and_the_one_that_reads_it_writes_nothing():
    reading, writing = (
        yaml.safe_load((GITHUB / f"workflows/{name}.yml").read_text(encoding="utf-8"))
        for name in ("proposition", "commentaire")
    )
    assert reading["permissions"] == writing["permissions"] == {}
    assert reading["jobs"]["relire"]["permissions"] == {"contents": "read"}
    [job] = writing["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    [checkout, comment] = job["steps"]
    assert set(checkout["with"]) == {"persist-credentials", "sparse-checkout"}  # no `ref`: the main branch
    assert comment["run"] == "python3 .github/scripts/commentaire.py"
    assert "secrets." not in "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
