"""Map: where, as bubbles at the positions of the lexicon, the least beside the most."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from seedlib.breakdown import happened
from seedlib.charts import base
from seedlib.charts.base import word, words
from seedlib.charts.marks import FILL, INK, bounds_of, bounds_text
from seedlib.labels import isolate, label, wrap
from seedlib.language.gazetteer import by_code
from seedlib.lexicon import rows
from seedlib.policies import bound_figures
from seedlib.schema import categories, given
from seedlib.wording import count, number

NAMED = 12  # bubbles that may have their name on the map, the largest first
LISTED = 30  # places without a name on the map that the caption tells
LEADS = (8.0, 20.0, 35.0, 55.0)  # points between a bubble and a name that has no room at it
LARGEST = 1000.0  # area of the largest bubble in square points
WIDTH = 8.4  # inches
HEIGHTS = 2.0, 3.8  # inches, least and most, of a panel
MARGIN = 0.9, 0.05  # around what is shown: degrees, and a share of its extent
CROWD = 30  # subdivisions of which each may be named
GAP = 0.04  # between the panels, as a share of the chart
NEAR = 3  # countries that are shown whole; with more of them only the surroundings of the bubbles
TWIN = ["code", "place", "place_en", "lat", "lon", "n", "lower", "best", "upper"]


def plot_map(
    table: pd.DataFrame, ax: Axes | None = None, policy: str = "interval", lang: str = "ar", outcome: str | None = None
) -> Axes:
    """Bubbles at the middle of each subdivision (governorate, province), the least on the right, the most on the left.

    Takes the ``figures`` table: then a bubble is the largest figure reported of the place with one ``outcome``, by
    default the one reported most, since reports of one event must not be added up; what is denied or unrealised has
    none. Or takes the table of :func:`seedlib.break_down` (made under ``policy``): then it is the largest part of a
    total from there. Only ISO 3166-2 codes have a position (to 0.1 degree, by hand); how many rows have none is said. A
    dashed ring is a bound left open, at the number known. Small dots are the other subdivisions of the country; no
    borders are drawn, since many are disputed. Raises ``ValueError`` for an unknown outcome, policy or language, and
    for a value that its column cannot have.
    """
    base.check_known("outcome", outcome, outcomes := categories("outcome"), outcomes)
    parts = "is_remainder" in getattr(table, "columns", ())
    table = given(table, "breakdown" if parts else "figures")
    placed, outcome = _parts(table) if parts else _reports(bound_figures(table, policy), outcome)
    spots = _spots(placed)
    view = _view(spots, (WIDTH - 0.2 if ax is None else base.inches(ax)) * (1 - GAP) / 2) if len(spots) else None
    with base.axes(ax, width=WIDTH, row=view.height if view else base.ROW) as ax:
        if view is None:
            return base.nothing(ax, "no_places", lang, "map_title", spots)
        ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        left: list[_Name] = []
        for n, (side, heading) in enumerate((("lower", "low"), ("upper", "high"))):
            panel = ax.inset_axes(((1 + GAP) / 2 * (1 - n), 0, (1 - GAP) / 2, 1))
            left += _panel(panel, spots, side, view, lang)
            panel.set_title(words(heading, lang), loc="right", fontsize=10, pad=4, multialignment="right")
        base.only_names(ax)
        without = len(placed) - int(spots["n"].sum())
        notes = [words("dashed", lang)] if spots["upper"].isna().any() else []
        notes += [words("no_position", lang, n=number(without))] if without else []
        notes += _unnamed(ax, spots, {name.name for name in left}, lang)
        lines = base.caption(ax, lang, "map_area_parts" if parts else "map_area", policy, placed["source"], notes)
        tongues = ("ar", "en") if lang == "both" else (lang,)
        told = "\n".join(word(outcome, tongue) for tongue in tongues) if outcome else ""
        sub = told or str(placed["total_text"].iloc[0])
        base.finish(ax, "map_title", lang, lines, sub=sub, above=24 if lang == "both" else 12, mirror=False)
        top = spots.iloc[0]
        first = f"{top['place_en' if lang == 'en' else 'place']} {bounds_text(bounds_of(spots)[0])}"
        base.set_twin(ax, spots, word("alt_map", lang, n=len(spots), first=first))
        return ax


def _reports(bounded: pd.DataFrame, outcome: str | None) -> tuple[pd.DataFrame, str]:
    """The figures of one outcome that count people, with their place's code."""
    people = happened(bounded[bounded["category"].astype(object).isin(["person", "body"])])
    known = people.assign(code=people["place_code"])
    if outcome is None:
        counted = known.loc[known["code"].map(_position).notna(), "outcome"].astype(object).value_counts()
        outcome = str(counted.index[0]) if len(counted) else ""
    return known[(known["outcome"] == outcome) & known["place"].notna()], outcome


def _parts(breakdown: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The parts of the total with most places; a part of several places has no one position."""
    one = [codes[0] if isinstance(codes, list) and len(codes) == 1 else None for codes in breakdown["code"]]
    parts = breakdown.assign(code=pd.Series(one, index=breakdown.index, dtype=object))
    parts = parts[~parts["is_remainder"]]
    total = parts.loc[parts["code"].map(_position).notna(), "total_id"].value_counts().index[:1]
    return parts[parts["total_id"].isin(total)], ""


def _position(code: Any) -> tuple[float, float] | None:
    place = by_code(code) if isinstance(code, str) else None
    return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)


def _spots(placed: pd.DataFrame) -> pd.DataFrame:
    """One row a place with a position: code, names, position, rows, greatest bounds (null where one is open)."""
    known = placed[placed["code"].map(_position).notna()] if len(placed) else placed
    if known.empty:
        return pd.DataFrame(columns=TWIN)
    grouped = known.groupby("code", sort=False)
    spots = grouped[["lower", "best", "upper"]].max()
    spots["upper"] = spots["upper"].mask(grouped["upper"].count() < grouped.size())
    spots["best"] = spots["best"].mask(spots["best"] < spots["lower"])  # of another report, which said less
    spots = spots.assign(n=grouped.size()).reset_index()
    places = [place for place in map(by_code, spots["code"]) if place]
    spots = spots.assign(place=[p.name for p in places], place_en=[p.name_en for p in places])
    at = np.array([_position(code) for code in spots["code"]])
    spots = spots.assign(lat=at[:, 0], lon=at[:, 1])
    order = spots[["lower", "best", "upper"]].max(axis=1).sort_values(ascending=False, kind="stable").index
    return spots.loc[order, TWIN].reset_index(drop=True)


@dataclass(slots=True, frozen=True)
class _View:
    """What a panel shows: degrees west, east, south and north, points a degree each way, and its height in inches."""

    lon: tuple[float, float]
    lat: tuple[float, float]
    points: np.ndarray
    height: float


def _view(spots: pd.DataFrame, width: float) -> _View:
    """All bubbles, or their countries whole where these are few, in a panel that they fill."""
    codes = spots["code"].str[:2].unique()
    around = (_dots(set(codes)) if len(codes) <= NEAR else spots)[["lon", "lat"]]
    middle, half = (around.max() + around.min()) / 2, (around.max() - around.min()) / 2
    half = half * (1 + 2 * MARGIN[1]) + MARGIN[0]
    shrink = float(np.cos(np.radians(middle["lat"])))
    height = float(np.clip(width * half["lat"] / (half["lon"] * shrink), *HEIGHTS))
    points = 36 * min(width / (half["lon"] * shrink), height / half["lat"])
    wide, tall = 36 * width / (points * shrink), 36 * height / points
    lon, lat = (middle["lon"] - wide, middle["lon"] + wide), (middle["lat"] - tall, middle["lat"] + tall)
    return _View(lon, lat, np.array([shrink, 1.0]) * points, height)


@dataclass(slots=True, frozen=True)
class _Name:
    """What is written at a position: radius of its bubble in points, name, number ("" at a mere dot)."""

    lon: float
    lat: float
    radius: float
    name: str
    told: str


def _panel(panel: Axes, spots: pd.DataFrame, side: str, view: _View, lang: str) -> list[_Name]:
    """One map: dots for the countries' subdivisions, bubbles, names where there is room; the bubbles without a name."""
    dots = _dots({code[:2] for code in spots["code"]})
    panel.set(xlim=view.lon, ylim=view.lat, xticks=[], yticks=[], aspect=view.points[1] / view.points[0])
    panel.grid(visible=False)
    panel.set_facecolor("none")
    panel.spines[:].set(visible=True, color=base.quiet(), alpha=0.35)
    others = dots[~dots["code"].isin(spots["code"])]
    panel.plot(others["lon"], others["lat"], ".", color=base.quiet(), markersize=2.5, alpha=0.6)
    known = spots[["lower", "best", "upper"]].max(axis=1)
    open_ = spots["upper"].isna() & (side == "upper")
    size = spots[side].fillna(known) if side == "upper" else spots[side].fillna(0.0)
    area = LARGEST * size / max(known.max(), 1.0)
    for which, fill, line in ((~open_, FILL, "-"), (open_, "none", "--")):
        of = spots[which]
        panel.scatter(
            of["lon"], of["lat"], area[which], facecolor=fill, edgecolor=INK, alpha=0.75, linestyle=line, linewidth=0.9
        )
    told = [f"≥{number(x)}" if o else number(x) for x, o in zip(size, open_, strict=True)]
    bubbles: Any = zip(spots.itertuples(), np.sqrt(area / np.pi), told, strict=True)
    named = [_Name(s.lon, s.lat, radius, _name(s, lang), text) for s, radius, text in bubbles if radius > 0]
    rest: Any = others.itertuples() if len(dots) <= CROWD else ()
    mere = [_Name(s.lon, s.lat, 2.0, _name(s, lang), "") for s in rest]
    return _write(panel, named + mere, view.points)


def _unnamed(ax: Axes, spots: pd.DataFrame, names: set[str], lang: str) -> list[str]:
    """The line below the chart that has the places which a map does not name, with their bounds."""
    told = [
        f"{name} {isolate(bounds_text(bounds))}"
        for name, bounds in zip(spots["place_en" if lang == "en" else "place"], bounds_of(spots), strict=True)
        if name in names
    ]
    text = f"{word('unnamed', lang)} {('; ' if lang == 'en' else '؛ ').join(told[:LISTED])}"
    if len(told) > LISTED:
        more = len(told) - LISTED
        text += f" {word('more', lang, n=number(more) if lang == 'en' else count(more, 'place', 'ar'))}"
    return [label(wrap(text, max(30, int(12 * base.inches(ax)))))] if told else []


def _dots(countries: set[str]) -> pd.DataFrame:
    """Code, names and position of all subdivisions of the countries (ISO 3166-1 alpha-2)."""
    codes = [row["code"] for row in rows("subdivision_facts") if row["code"][:2] in countries]
    places = [place for place in map(by_code, codes) if place]
    fields: list[tuple[Any, ...]] = [(p.code, p.name, p.name_en, p.lat, p.lon) for p in places]
    return pd.DataFrame(fields, columns=["code", "place", "place_en", "lat", "lon"])


def _name(spot: Any, lang: str) -> str:
    return spot.place_en if lang == "en" else spot.place


Box = tuple[float, float, float, float]  # left, right, bottom, top in points


def _write(panel: Axes, names: list[_Name], points: np.ndarray) -> list[_Name]:
    """Name and number beside each bubble or at the end of a line from it, where they cover no other and no bubble; the
    bubbles for which there is no such place, and all after the first NAMED.
    """
    bubbles = [_box(_at(name, points), np.full(2, name.radius)) for name in names]
    edge: Any = tuple(np.array([*panel.get_xlim(), *panel.get_ylim()]) * np.repeat(points, 2))
    without = [name for name in names if name.told][NAMED:]
    written: list[Box] = []
    for name in (name for name in names if name not in without):
        style: dict[str, Any] = {} if name.told else {"color": base.quiet()}
        style |= {"ha": "center", "va": "center", "fontsize": 8, "linespacing": 1.1, "textcoords": "offset points"}
        note = panel.annotate(f"{label(name.name)}\n{name.told}".rstrip(), (name.lon, name.lat), (0, 0), **style)
        size = note.get_window_extent()
        half = np.array([size.width, size.height]) * 36 / panel.figure.dpi + 1
        for way, line in _offsets(name.radius, half, bool(name.told)):
            box = _box(_at(name, points) + way, half)
            path = [_box(_at(name, points) + step, np.ones(2)) for step in line]
            if _within(box, edge) and not _meet([box], bubbles) and not _meet([box, *path], written):
                note.set_position(tuple(way))
                written += [box, *path]
                _lead(panel, name, [step / points for step in line])
                break
        else:
            note.remove()
            without += [name] if name.told else []
    return without


def _lead(panel: Axes, name: _Name, line: list[np.ndarray]) -> None:
    """A line from a bubble to its name, where there is one; its steps are in degrees."""
    if line:
        start, end = ((name.lon + float(x), name.lat + float(y)) for x, y in (line[0], line[-1]))
        arrow = {"arrowstyle": "-", "color": base.quiet(), "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0}
        panel.annotate("", start, end, arrowprops=arrow)


def _offsets(radius: float, half: np.ndarray, lead: bool) -> Iterator[tuple[np.ndarray, list[np.ndarray]]]:
    """Where a text may stand, in points from the middle of its bubble, and the line to it: at the bubble, then ever
    farther off.
    """
    for side in ((0, -1), (0, 1), (1, 0), (-1, 0), (0.75, -0.75), (-0.75, -0.75), (0.75, 0.75), (-0.75, 0.75)):
        yield np.array(side) * (radius + half), []
    for distance in LEADS if lead else ():
        for angle in np.arange(0, 2 * np.pi, np.pi / 8):
            way = np.array([np.cos(angle), np.sin(angle)]) * (radius + half + distance)
            first, last = radius / np.hypot(*way), 1 - 1 / max(np.abs(way) / half)  # the edges of bubble and text
            yield way, [way * share for share in np.linspace(first, last, 8)]


def _at(name: _Name, points: np.ndarray) -> np.ndarray:
    return np.array([name.lon, name.lat]) * points


def _box(middle: np.ndarray, half: np.ndarray) -> Box:
    (left, bottom), (right, top) = middle - half, middle + half
    return left, right, bottom, top


def _within(box: Box, edge: Box) -> bool:
    return edge[0] < box[0] and box[1] < edge[1] and edge[2] < box[2] and box[3] < edge[3]


def _meet(some: list[Box], others: list[Box]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3] for a in some for b in others)
