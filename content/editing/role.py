"""What a role is. The roles themselves: `roles`, and `service_roles` of the e-services."""

from dataclasses import dataclass

EDIT = ("add", "change")


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A role of the editorial staff.

    Attributes:
        key: Stable name in code.
        name: Name of its group; content of the database, so Turkish. An administrator may rename
            the group afterwards.
        about: One sentence for the list of roles.
        sections: Page types (`app.Model`) at the top of the parts it works in.
        pages: What it may do with pages there.
        direct: It publishes there without a second person.
        approves: It approves what others have submitted.
        permissions: Model permissions, `app.codename`; `app.*` means every one of the app.
        collection: Name of its own collection of images and files; empty means all of them.
        guide: Page of the editor's guide to begin with.
    """

    key: str
    name: str
    about: str
    sections: tuple[str, ...]
    pages: tuple[str, ...] = EDIT
    direct: bool = False
    approves: bool = False
    permissions: tuple[str, ...] = ()
    collection: str = ""
    guide: str = ""
