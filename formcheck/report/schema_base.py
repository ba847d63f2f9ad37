"""What the parts of report.json share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

LegName = Literal["near", "far", "left", "right"]


class Part(BaseModel):
    """Base: unchangeable, complete, finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True)


class ArticlePart(Part):
    """An article and the piece of advice it gives, in our own words."""

    id: str
    title: str
    says: str


class EvidencePart(Part):
    """One paper."""

    cite: str
    doi: str
    found: str
    stance: Literal["for", "against", "context"]
