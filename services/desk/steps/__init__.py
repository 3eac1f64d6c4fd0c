"""What an officer can do with a case: each step is a form that does it when it is valid."""

from services.desk.steps.answering import (
    AnswerStep,
    AskStep,
    CloseStep,
    EndStep,
    NoteStep,
    StatusStep,
)
from services.desk.steps.base import Step
from services.desk.steps.keeping import BarStep, EraseStep, ExtendStep, NewLinkStep
from services.desk.steps.moving import (
    CancelOutsideStep,
    GiveStep,
    HandOverStep,
    OutsideStep,
    SortStep,
)
from services.desk.steps.publishing import PublishStep
from services.desk.steps.relating import MergeStep, SeparateStep, SplitStep

Steps = tuple[type[Step], ...]
WRITING: Steps = (AnswerStep, AskStep, StatusStep)
MOVING: Steps = (NoteStep, GiveStep, HandOverStep, OutsideStep, CancelOutsideStep)
KEEPING: Steps = (ExtendStep, NewLinkStep, BarStep, EraseStep)
GENERAL: Steps = (*WRITING, EndStep, *MOVING, *KEEPING)
"""What can be done with a case of any kind."""
OF_REPORTS: Steps = (
    *WRITING,
    CloseStep,
    *MOVING,
    SortStep,
    PublishStep,
    SplitStep,
    MergeStep,
    SeparateStep,
    *KEEPING,
)

__all__ = ["GENERAL", "OF_REPORTS", "Step", "Steps"]
