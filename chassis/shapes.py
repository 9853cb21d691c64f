"""Plain data read into the types it is declared to have, and refused where it does not fit.

msgspec learns a type when it first meets it. A thread that meets the type while another is still learning it ends the
whole process (seen with msgspec 0.22.0, sixteen first requests at once). Here types are learned one after another.
"""

import threading
from typing import Any, TypeVar, cast, overload

import msgspec

T = TypeVar("T")

_learning = threading.Lock()
_known: dict[Any, msgspec.json.Decoder[Any]] = {}


def reader(shape: type[T]) -> msgspec.json.Decoder[T]:
    """What reads JSON of this type; made once for all who ask."""
    known = _known.get(shape)
    if known is None:
        with _learning:
            known = _known.setdefault(shape, msgspec.json.Decoder(shape))
    return cast("msgspec.json.Decoder[T]", known)


def read(content: bytes | str, shape: type[T]) -> T:
    """JSON as a value of this type. Raises msgspec.DecodeError, and ValidationError for what does not fit."""
    return reader(shape).decode(content)


@overload
def fit(plain: Any, shape: type[T], **options: Any) -> T: ...
@overload
def fit(plain: Any, shape: object, **options: Any) -> Any: ...
def fit(plain: Any, shape: Any, **options: Any) -> Any:
    """Lists, dictionaries and plain values as a value of this type; options as `msgspec.convert` has them.

    Raises msgspec.ValidationError for what does not fit.
    """
    reader(shape)
    return msgspec.convert(plain, shape, **options)
