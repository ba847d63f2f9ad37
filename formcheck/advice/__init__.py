"""Numbers and answers become findings: articles, evidence, bands and wording lie in TOML beside the code."""

from formcheck.advice.answers import Answers, load_answers, template
from formcheck.advice.asked import HabitVerdict, Question, asked
from formcheck.advice.assess import assess, headline
from formcheck.advice.habits import Habit, RedFlag, habits, red_flag_heading, red_flags
from formcheck.advice.personal import Person, person_of
from formcheck.advice.plan import Plan
from formcheck.advice.self_tests import SelfTest, SelfTestOutcome, read_self_tests, self_tests
from formcheck.advice.value import Article, Band, Evidence, Finding, Moment, Verdict
from formcheck.advice.weekly import Week, WeeklyLoad, weekly_load

__all__ = [
    "Answers",
    "Article",
    "Band",
    "Evidence",
    "Finding",
    "Habit",
    "HabitVerdict",
    "Moment",
    "Person",
    "Plan",
    "Question",
    "RedFlag",
    "SelfTest",
    "SelfTestOutcome",
    "Verdict",
    "Week",
    "WeeklyLoad",
    "asked",
    "assess",
    "habits",
    "headline",
    "load_answers",
    "person_of",
    "read_self_tests",
    "red_flag_heading",
    "red_flags",
    "self_tests",
    "template",
    "weekly_load",
]
