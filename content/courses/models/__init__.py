"""Courses (kurs): what is taught where and when, for whom, and how to apply."""

from content.courses.models.branch import CourseBranch
from content.courses.models.course import CoursePage
from content.courses.models.index import CourseIndexPage
from content.courses.models.rows import CourseDayOff, CourseLesson

__all__ = ["CourseBranch", "CourseDayOff", "CourseIndexPage", "CourseLesson", "CoursePage"]
