"""Reading on Dask (extra `[dask]`): its workers read and normalize the batches, this process loads them in order."""

from collections.abc import Iterator
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from transforms import shared
from transforms.settings import Settings, load_settings

ULANG = 2  # repetitions of a batch whose worker failed; one that died is repeated by Dask itself
LOKAL = "lokal"  # value of the setting that starts workers on this machine


def read_on_dask(settings: Settings, tugas: list[tuple[list[dict], dict]], folder: str) -> Iterator[str]:
    """Read batches of (ledger entries, first arrivals) on the cluster of the setting `dask`.

    Gives the folder of each batch's Parquet files below `folder`, in order; removes them once all are taken.
    """
    from prefect_dask import DaskTaskRunner

    @flow(name="baca", task_runner=DaskTaskRunner(**_cluster(settings)), persist_result=False)
    def baca() -> list[str]:
        hasil = [
            _read_batch.with_options(task_run_name=f"baca {n + 1}").submit(
                str(settings.data), entri, pertama, f"{folder.rstrip('/')}/{n:06d}")
            for n, (entri, pertama) in enumerate(tugas)
        ]
        return [h.result() for h in hasil]

    try:
        yield from baca()
    finally:
        shared.remove(folder)


def _cluster(settings: Settings) -> dict:
    if settings.dask != LOKAL:
        return {"address": settings.dask}
    return {"cluster_kwargs": {"n_workers": settings.limits.pekerja, "threads_per_worker": 1,
                               "dashboard_address": None}}


@task(name="baca", retries=ULANG, cache_policy=NO_CACHE, persist_result=False)
def _read_batch(data: str, entri: list[dict], pertama: dict, folder: str) -> str:
    return shared.read_to_parquet(load_settings(Path(data)), entri, pertama, folder)
