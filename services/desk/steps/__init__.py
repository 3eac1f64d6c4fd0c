"""What an officer can do with a case: each step is a form that does it when it is valid."""

from services.desk.steps.answering import AnswerStep, AskStep, CloseStep, NoteStep, StatusStep
from services.desk.steps.base import Step
from services.desk.steps.moving import (
    CancelOutsideStep,
    GiveStep,
    HandOverStep,
    OutsideStep,
    SortStep,
)
from services.desk.steps.publishing import PublishStep
from services.desk.steps.relating import MergeStep, SeparateStep, SplitStep

STEPS: dict[str, type[Step]] = {
    step.name: step
    for step in (
        AnswerStep,
        AskStep,
        StatusStep,
        CloseStep,
        NoteStep,
        GiveStep,
        HandOverStep,
        OutsideStep,
        CancelOutsideStep,
        SortStep,
        PublishStep,
        SplitStep,
        MergeStep,
        SeparateStep,
    )
}
