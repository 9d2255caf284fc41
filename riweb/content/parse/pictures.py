"""The pictures of a plan: is the file there, and are the boxes of a diagram joined up?"""

from __future__ import annotations

from collections.abc import Iterator

from riweb.content.parse.references import circles, unknown
from riweb.content.source import Folder, Key, Raw
from riweb.plan.parts import Picture
from riweb.plan.plans import EasyRead, PlanFile
from riweb.problems import Problem, listed, nearest, quoted


def check(raw: Raw, folder: Folder, plan: PlanFile, easily: EasyRead | None) -> Iterator[Problem]:
    """Yield everything that is wrong with the pictures, and advice on files that none uses."""
    for number, picture in enumerate(plan.pictures):
        key: Key = ("pictures", number)
        kinds = {"`file`": picture.file, "`missing: true`": picture.missing}
        given = [name for name, held in (kinds | {"`boxes`": picture.boxes}).items() if held]
        if len(given) > 1:
            wrong = f"This picture has {listed(given, 'and')}, and can be only one of them."
            yield raw.problem(key, wrong, f"Keep {listed(given)}, whichever is so.")
        elif not given and not _is_in_doubt(raw, number):
            yield raw.problem(
                key,
                "We cannot tell what this picture is.",
                "Give it one of `file`, `boxes` or `missing: true`.",
            )
        if picture.file:
            yield from _file(raw, (*key, "file"), folder, picture.file)
        yield from _boxes(raw, key, picture)
    used = {picture.file for picture in plan.pictures}
    used |= {picture.file for picture in easily.pictures} if easily else set()
    for name, image in folder.images.items():
        if name not in used:
            yield Problem(
                image.file,
                0,
                "",
                "No picture of the plan uses this file.",
                "Name it in `pictures` of plan.yaml, or remove it.",
                is_advice=True,
            )


def _is_in_doubt(raw: Raw, number: int) -> bool:
    """Tell whether what the picture is was written, and could not be read."""
    pictures = raw.value.get("pictures")
    written = pictures[number] if isinstance(pictures, list) else pictures
    return (
        isinstance(written, dict)
        and any(written.get(name) for name in ("file", "boxes", "missing"))
        and sum(bool(written.get(name)) for name in ("file", "boxes", "missing")) == 1
    )


def _file(raw: Raw, key: Key, folder: Folder, name: str) -> Iterator[Problem]:
    image = folder.images.get(name)
    if image is None:
        guess = nearest(name, sorted(folder.images))
        yield raw.problem(
            key,
            f"There is no picture {quoted(name)} in images/.",
            f"Did you mean {guess}?" if guess else "Put the file into images/.",
        )
    elif image.fault:
        yield raw.problem(key, *image.fault)


def _boxes(raw: Raw, key: Key, picture: Picture) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, box in enumerate(picture.boxes):
        at = (*key, "boxes", row)
        if box.id in first:
            line = raw.line((*key, "boxes", first[box.id], "id"))
            yield raw.problem(
                (*at, "id"),
                f"The id {quoted(box.id)} is used already: line {line} has it.",
                f"Give this one an id of its own, such as {box.id}-2.",
            )
        first.setdefault(box.id, row)
    for row, box in enumerate(picture.boxes):
        for field, names in (("leads_to", box.leads_to), ("inside", (box.inside,))):
            for name in filter(None, names):
                if name not in first:
                    at = (*key, "boxes", row, field)
                    yield unknown(raw, at, name, first, "this picture")
    inside = {box.id: (box.inside,) if box.inside else () for box in picture.boxes}
    for circle in circles(inside):
        yield raw.problem(
            (*key, "boxes", first[circle[0]], "inside"),
            f"{quoted(circle[0])} is inside itself: {', '.join((*circle, circle[0]))}.",
            "Take away the `inside` that is not so.",
        )
