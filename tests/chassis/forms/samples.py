"""A form with every kind of field, and strategies for forms and answers."""

from typing import Any

from hypothesis import strategies as st

from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.files import StoredFile

KINDS = ("text", "area", "number", "money", "date", "select", "radio", "checks", "link", "undertaking", "rows", "file")
SIMPLE = (*KINDS[:7], "link")


def field(kind: str, key: str, label: str = "", **facts: Any) -> dict[str, Any]:
    """A field of a document, with what its kind cannot do without."""
    own: dict[str, Any] = {"kind": kind, "key": key, "label": {"zh": label or key, "en": f"The {key}"}}
    if kind in ("select", "radio", "checks"):
        own["choices"] = [{"key": one, "name": {"zh": one.upper()}} for one in ("a", "b", "c")]
    if kind == "undertaking":
        own["text"] = {"zh": "属实"}
    if kind == "file":
        own |= {"types": ["pdf"], "size": 20 << 20}
    if kind == "rows":
        own |= {"noun": {"zh": "单位"}, "fields": [field("text", "name", required=True), field("select", "kind")]}
    return own | facts


def document(*fields: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A document of one section."""
    section = {"key": "first", "title": {"zh": "全部"}, "fields": list(fields)}
    return {"key": "sample", "version": 1, "title": {"zh": "样例"}, "sections": [section], **facts}


def form(*fields: dict[str, Any], **facts: Any) -> Form:
    """The form of these fields."""
    return read(document(*fields, **facts))


def pdf(size: int = 1000, name: str = "申报书.pdf", type: str = "pdf") -> StoredFile:
    """A file in a slot."""
    return StoredFile(name=name, size=size, type=type)


NAMES = ("one", "two", "three", "four", "five", "six")
KEYS = st.sampled_from(NAMES)
TEXTS = st.text(max_size=8)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.sampled_from(["a", "b", "1.5", "2024-02-30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.sampled_from(["name", "kind"]), inner),
    max_leaves=6,
)
ANSWERS = st.dictionaries(KEYS | TEXTS, ANY_JSON, max_size=6)


@st.composite
def conditions(draw: st.DrawFn, before: list[dict[str, Any]]) -> dict[str, Any]:
    """A condition over fields that stand before."""
    asked = draw(st.sampled_from(before))
    value = draw(st.sampled_from("ab"))
    one: dict[str, Any] = {"is": "filled", "field": asked["key"]}
    if asked["kind"] in ("text", "select", "radio", "checks"):
        equal = {"is": "equals", "field": asked["key"], "value": value}
        one = draw(st.sampled_from([one, equal, {"is": "one-of", "field": asked["key"], "values": ["a", value]}]))
    around = draw(st.sampled_from(["", "not", "all", "any"]))
    return one if not around else {"is": around, "of": one if around == "not" else [one, one]}


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Any form of up to six fields."""
    fields: list[dict[str, Any]] = []
    for key in NAMES[: draw(st.integers(1, 6))]:
        kind = draw(st.sampled_from(KINDS))
        facts: dict[str, Any] = {"required": draw(st.booleans()), "searched": draw(st.booleans())}
        if draw(st.booleans()):
            facts["seen_by"] = draw(st.sampled_from([[], ["judges"], ["judges", "public"]]))
        if fields and draw(st.booleans()):
            facts[draw(st.sampled_from(["shown_when", "required_when"]))] = draw(conditions(fields))
        if kind == "rows":
            facts["fields"] = [
                field(draw(st.sampled_from(SIMPLE)), inner) for inner in NAMES[: draw(st.integers(1, 3))]
            ]
        fields.append(field(kind, key, **facts))
    return form(*fields)


FORMS = forms()
