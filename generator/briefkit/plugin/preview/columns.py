"""Which column of a table was which before; tables whose columns differ, laid out alike."""

from collections.abc import Iterator, Sequence

from briefkit.plugin.preview.tree import Element, Node

GONE = '<td class="bk-removed">'
"""A cell in a column that is gone, of a row that is new: hidden with the column."""

_Places = Sequence[int | None]
"""Of each column that is shown the one of a table, or None where it has none."""


class Missing(Element):
    """A cell in a column that its table has not."""


def cells(row: Element) -> list[Element]:
    """The cells of a row, in their order."""
    return [one for one in row.children if isinstance(one, Element)]


def are_like_rows(old: Element, new: Element) -> bool:
    """Whether the cells of both can stand in the same columns."""
    before, now = cells(old), cells(new)
    return len(before) == len(now) and all(
        one.tag == other.tag or isinstance(one, Missing) or isinstance(other, Missing)
        for one, other in zip(before, now, strict=True)
    )


def row_names(old: Element, new: Element) -> tuple[str, str]:
    """What stands in the first column that both have."""
    both = zip(cells(old), cells(new), strict=False)
    found = (
        (one.text, other.text)
        for one, other in both
        if not isinstance(one, Missing) and not isinstance(other, Missing)
    )
    return next(found, ("", ""))


def are_heads(*rows: Element) -> bool:
    """Whether they name the columns."""
    return all(one.tag == "th" or isinstance(one, Missing) for row in rows for one in cells(row))


def can_align(old: Element, new: Element) -> bool:
    """Whether rows of one table can stand in the other."""
    if not (_is_even(old) and _is_even(new)):
        return False
    before, now = _heads(old), _heads(new)
    if not before or not now:
        widths = {len(cells(row)) for table in (old, new) for row in _rows(table)}
        return len(widths) <= 1
    return len(before) == len(now) or not (_has_widths(old) or _has_widths(new))


def aligned(old: Element, new: Element) -> tuple[Element, Element]:
    """Both with the same columns in the same order: those of `new`, those that are gone where they were."""
    before, now = _heads(old), _heads(new)
    if not before or not now:
        return old, new
    found = _found(before, now)
    if list(found) == list(range(len(before))) and len(before) == len(now):
        return old, new
    if _has_widths(old) or _has_widths(new):
        # no place for a column more: by their places, as far as they do not tell otherwise
        return (_laid_out(old, found, ""), new) if None not in found else (old, new)
    was, shown = _order(found, len(before))
    return _laid_out(old, was, "<td>"), _laid_out(new, shown, GONE)


def _found(before: Sequence[Element], now: Sequence[Element]) -> _Places:
    """Of each column the place that it had; a head is known by its words, or by what it leads to."""
    free = dict(enumerate(before))
    found: list[int | None] = [None] * len(now)
    for is_same in (_leads_to_the_same, _says_the_same):
        for place, head in enumerate(now):
            was = next((at for at, one in free.items() if is_same(one, head)), None)
            if found[place] is None and was is not None:
                found[place] = was
                del free[was]
    for place, head in enumerate(now):
        # renamed: nothing else says what it was
        if found[place] is None and place in free and not head.lead and not free[place].lead:
            found[place] = place
            del free[place]
    return found


def _says_the_same(old: Element, new: Element) -> bool:
    return old.text.split() == new.text.split()


def _leads_to_the_same(old: Element, new: Element) -> bool:
    return bool(old.lead) and old.lead == new.lead


def _order(found: _Places, count: int) -> tuple[_Places, _Places]:
    """What is shown of both tables; a column that is gone stands behind the one it stood behind."""
    order: list[tuple[int | None, int | None]] = [(was, now) for now, was in enumerate(found)]
    for gone in range(count):
        if gone not in found:
            after = next((at for at, (was, _) in enumerate(order) if was == gone - 1), -1) if gone else -1
            order.insert(after + 1, (gone, None))
    return [was for was, _ in order], [now for _, now in order]


def _laid_out(element: Element, places: _Places, filler: str) -> Element:
    """A table with its cells where `places` has them."""
    made = Element(element.tag, element.attributes, element.start)
    made.end = element.end
    if element.tag == "tr":
        made.children = _row(element, places, filler)
    else:
        made.children = [
            _laid_out(one, places, filler)
            if isinstance(one, Element) and one.tag in ("thead", "tbody", "tfoot", "tr")
            else one
            for one in element.children
        ]
    return made


def _row(row: Element, places: _Places, filler: str) -> list[Node]:
    own = cells(row)
    found = iter([own[place] if place is not None else _missing(filler) for place in places])
    made: list[Node] = []
    for one in row.children:
        # columns keep the spaces between them; what is one more stands behind
        made.append(next(found, one) if isinstance(one, Element) else one)
    last = max((at for at, one in enumerate(made) if isinstance(one, Element)), default=-1) + 1
    return [*made[:last], *found, *made[last:]]


def _missing(start: str) -> Missing:
    attributes: dict[str, str | None] = {"class": "bk-removed"} if start == GONE else {}
    made = Missing("td", attributes, start)
    made.end = "</td>"
    return made


def _heads(table: Element) -> list[Element]:
    """The heads of its columns; none where they have no names."""
    first = next(_rows(table), None)
    found = cells(first) if first is not None else []
    return found if all(one.tag == "th" for one in found) else []


def _is_even(table: Element) -> bool:
    """Whether each row has a cell in each column."""
    rows = [cells(row) for row in _rows(table)]
    spans = any("rowspan" in one.attributes or "colspan" in one.attributes for row in rows for one in row)
    return len({len(row) for row in rows}) <= 1 and not spans


def _has_widths(table: Element) -> bool:
    return any(isinstance(one, Element) and one.tag == "colgroup" for one in table.children)


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)
