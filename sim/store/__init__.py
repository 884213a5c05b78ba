"""What a run leaves: a folder named after the scenario, replaced whole, the same bytes for the same inputs."""

from sim.store.formats import as_csv, as_json, as_netcdf, as_parquet, as_yaml
from sim.store.provenance import ANSWER, MANIFEST, comparison_manifest, manifest, versions
from sim.store.records import RunRecord, read_record

__all__ = [
    "ANSWER",
    "MANIFEST",
    "RunRecord",
    "as_csv",
    "as_json",
    "as_netcdf",
    "as_parquet",
    "as_yaml",
    "comparison_manifest",
    "manifest",
    "read_record",
    "versions",
]
