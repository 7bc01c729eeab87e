"""Scripts of others: served from installed packages, and the weight we announce is the one that is sent."""

from __future__ import annotations

import gzip
from importlib.resources import files

from small_catalog import small_catalog

from builder.vendored import PLOTLY, PLOTLY_WEIGHT, VENDORED, vendored


def test_each_is_served_as_its_package_holds_it():
    served = {output.path: output.content for output in vendored(small_catalog())}
    assert set(served) == {one.path for one in VENDORED}
    assert all(served.values())


def test_the_announced_weight_is_what_a_host_sends():
    content = (files(PLOTLY.package) / PLOTLY.resource).read_bytes()
    megabytes = len(gzip.compress(content, 6)) / 1e6
    assert f"{megabytes:.1f}\u202fMo".replace(".", ",") == PLOTLY_WEIGHT
