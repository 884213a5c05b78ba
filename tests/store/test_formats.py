import io
import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import xarray as xr
from ruamel.yaml import YAML

from sim.store import as_csv, as_json, as_netcdf, as_parquet, as_yaml

TABLE = pd.DataFrame(
    {"level": ["a", "b"], "share": [1 / 3, 1.0], "held": [True, False]}, index=pd.Index([7, 8], name="deal")
)
GRID = xr.Dataset({"zone": (["eu-track"], np.array([0.25, 1.0]))}, coords={"eu-track": ["dated", "merit"]})


def test_numbers_are_written_at_six_digits_with_the_index():
    assert as_csv(TABLE).decode().splitlines() == ["deal,level,share,held", "7,a,0.333333,True", "8,b,1,False"]


def test_a_parquet_file_holds_the_table_and_says_nothing_of_pandas():
    data = as_parquet(TABLE)
    again = pd.read_parquet(io.BytesIO(data)).set_index("deal")
    pd.testing.assert_frame_equal(again, TABLE)
    assert not pq.read_schema(io.BytesIO(data)).metadata


def test_a_grid_keeps_its_named_axes(tmp_path):
    path = tmp_path / "grid.nc"
    path.write_bytes(as_netcdf(GRID))
    with xr.open_dataset(path, engine="scipy") as again:
        assert float(again.zone.sel({"eu-track": "dated"})) == 0.25


def test_text_outside_ascii_is_kept():
    assert json.loads(as_json({"name": "Łódź"})) == {"name": "Łódź"}
    assert "Łódź" in as_json({"name": "Łódź"}).decode()


def test_a_scenario_is_written_in_a_form_that_reads_back():
    value = {"no": "no", "list": [0.1, None, True], "map": {"a": "line: one"}, "date": "2025-01-01"}
    text = as_yaml(value, "# opening\n").decode()
    assert text.startswith("# opening\n")
    assert YAML(typ="safe", pure=True).load(text) == value


@pytest.mark.parametrize("write", [lambda: as_csv(TABLE), lambda: as_parquet(TABLE), lambda: as_netcdf(GRID)])
def test_the_same_input_gives_the_same_bytes(write):
    assert write() == write()
