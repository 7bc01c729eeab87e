"""The development server: the site as the project is now, page by page, from memory.

watch ──what changed──▶ Live ──Showing──▶ http ──▶ browser, which asks again and again whether
                         │ load, render_shell            there is anything new to show
                         ▼
                        errors, shown over the page as it was
"""

from __future__ import annotations

from .http import serve
from .live import Live

__all__ = ["Live", "serve"]
