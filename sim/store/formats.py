"""Tables, grids and numbers as bytes: the same input gives the same bytes."""

import datetime
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr
from ruamel.yaml import YAML


def as_json(value: Any) -> bytes:
    """Write numbers, texts and dates, in their order."""
    return (json.dumps(value, indent=2, ensure_ascii=False, default=as_text) + "\n").encode()


def as_text(day: datetime.date) -> str:
    """Write a date."""
    return day.isoformat()


def as_csv(table: pd.DataFrame) -> bytes:
    """Write a table with its index; numbers at six digits, line ends alike everywhere."""
    return table.to_csv(float_format="%.6g", lineterminator="\n").encode()


def as_parquet(table: pd.DataFrame) -> bytes:
    """Write a table without any note of who wrote it."""
    columns = pa.Table.from_pandas(table.reset_index(), preserve_index=False).replace_schema_metadata(None)
    buffer = io.BytesIO()
    pq.write_table(columns, buffer, store_schema=False, compression="zstd")
    return buffer.getvalue()


def as_netcdf(grid: xr.Dataset) -> bytes:
    """Write a labeled grid as netCDF 3, which every tool reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grid.nc"
        grid.to_netcdf(path, format="NETCDF3_64BIT", engine="scipy")
        return path.read_bytes()


def as_yaml(value: Any, opening: str) -> bytes:
    """Write a scenario in block style, with comment lines before it."""
    yaml = YAML()
    yaml.width = 120
    yaml.representer.ignore_aliases = lambda *_: True
    text = io.StringIO()
    yaml.dump(value, text)
    return (opening + text.getvalue()).encode()
