"""A file becomes frames with true times, and frames become an H.264 file a browser plays."""

from formcheck.clip.cuts import CutFinder
from formcheck.clip.picture import Picture, contiguous
from formcheck.clip.reader import Reader
from formcheck.clip.source import Clip, Source, probe
from formcheck.clip.writer import VideoWriter

__all__ = ["Clip", "CutFinder", "Picture", "Reader", "Source", "VideoWriter", "contiguous", "probe"]
