"""Long stories: Markdown typed by people, made into HTML that can do no harm."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from .text import typography

TAGS = {"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "hr"}
DEEPER = {"h1": "h3", "h2": "h3", "h3": "h4"}  # the page has its own h1 and h2


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def story_html(markdown: str) -> Markup:
    """Sanitised HTML of a story, its titles one step below those of the page; empty for an empty story."""
    if not markdown:
        return Markup()
    tokens = _markdown().parse(typography(markdown))
    for token in tokens:
        token.tag = DEEPER.get(token.tag, token.tag)
    html = _markdown().renderer.render(tokens, _markdown().options, {})
    return Markup(
        nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"})
    )
