"""Everything that was made, to take along; files are read only when asked for."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import streamlit as st

from formcheck.report import Written


def zipped(files: tuple[Path, ...]) -> bytes:
    """Put files side by side into one archive (pictures are packed already, so they are only stored)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            archive.write(file, file.name)
    return buffer.getvalue()


def downloads(written: Written) -> None:
    """Show one button a file."""
    frames = (*written.key_frames.values(), *written.far_key_frames.values())
    with st.container(horizontal=True):
        _button("Report", written.html, "text/html", ":material/article:")
        if written.video is not None:
            _button("Video", written.video, "video/mp4", ":material/movie:")
        if frames:
            st.download_button(
                "Key frames",
                data=lambda: zipped(frames),
                file_name="keyframes.zip",
                mime="application/zip",
                icon=":material/photo_library:",
                on_click="ignore",
            )
        if written.sheet is not None:
            _button("Sheet for a physiotherapist", written.sheet, "text/html", ":material/clinical_notes:")
        if written.beat is not None:
            _button("Beat to run to", written.beat, "audio/wav", ":material/music_note:")
        _button("Measures", written.csv, "text/csv", ":material/table:")
        _button("Data", written.json, "application/json", ":material/data_object:")


def _button(label: str, file: Path, mime: str, icon: str) -> None:
    st.download_button(
        label,
        data=file.read_bytes,
        file_name=file.name,
        mime=mime,
        icon=icon,
        on_click="ignore",
        help=file.name,
    )
