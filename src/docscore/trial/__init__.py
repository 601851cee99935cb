"""A rule tried with values as a person types them: ``docscore rubric try``."""

from .asked import inputs_of
from .rules import Trial, criterion_called, try_criterion, try_rule

__all__ = ["Trial", "criterion_called", "inputs_of", "try_criterion", "try_rule"]
