"""Files changed where they are to be changed, and nowhere else."""

from dataclasses import replace
from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit.editing.document import Document
from briefkit.editing.emit import EditError, flow_value, scalar
from briefkit.editing.plan import place_of
from briefkit.load import load, read_settings
from briefkit.load.nodes import read_yaml
from briefkit.model.dossier import Dossier
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping as MappingNode
from briefkit.model.nodes import Node, Scalar, Sequence, find, values
from briefkit.model.ref import Ref
from sites import ROOT

# what YAML can hold at all: the loader refuses the rest
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), min_size=1
).filter(str.strip)


@cache
def demo() -> Dossier:
    dossier, problems = load(replace(read_settings(ROOT / "mkdocs.yml"), root=ROOT))
    assert not problems
    return dossier


@cache
def written(path: str) -> bytes:
    return (ROOT / path).read_bytes()


def read(document: Document) -> Node:
    again = Document.of(document.source.path, document.data())
    node, problems = read_yaml(again.source, *again.bounds)
    assert not problems
    assert node is not None
    return node


def all_values() -> list[tuple[str, tuple[str | int, ...]]]:
    """The path of every value in the demo, with its file."""
    found = []
    for ref, origin in demo().origins.items():
        top = place_of(ref, origin.mark.path)
        found += [(origin.mark.path, (*top, *path)) for path, _ in values(origin.node)]
    return found


@given(st.sampled_from(all_values()), TEXTS)
def test_one_value_of_the_demo_is_set_and_read_back_and_no_other_changes(
    place: tuple[str, tuple[str | int, ...]], text: str
) -> None:
    file, path = place
    document = Document.of(file, written(file))
    before = dict(values(read(document)))
    document.set(path, text)
    after = dict(values(read(document)))
    assert {key for key in before if before[key] != after.get(key)} <= {path}
    # a block keeps the line break at its end
    assert after[path] in (text, f"{text}\n")
    assert before.keys() == after.keys()


@given(st.sampled_from(sorted(demo().origins)), st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
def test_entries_put_behind_a_list_are_read_back_and_nothing_else_changes(
    ref: Ref, fields: list[tuple[str, str]]
) -> None:
    origin = demo().origins[ref]
    top = place_of(ref, origin.mark.path)
    entry = {f"field-{number}": f"{one} {other}" for number, (one, other) in enumerate(fields)}
    document = Document.of(origin.mark.path, written(origin.mark.path))
    before = dict(values(read(document)))
    document.append((*top, "corrections"), entry)
    document = Document.of(origin.mark.path, document.data())
    document.append((*top, "corrections"), entry)
    after = dict(values(read(document)))
    assert before.items() <= after.items()
    new = {key: value for key, value in after.items() if key not in before}
    assert list(new.values()) == [*entry.values(), *entry.values()]
    assert all(key[: len(top) + 1] == (*top, "corrections") for key in new)


@given(st.sampled_from(all_values()), TEXTS)
def test_lines_that_hold_no_changed_value_stay_byte_by_byte(
    place: tuple[str, tuple[str | int, ...]], text: str
) -> None:
    file, path = place
    document = Document.of(file, written(file))
    mark = find(read(document), path).mark
    document.replace_scalar(mark, text)
    before, after = (data.split(b"\n") for data in (written(file), document.data()))
    assert before[: mark.line - 1] == after[: mark.line - 1]
    # what stands below the last line of the old value is the end of the new file
    below = next(
        count for count in range(len(before)) if before[count:] == after[len(after) - len(before) + count :]
    )
    assert (
        below
        <= mark.line + len(str(dict(values(read(Document.of(file, written(file)))))[path]).split("\n")) + 3
    )


@given(TEXTS, st.sampled_from([None, "'", '"']), st.booleans())
def test_a_text_is_read_back_whatever_is_in_it(text: str, style: str | None, flow: bool) -> None:
    line = scalar(text, style, flow=flow)
    assert "\n" not in line
    node = yaml.compose(f"[{line}]" if flow else f"- {line}\n", Loader=yaml.SafeLoader)
    assert [item.value for item in node.value] == [text]
    assert [item.value for item in yaml.compose(flow_value([text]), Loader=yaml.SafeLoader).value] == [text]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_stay(ending: str, mark: str) -> None:
    data = f"{mark}name: X{ending}kind: group".encode()
    document = Document.of("actors/x.yml", data)
    document.set(("summary",), "It is.")
    document.append(("formerly",), "y")
    assert (
        document.data()
        == f"{mark}name: X{ending}kind: group{ending}summary: It is.{ending}formerly: [y]".encode()
    )


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("a: [x, y]  # c\n", ("a", 1), "z, z", 'a: [x, "z, z"]  # c\n'),
        ("a: {}\n", ("a", "b"), "c", "a: {b: c}\n"),
        ("a: {b: c,}\n", ("a", "d"), "e", "a: {b: c, d: e,}\n"),
        ("a: ~ # none\n", ("a",), "b", "a: b # none\n"),
        ("a:   # none\nb: c\n", ("a", "d"), "e", "a:\n  d: e   # none\nb: c\n"),
        ("a:\n- b: c\n  # c\n- d: e\n", ("a", 0, "f"), "g", "a:\n- b: c\n  f: g\n  # c\n- d: e\n"),
        ("a: one\n  two # c\nb: c\n", ("a",), "three", "a: three # c\nb: c\n"),
        ('a: "one\n  two"\n', ("a",), "three", 'a: "three"\n'),
        ("a: |+\n  x\n\nb: c\n", ("a",), "y", "a: |+\n  y\n\nb: c\n"),
        ("a: >2\n   x\nb: c\n", ("a",), "y", 'a: "y"\nb: c\n'),
        ("? a\n: b\n", ("a",), "c", "? a\n: c\n"),
        ("a: 'it''s'\n", ("a",), "it's not", "a: 'it''s not'\n"),
        ("a: |\n  x\n", ("a",), "y\nz", "a: |\n  y\n  z\n"),
        ("a: >-\n  x\n", ("a",), "y\nz", 'a: "y\\nz"\n'),
    ],
)
def test_a_value_keeps_the_way_it_is_written(
    text: str, path: tuple[str | int, ...], value: str, expected: str
) -> None:
    document = Document.of("actors/x.yml", text.encode())
    document.set(path, value)
    assert document.data().decode() == expected


def test_what_cannot_be_changed_is_told() -> None:
    document = Document.of("actors/x.yml", b"a: {b: c}\nd: [e]\n")
    for path in (("a",), ("d",), ("d", "e"), ("a", "b", "c")):
        with pytest.raises(EditError, match="holds no single value"):
            document.set(path, "x")
    with pytest.raises(EditError, match="is no list"):
        document.append(("a", "b"), "x")
    with pytest.raises(EditError, match=r"actors/x\.yml:1:2: no value begins here"):
        document.replace_scalar(Mark("actors/x.yml", 1, 2), "x")
    with pytest.raises(EditError, match="there is no front matter"):
        Document.of("sources/x.md", b"Words.\n").set(("a",), "x")
    with pytest.raises(EditError, match="not UTF-8"):
        Document.of("actors/x.yml", b"a: \xff\n")


def test_values_are_found_behind_characters_that_libyaml_takes_for_line_ends() -> None:
    document = Document.of("actors/x.yml", "a: one\u2028two\nb: [c\u0085, d]\n".encode())
    document.set(("b", 1), "e")
    assert document.data().decode() == "a: one\u2028two\nb: [c\u0085, e]\n"


def test_nodes_of_every_sort_are_walked() -> None:
    place = Mark("x")
    node = MappingNode(
        place, ((Scalar(place, "a"), Sequence(place, (Scalar(place, "b"), Scalar(place, None)))),)
    )
    assert list(values(node)) == [(("a", 0), "b"), (("a", 1), None)]
