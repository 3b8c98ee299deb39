"""Makes templates/map/outlines.json, the outlines on maps, from TopoJSON: `python3 .ci/outlines.py`.

Without an argument the npm packages named below are fetched by `npm pack`, from the registry that npm is set
up for. With one it reads that TopoJSON file, for a site that wants other outlines: its countries are those of the
object `countries`, each with `properties.name` and an ISO 3166-1 `id`, numeric or of two letters. `--version` and
`--policy` are then written into the file, and the policy under every map. It goes into `templates/map/` of the site.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "templates" / "map" / "outlines.json"
ATLAS, CODES = "world-atlas@2.0.2", "i18n-iso-countries@7.14.0"
VERSION = "world-atlas 2.0.2 (Natural Earth 4.1.0, 1:50m)"
POLICY = (
    "The outlines are those of Natural Earth (4.1.0, scale 1:50 million, simplified). They show who controls a "
    "territory in fact, as Natural Earth sees it, and are no statement of this site about any border."
)
UNITS = 50
"""Units to a degree in the file."""
TOLERANCE = 0.04
"""How far a line may be off after simplifying, in degrees."""
SMALLEST = 0.16
"""Rings that are smaller than this both ways are left out, but for the largest of a country."""

Point = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topojson", nargs="?", type=Path)
    parser.add_argument("--version", default=VERSION)
    parser.add_argument("--policy", default=POLICY)
    parser.add_argument("--target", type=Path, default=TARGET)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        codes = {numeric: two for two, _, numeric, _ in json.loads(packed(CODES, "codes.json", folder))}
        text = given.topojson.read_bytes() if given.topojson else packed(ATLAS, "countries-50m.json", folder)
    made = outlines(json.loads(text), codes, given.version, given.policy)
    given.target.parent.mkdir(parents=True, exist_ok=True)
    given.target.write_text(written(made), encoding="utf-8")
    sys.stdout.write(
        f"{given.target}: {given.target.stat().st_size:,} bytes, {len(made['countries'])} countries\n"
    )


def packed(package: str, name: str, folder: str) -> bytes:
    """A file out of an npm package."""
    command = ["npm", "pack", "--silent", package]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(Path(folder) / done.stdout.split()[-1]) as archive:
        file = archive.extractfile(f"package/{name}")
        assert file is not None
        return file.read()


def outlines(topology: dict, codes: dict[str, str], version: str, policy: str) -> dict:
    arcs = [simplified(arc) for arc in decoded(topology)]
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = [ring for polygon in polygons(geometry) for ring in polygon]
        sizes = [size(ring, arcs) for ring in rings]
        kept = [ring for ring, one in zip(rings, sizes, strict=True) if one >= SMALLEST or one == max(sizes)]
        code = str(geometry.get("id") or "")
        name = geometry["properties"]["name"]
        countries.append({"id": codes.get(code, code if len(code) == 2 else ""), "name": name, "rings": kept})
    countries.sort(key=lambda country: (country["id"], country["name"]))
    used = sorted({real(index) for country in countries for ring in country["rings"] for index in ring})
    number = {old: new for new, old in enumerate(used)}
    for country in countries:
        country["rings"] = [
            [number[index] if index >= 0 else ~number[~index] for index in ring] for ring in country["rings"]
        ]
    return {
        "version": version,
        "policy": policy,
        "units": UNITS,
        "arcs": [deltas(arcs[index]) for index in used],
        "countries": countries,
    }


def polygons(geometry: dict) -> list:
    match geometry["type"]:
        case "Polygon":
            return [geometry["arcs"]]
        case "MultiPolygon":
            return geometry["arcs"]
    return []


def decoded(topology: dict) -> list[list[Point]]:
    """The arcs in degrees (TopoJSON specification, sections 2.1.2 and 2.1.3)."""
    if "transform" not in topology:
        return [[(x, y) for x, y in arc] for arc in topology["arcs"]]
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        found.append(points)
    return found


def real(index: int) -> int:
    return index if index >= 0 else ~index


def size(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [point for index in ring for point in arcs[real(index)]]
    width, height = (max(one) - min(one) for one in zip(*points, strict=True))
    return max(width, height)


def simplified(points: list[Point]) -> list[Point]:
    """By Douglas and Peucker; a closed line is halved at the point farthest from its beginning."""
    if points[0] != points[-1] or len(points) < 4:
        return thinned(points)
    first = points[0]
    far = max(range(len(points)), key=lambda at: distance(points[at], first, first))
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def thinned(points: list[Point]) -> list[Point]:
    if len(points) < 3:
        return points
    distances = [distance(point, points[0], points[-1]) for point in points[1:-1]]
    farthest = max(distances)
    if farthest <= TOLERANCE:
        return [points[0], points[-1]]
    at = distances.index(farthest) + 1
    return thinned(points[: at + 1])[:-1] + thinned(points[at:])


def distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return ((px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2) ** 0.5


def deltas(points: list[Point]) -> list[int]:
    """The first point and the steps from each to the next, x and y in turn, in units."""
    found: list[int] = []
    before = (0, 0)
    for x, y in points:
        now = (round(x * UNITS), round(y * UNITS))
        if now != before or not found:
            found += [now[0] - before[0], now[1] - before[1]]
        before = now
    return found


def written(made: dict) -> str:
    """One country and one arc a line, so that a change can be read."""
    head = {name: made[name] for name in ("version", "policy", "units")}
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
    for name in ("countries", "arcs"):
        rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in made[name])
        lines.append(f"{json.dumps(name)}: [\n{rows}\n]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main()
