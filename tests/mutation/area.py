"""Which tests belong to a file: those of the folder that mirrors its folder."""

from pathlib import Path

TESTS = "tests"


def folder_of(file: str, root: Path) -> str:
    """The folder of tests of `chassis/events/lease.py`: `tests/chassis/events`, or the nearest above that exists.

    Raises FileNotFoundError for a file outside the product.
    """
    if not (root / file).is_file():
        raise FileNotFoundError(f"there is no file {file}")
    for folder in Path(file).parents:
        tests = root / TESTS / folder
        if folder != Path() and any(tests.rglob("test_*.py")):
            return (Path(TESTS) / folder).as_posix()
    raise FileNotFoundError(f"no tests mirror {file}")
