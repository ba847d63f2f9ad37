"""Frames become landmarks: an engine behind a Protocol, the model files, and the track they give."""

from formcheck.pose.engine import Engine, Pose
from formcheck.pose.follow import Trackers, follow
from formcheck.pose.track import PoseTrack

__all__ = ["Engine", "Pose", "PoseTrack", "Trackers", "follow"]
