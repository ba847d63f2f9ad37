"""Numbers become findings: articles, evidence, bands and wording lie in TOML beside the code."""

from formcheck.advice.assess import assess, headline
from formcheck.advice.value import Article, Band, Evidence, Finding, Moment, Verdict

__all__ = ["Article", "Band", "Evidence", "Finding", "Moment", "Verdict", "assess", "headline"]
