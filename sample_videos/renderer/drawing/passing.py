"""Draw the second person in a picture."""

from __future__ import annotations

import numpy as np

from sample_videos.renderer.drawing.paint import Painter
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import Array, about_y, turned
from sample_videos.renderer.people.body import load_body
from sample_videos.renderer.people.dress import dress
from sample_videos.renderer.people.outfit import OUTFITS
from sample_videos.renderer.people.skinning import Skin
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.passer_by import PasserBy
from sample_videos.renderer.scene.room import FLOOR
from sample_videos.renderer.scene.solid import Picture

_NEAREST = 0.3  # metres before the lens: nobody nearer is drawn
_FAR_BLUR = 640  # of the picture's height: the lens is not sharp so far behind the runner


class Passing:
    """Draws a passer-by.

    Parameters
    ----------
    who
        The passer-by.
    camera
        The film's.
    seconds
        Length of the film in its people's own time.
    """

    def __init__(self, who: PasserBy, camera: Camera, seconds: float) -> None:
        self._who, self._camera = who, camera
        body = load_body(who.body)
        self._motion = Kinematics(who.form, body.skeleton, seconds, body.recipe.arm_out)
        dressed = dress(body, OUTFITS[who.body])
        self._skin = Skin(body, dressed)
        self._painter = Painter(camera, dressed)
        self._turn = about_y(who.heading)

    def poses(self, times: Array) -> list[Array]:
        """``(V, 3)`` skin in the room at each time, metres."""
        who = self._who
        matrices = self._skin.matrices(self._motion.bones(times))
        start = np.array([who.x, 0.0 if who.on_belt else FLOOR, who.z])
        speed = 0.0 if who.on_belt else who.form.speed
        return [
            turned(self._turn, self._skin.posed(one) + np.array([speed * float(t), 0.0, 0.0])) + start
            for one, t in zip(matrices, times, strict=True)
        ]

    def over(self, picture: Picture, times: Array) -> Picture:
        """Return a picture with the passer-by drawn over it, averaged over `times`."""
        poses = self.poses(times)
        if not self._in_view(np.concatenate(poses)):
            return picture
        picture = picture.copy()
        self._shadow(picture, poses[len(poses) // 2])
        drawn = self._painter.draw([picture.copy() for _ in poses], poses)
        return drawn if self._who.nearer(self._camera) else self._softened(picture, drawn)

    def _in_view(self, points: Array) -> bool:
        pixels, depth = self._camera.project(points)
        size = np.array([self._camera.width, self._camera.height])
        return bool(
            depth.min() > _NEAREST and (pixels.max(0) >= 0).all() and (pixels.min(0) <= size - 1).all()
        )

    def _softened(self, before: Picture, drawn: Picture) -> Picture:
        """Blur the passer-by and a little round them; the room itself is soft already."""
        import cv2

        changed = cv2.dilate((drawn != before).any(-1).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        soft = cv2.GaussianBlur(drawn, (0, 0), self._camera.height / _FAR_BLUR)
        drawn[changed] = soft[changed]
        return drawn

    def _shadow(self, picture: Picture, vertices: Array) -> None:
        """Darken the floor under both feet."""
        import cv2

        floor = 0.0 if self._who.on_belt else FLOOR
        low = vertices[vertices[:, 1] < floor + 0.12]
        if len(low) < 3:
            return
        mask = np.zeros(picture.shape[:2], np.uint8)
        flat = low * [1.0, 0.0, 1.0] + [0.0, floor, 0.0]
        # Feet apart are two patches, not one hull.
        split = flat[:, 0] > (flat[:, 0].min() + flat[:, 0].max()) / 2
        for foot in (flat[split], flat[~split]):
            if len(foot) > 2:
                hull = cv2.convexHull(np.round(self._camera.project(foot)[0]).astype(np.int32))
                cv2.fillConvexPoly(mask, hull, 110)
        soft = cv2.GaussianBlur(mask, (0, 0), picture.shape[0] / 150).astype(np.float32) / 255
        picture[:] = (picture * (1 - soft[..., None])).astype(np.uint8)
