"""Clothes of the rendered runners: the mesh stays whole where it is cut, and outfits go by seed."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.people.body import BODIES, RECIPES, Body, load_body
from sample_videos.renderer.people.dress import dress
from sample_videos.renderer.people.hem import Faces, cut, part
from sample_videos.renderer.people.outfit import OUTFITS, Outfit, outfit_by_seed

_GREY = (90, 90, 90)
LOOSE = Outfit(
    _GREY, _GREY, _GREY, _GREY, _GREY, loose=0.03, leg=0.7, loose_leg=0.03, bun=True, cap=(20, 20, 20)
)


def _grid(size: int) -> tuple[Array, Faces]:
    at = np.arange(size * size).reshape(size, size)
    faces = np.stack([at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]], -1).reshape(-1, 4)
    places = np.stack(np.meshgrid(np.arange(size), np.arange(size), indexing="ij"), -1)
    return places.reshape(-1, 2).astype(float), faces


def _edges(faces: Faces) -> Counter[tuple[int, int]]:
    return Counter((a, b) for f in faces.tolist() for a, b in zip(f, f[1:] + f[:1], strict=True) if a != b)


def _lone(faces: Faces) -> list[tuple[int, int]]:
    """Edges without a face on their other side; each edge is run along once each way at most."""
    edges = _edges(faces)
    assert max(edges.values()) == 1
    return [(a, b) for a, b in edges if (b, a) not in edges]


def _area(places: Array, faces: Faces) -> Array:
    one, two = places[faces[:, 2]] - places[faces[:, 0]], places[faces[:, 3]] - places[faces[:, 1]]
    return np.asarray(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2


def _on_border(places: Array, faces: Faces, end: float) -> bool:
    """Whether all open edges lie on the grid's border."""
    middle = np.array([(places[a] + places[b]) / 2 for a, b in _lone(faces)])
    return bool((np.minimum(np.abs(middle), np.abs(middle - end)).min(1) < 1e-9).all())


@pytest.fixture(scope="module")
def body(body_mesh: None) -> Body:
    return load_body("female_fit")


def test_a_circle_is_cut_out_of_a_grid() -> None:
    places, faces = _grid(30)
    away = 9.3 - np.hypot(*(places - 14.2).T)
    patches = cut(faces, away[:, None])
    moved = patches.mix @ places
    inside = patches.inside(0)
    assert np.allclose(patches.mix.sum(1), 1)
    assert _area(moved, patches.faces)[inside].sum() == pytest.approx(np.pi * 9.3**2, rel=0.01)
    assert (_area(moved, patches.faces) > 0).all()
    on_line = moved[len(places) :]
    assert np.abs(np.hypot(*(on_line - 14.2).T) - 9.3).max() < 0.06
    assert _on_border(moved, patches.faces, 29)


def test_any_field_cuts_without_holes_or_overlaps() -> None:
    places, faces = _grid(24)
    patches = cut(faces, np.random.default_rng(1).normal(size=(len(places), 3)))
    area = _area(patches.mix @ places, patches.faces)
    assert area.sum() == pytest.approx(23**2)
    assert (area > 0).all()
    assert _on_border(patches.mix @ places, patches.faces, 23)


def test_parted_layers_are_joined_by_rims() -> None:
    places, faces = _grid(12)
    layer = (places[faces].mean(1)[:, 0] > 5).astype(np.int64)
    parted = part(faces, layer)
    assert len(parted.rim) == 11
    assert set(parted.rim) == {1}
    # Welded again by place, nothing is open that was not before.
    welded = parted.owner * 2 + parted.layer
    ends = len(_lone(welded[parted.faces])) - len(_lone(faces))
    assert ends == 2  # the rim's own two ends, on the grid's edge


@pytest.mark.parametrize("outfit", [OUTFITS["male_broad"], OUTFITS["female_fit"], LOOSE])
def test_a_dressed_body_is_as_closed_as_the_bare_one(body: Body, outfit: Outfit) -> None:
    dressed = dress(body, outfit)
    count = len(dressed.faces)
    assert dressed.colours.shape == (count, 3)
    assert dressed.lift.shape == (count,)
    assert np.allclose(dressed.weights.sum(1), 1)
    assert dressed.weights.min() >= -1e-9
    _, welded = np.unique(np.round(dressed.vertices, 7), axis=0, return_inverse=True)
    edges = _edges(welded.ravel()[dressed.faces])
    lone = np.array([edge for edge in edges if edge[::-1] not in edges]).reshape(-1, 2)
    assert not _lone(body.mesh.faces)
    places = np.zeros((welded.max() + 1, 3))
    places[welded.ravel()] = dressed.vertices
    for loop in _loops(lone):
        # Where three layers meet lies a triangle without any width; bun and peak are open at their ends.
        narrow = np.linalg.svd(places[loop] - places[loop].mean(0))[1][1] < 1e-5
        assert narrow if len(loop) < 4 else outfit.bun


def _loops(edges: Faces) -> list[Faces]:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(edges):
        return []
    used, number = np.unique(edges, return_inverse=True)
    start, end = number.reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(edges)), (start, end)), (len(used), len(used)))
    count, label = connected_components(graph, directed=False)
    return [used[label == k] for k in range(count)]


def test_shoes_stand_on_the_sole_the_kinematics_know(body: Body) -> None:
    dressed = dress(body, OUTFITS[body.name])
    assert dressed.vertices[:, 1].min() == pytest.approx(-body.skeleton.sole)
    flat = dressed.vertices[dressed.vertices[:, 1] < -body.skeleton.sole + 1e-6]
    ankle = body.head_of("RightFoot")[0]
    assert flat[:, 0].min() == pytest.approx(ankle - body.skeleton.heel_back, abs=0.012)
    assert flat[:, 0].max() == pytest.approx(ankle + body.skeleton.toe_ahead, abs=0.012)


def test_dressing_leaves_the_body_as_it_was_and_is_the_same_each_time(body: Body) -> None:
    before = body.mesh.vertices.copy()
    one, other = dress(body, LOOSE), dress(body, LOOSE)
    assert np.array_equal(body.mesh.vertices, before)
    assert np.array_equal(one.vertices, other.vertices)
    assert np.array_equal(one.colours, other.colours)


def test_a_seed_gives_one_outfit_and_another_seed_another() -> None:
    drawn = [outfit_by_seed("female_slim", np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


@pytest.mark.parametrize("name", BODIES)
def test_drawn_outfits_are_plausible(name: str) -> None:
    for seed in range(60):
        one = outfit_by_seed(name, np.random.default_rng(seed))
        assert one.skin[0] > one.skin[1] > one.skin[2]
        assert 0.003 < one.loose <= 0.03
        assert not one.bun or RECIPES[name].sex == "female"
