"""A file becomes frames with true times, and frames become an H.264 file a browser plays."""

from formcheck.clip.cuts import CutFinder
from formcheck.clip.index import pictures_at, pictures_of
from formcheck.clip.picture import Picture, contiguous
from formcheck.clip.reader import Reader
from formcheck.clip.repeats import ChangeMeter, Repeats, find_repeats
from formcheck.clip.source import Clip, Source, probe
from formcheck.clip.writer import VideoWriter

__all__ = [
    "ChangeMeter",
    "Clip",
    "CutFinder",
    "Picture",
    "Reader",
    "Repeats",
    "Source",
    "VideoWriter",
    "contiguous",
    "find_repeats",
    "pictures_at",
    "pictures_of",
    "probe",
]
