"""A record that was read again holds the objects of the one before wherever the two say the same."""

from typing import Any, TypeVar

from briefkit.model.fields import Part

P = TypeVar("P", bound=Part)


def shared(new: P, before: P) -> P:
    """The new record, with the objects of the one before where they are equal; that one itself if all are.

    What rests on a part of a record can then be told to be the same by what it is, however deep it lies.
    """
    found: P = _shared(new, before)
    return found


def _shared(new: Any, before: Any) -> Any:
    if type(new) is not type(before):
        return new
    if new == before:
        return before
    if isinstance(new, Part):
        own, old = new.__dict__, before.__dict__
        found = {name: _shared(own[name], old.get(name)) for name in new.model_fields_set if name in own}
        other = {name: value for name, value in found.items() if value is not own[name]}
        return new.model_copy(update=other) if other else new
    if type(new) is tuple:
        return tuple(_item(item, before, number) for number, item in enumerate(new))
    return new


def _item(item: Any, before: tuple[Any, ...], number: int) -> Any:
    """The item as it was, wherever it stood; else with what it has of the one in its place."""
    same = next((other for other in before if type(other) is type(item) and other == item), None)
    if same is not None:
        return same
    return _shared(item, before[number]) if number < len(before) else item
