"""Shapes decoded, projected, cut and written: what any territory's files become on a map."""

from __future__ import annotations

import json
import math

import pytest

from builder.catalog import Catalog
from builder.geography import Geography
from builder.maps.base import department_base, region_base, small_base, small_focus
from builder.maps.drawing import cut_line, cut_ring, path_text, rounded, simplified
from builder.maps.outlines import Topology, decode_features, decode_topology
from builder.maps.projection import fitted

# Two squares side by side: arc 0 is what they share.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [4, 45]},
    "objects": {
        "departements": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "01", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "2A", "arcs": [[[~0, 2]]]},
                {"type": None, "id": "99"},
            ],
        }
    },
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
}
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def squares_and_nothing_else(catalog: Catalog, shapes: dict[str, bytes]) -> Geography:
    geography = catalog.geography
    return Geography(
        communes=geography.communes,
        epcis=geography.epcis,
        departments=geography.departments,
        shapes=shapes,
    )


def test_arcs_are_steps_from_a_corner():
    topology = decode_topology(json.dumps(SQUARES).encode())
    assert topology.arcs[0] == ((5.0, 45.0), (5.0, 46.0))
    assert topology.arcs[1] == ((5.0, 46.0), (4.0, 46.0), (4.0, 45.0), (5.0, 45.0))


def test_arcs_without_transform_are_degrees():
    plain = {key: value for key, value in SQUARES.items() if key != "transform"}
    assert decode_topology(json.dumps(plain).encode()).arcs[0] == ((2, 0), (0, 2))


def test_a_negative_number_walks_an_arc_backwards():
    topology = decode_topology(json.dumps(SQUARES).encode())
    assert topology.arc(~0) == ((5.0, 46.0), (5.0, 45.0))


def test_what_two_shapes_share_is_a_boundary_drawn_once():
    topology = decode_topology(json.dumps(SQUARES).encode())
    assert topology.shared_edges("departements") == {0}
    assert topology.edges("departements") == {0, 1, 2}
    assert topology.edges("departements", {"01"}) == {0, 1}
    assert topology.edges("epci") == set()


def test_a_boundary_is_inside_an_outline_or_it_is_not():
    """A square with a hole, and three lines: one inside, one in the hole, one outside."""
    square = ((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0))
    hole = ((3.0, 3.0), (3.0, 6.0), (6.0, 6.0), (6.0, 3.0), (3.0, 3.0))
    lines = (((0.0, 0.0), (3.0, 3.0)), ((3.0, 4.0), (4.0, 5.0), (6.0, 4.0)), ((9.0, 9.0), (9.5, 12.0)))
    topology = Topology((square, hole, *lines), {})
    assert topology.inside([2, 3, 4], [(0,), (~1,)]) == {2}
    assert topology.inside([2, 3, 4], [(0,)]) == {2, 3}


def test_a_shape_without_geometry_is_left_out():
    assert set(decode_topology(json.dumps(SQUARES).encode()).objects["departements"]) == {"01", "2A"}


@pytest.mark.parametrize(
    ("geometry", "lines", "closed"),
    [
        ({"type": "Point", "coordinates": [4, 45, 120]}, (((4, 45),),), False),
        ({"type": "LineString", "coordinates": [[4, 45], [5, 46]]}, (((4, 45), (5, 46)),), False),
        ({"type": "MultiLineString", "coordinates": [[[4, 45], [5, 46]]]}, (((4, 45), (5, 46)),), False),
        ({"type": "MultiPolygon", "coordinates": [[[[4, 45], [5, 46]]]]}, (((4, 45), (5, 46)),), True),
    ],
)
def test_every_geometry_becomes_lines(geometry: object, lines: object, closed: bool):
    document = {"features": [{"properties": {}, "geometry": geometry}, {"properties": {}, "geometry": None}]}
    (feature,) = decode_features(json.dumps(document).encode())
    assert (feature.lines, feature.closed) == (lines, closed)


@pytest.mark.parametrize("latitude", [-21.1, 0.0, 4.0, 45.4, 50.0])
def test_the_projection_keeps_lengths_equal_in_all_directions(latitude: float):
    frame = fitted([(4, latitude - 1), (6, latitude + 1)], 640, 20)
    x, y = frame(5, latitude)
    east = frame(5 + 0.1 / math.cos(math.radians(latitude)), latitude)
    north = frame(5, latitude + 0.1)
    assert math.dist((x, y), east) == pytest.approx(math.dist((x, y), north), rel=0.002)
    assert east[0] > x
    assert north[1] < y


def test_everything_fits_in_the_frame_with_its_margin():
    corners = [(2.0, 44.0), (7.0, 44.0), (2.0, 47.0), (7.0, 47.0), (4.5, 47.0)]
    frame = fitted(corners, 640, 20)
    places = [frame(lon, lat) for lon, lat in corners]
    assert min(x for x, _ in places) == pytest.approx(20)
    assert max(x for x, _ in places) == pytest.approx(620)
    assert max(y for _, y in places) == pytest.approx(frame.height - 20, abs=1)


def test_a_long_territory_is_drawn_smaller_rather_than_cut():
    frame = fitted([(5.0, 43.0), (5.2, 48.0)], 640, 20, tallest=0.85)
    assert frame.height == 544
    assert frame(5.1, 48.0)[1] == pytest.approx(20, abs=0.5)


def test_a_single_point_makes_a_map():
    frame = fitted([(5.0, 45.0)], 640, 20)
    assert frame(5.0, 45.0) == pytest.approx((320, frame.height / 2))


def test_a_point_near_the_line_is_dropped_and_a_corner_kept():
    assert simplified(((0, 0), (5, 0.1), (10, 0), (10, 8)), 0.5) == ((0, 0), (10, 0), (10, 8))


def test_a_closed_line_keeps_its_shape():
    ring = (*SQUARE, SQUARE[0])
    assert simplified(ring, 0.5) == ring


def test_a_polygon_is_cut_at_the_sides_of_the_box():
    assert set(cut_ring(SQUARE, (5, 5, 20, 20))) == {(5, 10), (5, 5), (10, 5), (10, 10)}
    assert cut_ring(SQUARE, (20, 20, 30, 30)) == ()


def test_a_line_that_leaves_a_box_and_comes_back_makes_two_stretches():
    line = tuple((float(x), 0.0) for x in (1, 9, 12, 15, 18, 12, 9))
    assert list(cut_line(line, (0, -1, 10, 1))) == [line[:3], line[5:]]


def test_a_path_is_written_in_relative_whole_steps_without_repeats():
    steps = rounded(((0.1, 0.2), (0.2, 0.1), (10.4, 0), (10.4, -5)), 1)
    assert steps == [(0, 0), (10, 0), (10, -5)]
    assert path_text([steps, [(3, 3), (4, 4)]], closed=False) == "m0 0 10 0 0-5m-7 8 1 1"


def test_a_closed_path_starts_the_next_one_from_its_first_point():
    triangle = [(0, 0), (4, 0), (0, 4), (0, 0)]
    assert path_text([triangle, triangle, [(9, 9), (9, 8)]], closed=True) == "m0 0 4 0-4 4zm0 0 4 0-4 4z"


def test_a_base_is_drawn_once_for_a_geography(petit_catalog: Catalog):
    geography = petit_catalog.geography
    assert region_base(geography) is region_base(geography)
    assert small_base(geography) is small_base(geography)


def test_missing_files_only_mean_missing_layers(petit_catalog: Catalog):
    shapes = {"departements.topojson": petit_catalog.geography.shapes["departements.topojson"]}
    base = region_base(squares_and_nothing_else(petit_catalog, shapes))
    assert base.land
    assert base.borders
    assert (base.neighbours, base.rivers, base.lakes) == ("", "", "")


def test_without_any_outline_communes_still_make_a_map(petit_catalog: Catalog):
    geography = squares_and_nothing_else(petit_catalog, {})
    for base in (region_base(geography), small_base(geography), department_base(geography, "98")):
        assert base.land == ""
        assert base.frame.width > 0
    assert small_focus(geography, "98") == ""


def test_a_territory_without_region_is_its_departements(petit_catalog: Catalog):
    geography = squares_and_nothing_else(
        petit_catalog, {"departements.topojson": json.dumps(SQUARES).encode()}
    )
    assert region_base(geography).land.count("z") == 2


def test_a_departement_shows_its_own_outline(petit_catalog: Catalog):
    geography = petit_catalog.geography
    assert department_base(geography, "98").focus != department_base(geography, "99").focus != ""
