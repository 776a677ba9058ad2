"""A one-page seven-minute briefing on a topic or a review, every line cited to its page."""

from assistant.briefing.make import make_briefing
from assistant.briefing.model import Briefing, Line, Part
from assistant.briefing.write import write_briefing

__all__ = ["Briefing", "Line", "Part", "make_briefing", "write_briefing"]
