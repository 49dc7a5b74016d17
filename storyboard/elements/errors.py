"""What this room refuses. Nothing was changed when it is raised; the same again is refused again."""


class Refused(Exception):
    """A change of the library that cannot be. `code` is stable; `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values
