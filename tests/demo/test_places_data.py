"""The demo's places lie where their addresses say."""

import csv
import json
from pathlib import Path

from search.geo import distance_m

DATA = Path(__file__).resolve().parents[2] / "demo" / "data"


def test_each_place_lies_in_its_neighbourhood():
    areas = json.loads((DATA / "neighbourhoods.json").read_text())
    centres = {area["name"]: area["centre"] for area in areas}
    with (DATA / "places.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 180
    for row in rows:
        centre = centres[row["neighbourhood"]]
        metres = distance_m(float(row["lng"]), float(row["lat"]), centre["lng"], centre["lat"])
        assert metres < 650, row["name"]
