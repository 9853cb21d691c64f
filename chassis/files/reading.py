"""Opens a file by its type. A hostile one may take time and memory without end: see `opening`."""

import importlib
from pathlib import Path

from chassis.files.archive import open_archive
from chassis.files.compound import open_compound
from chassis.files.kinds import BEFORE_2007, MP4, OFFICE, PDF, PICTURES, ZIP
from chassis.files.office import open_office
from chassis.files.opened import EMPTY, TOO_COMPLEX, UNREADABLE, Opened, Unfit
from chassis.files.pdf import draw_page, open_pdf
from chassis.files.picture import open_picture
from chassis.files.video import open_video


def read_file(path: Path, type: str, page: int = 0) -> Opened:
    """What the file says; of types that nobody here can open, that it is there. Raises Unfit.

    With a `page`, nothing but a picture of that page, large enough to be read; of a PDF alone.
    """
    if path.stat().st_size == 0:
        raise Unfit(EMPTY)
    try:
        return draw_page(path, page) if page and type == PDF else _read(path, type)
    except (MemoryError, RecursionError) as error:
        raise Unfit(TOO_COMPLEX) from error
    except (Unfit, FileNotFoundError):
        raise
    except Exception as error:  # what comes may be anything, and so may be what libraries make of it
        raise Unfit(UNREADABLE) from error


def _read(path: Path, type: str) -> Opened:
    if type == PDF:
        return open_pdf(path)
    if type in PICTURES:
        return open_picture(path, type)
    if type in OFFICE:
        return open_office(path, type)
    if type in BEFORE_2007:
        return open_compound(path, type)
    if type == ZIP:
        return open_archive(path)
    if type == MP4:
        return open_video(path)
    return Opened()


def load_libraries() -> None:
    """Have at hand what most files need, so that it is not loaded for each."""
    for name in ("pypdfium2", "PIL.ImageOps", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.WebPImagePlugin"):
        importlib.import_module(name)
