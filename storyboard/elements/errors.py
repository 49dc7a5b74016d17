"""What this room refuses. Nothing was changed when it is raised; the same again is refused again."""


class Conflict(Exception):
    """The same field was written by somebody else since this page last saw it; `theirs` is saved, `mine` is not.

    `version` is the element's: whoever has seen theirs may write with it.
    """

    def __init__(self, field: str, theirs: str, mine: str, by: str, version: int) -> None:
        super().__init__(field)
        self.field, self.theirs, self.mine, self.by, self.version = field, theirs, mine, by, version


class Refused(Exception):
    """A change of the library that cannot be. `code` is stable; `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values
