"""Templates compiled without detours print what Jinja's own code would."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from builder.compiling import Compiled, Direct, printed
from builder.templating import environment, typeset

MACROS = "{% macro dire(quoi, fin='.') %}<b>{{ quoi }}</b>{{ fin }}{% endmacro %}"


def rendered(template: str, **context: Any) -> str:
    """A template printed by our code; the same by Jinja's."""
    env = Environment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"m": MACROS, "t": template})
    )
    plain = env.overlay()
    env.code_generator_class = Direct
    ours, jinja = (each.get_template("t").render(context) for each in (env, plain))
    assert ours == jinja
    return ours


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.text().map(Markup)))
def test_what_is_printed_is_what_escape_prints(value: object):
    assert printed(value) == str(escape(value))


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "</script><img src=x onerror=alert(1)>", "${alert(1)}", "=cmd", "'\"&"]
)
def test_hostile_text_is_escaped_wherever_it_comes_from(text: str):
    case = SimpleNamespace(name=text, names=[text])
    printed = rendered(
        "{% import 'm' as m %}{{ case.name }}{{ case.names[0] }}{{ m.dire(case.name, fin=case.name) }}"
        "{% for name in case.names %}{{ name }}{% endfor %}{{ case.name.strip() }}",
        case=case,
    )
    assert printed == escape(text) * 2 + Markup("<b>{}</b>{}{}{}").format(text, text, text, text.strip())


def test_a_macro_has_defaults_and_named_parameters():
    template = "{% import 'm' as m %}{{ m.dire('a') }}{{ m.dire('b', '!') }}{{ m.dire(fin='?', quoi='c') }}"
    assert rendered(template) == "<b>a</b>.<b>b</b>!<b>c</b>?"


@pytest.mark.parametrize("call", ["m.dire('a', faim=1)", "m.dire('a', quoi='b')", "m.dire(1, 2, 3)"])
def test_a_macro_refuses_a_parameter_that_it_does_not_have(call: str):
    with pytest.raises(TypeError):
        rendered("{% import 'm' as m %}{{ " + call + " }}")


def test_slices_filters_tests_and_loops_are_jinja_s():
    template = (
        "{% for n in ns[:2] %}{{ loop.index }}{{ n | string | upper }}{% if loop.last %}.{% endif %}"
        "{% endfor %}{{ ns[-1] }}{% for g, of in rows | groupby('kind') %}{{ g }}{{ of | length }}"
        "{% endfor %}"
    )
    rows = [SimpleNamespace(kind="a"), SimpleNamespace(kind="b"), SimpleNamespace(kind="a")]
    assert rendered(template, ns=["x", "y", "<z>"], rows=rows) == "1X2Y.&lt;z&gt;a2b1"


def test_what_is_missing_is_an_error():
    with pytest.raises(UndefinedError):
        rendered("{{ rien }}")
    with pytest.raises(UndefinedError):
        rendered("{% import 'm' as m %}{{ m.dire() }}")
    with pytest.raises(AttributeError):
        environment().from_string("{{ a.b }}").render(a=SimpleNamespace())


def test_the_code_of_a_template_is_compiled_once():
    kept = Compiled()
    first, second = (
        Environment(loader=DictLoader({"t": "{{ a }}"}), bytecode_cache=kept).get_template("t") for _ in "ab"
    )
    assert first.root_render_func.__code__ is second.root_render_func.__code__


def test_each_depth_has_its_links_and_the_same_pieces():
    assert environment("../") is environment("../")
    links = [
        env.from_string("{{ lien('a/') }} {{ lien('') }}").render() for env in map(environment, ("", "../"))
    ]
    assert links == ["a/ ./", "../a/ ../"]


def test_typeset_text_is_spaced_then_escaped():
    assert typeset("L'<b> : 10 000 €") == "L’&lt;b&gt;\u202f: 10\u202f000\u202f€"
