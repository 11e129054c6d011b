"""The gate before publication: Great Expectations on the tables, its results as rows of `mutu`.

SQL finds what is wrong with a workbook; this checks what we promise about the tables. GX reads DataFrames
from DuckDB, in an ephemeral context with suites built in code: it writes nothing and calls nobody.
"""

import os
import threading

from transforms import incremental, quality_changes
from transforms.quality_rules import Aturan, Suite, build_suites

TINGKAT = {"critical": "galat", "warning": "peringatan", "info": "info"}  # severity of GX → word in `mutu`
GALAT_PROGRAM = "Galat program: "  # the check itself failed; says nothing about the data
CONTOH = 3  # rows quoted in the note of a failed check
_pemanasan: threading.Thread | None = None


def warm_up() -> None:
    """Start importing GX (about 7 s cold) in a thread, while child processes read workbooks or DuckDB derives.

    What goes wrong there goes wrong again, and shows, where the gate imports it.
    """
    global _pemanasan
    if _pemanasan is None:
        _pemanasan = threading.Thread(target=_import_gx, daemon=True)
        _pemanasan.start()


def expect_changes(con, banyak: int) -> None:
    """Warm up if `banyak` new files make it likely that GX is needed; a few that keep every contract need none."""
    semua, mutu, gagal = con.execute(
        "SELECT (SELECT count(*) FROM penerimaan), (SELECT count(*) FROM mutu), "
        "(SELECT count(*) FROM mutu WHERE NOT berhasil)"
    ).fetchone()
    if not mutu or gagal or banyak > incremental.BAGIAN_MAKS * semua:
        warm_up()


def validate(con) -> list[dict]:
    """Check every contract once. Rows for table `mutu`: tabel, ekspektasi, kolom, tingkat ('galat' withholds
    publication), berhasil, jumlah_tidak_sesuai, catatan. A check that cannot be carried out is a failed
    one of level 'galat' whose note starts with GALAT_PROGRAM. Results that the changed rows cannot have altered
    are taken from the last time (transforms/quality_changes.py)."""
    suites = build_suites(con)
    tetap = quality_changes.still_holding(con, suites)
    if len(tetap) == len(suites):
        return [r for s in suites for r in tetap[s.tabel]]
    if _pemanasan is not None:
        _pemanasan.join()
    gx = _import_gx()
    # one asset for all frames: adding one per table costs more than checking it
    aset = _context(gx).data_sources.add_pandas("gudang").add_dataframe_asset("tabel")
    potongan = aset.add_batch_definition_whole_dataframe("semua")
    hasil = []
    for suite in suites:
        if suite.tabel in tetap:
            hasil += tetap[suite.tabel]
            continue
        hasil += _check_table(con, gx, potongan, suite)
    return hasil


def blocking(rows: list[dict]) -> list[str]:
    """The failed checks that forbid publication, each as 'tabel (kolom): sentence'."""
    gagal = [r for r in rows if r["tingkat"] == "galat" and not r["berhasil"]]
    return [f"{r['tabel']}{' (' + r['kolom'] + ')' if r['kolom'] else ''}: {r['catatan']}" for r in gagal]


def _import_gx():
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at import; an office's server calls nobody
    import great_expectations

    return great_expectations


def _context(gx):
    """A context in memory: no progress bars, no documentation site, no folder anywhere."""
    from great_expectations.data_context.types import base

    return gx.get_context(
        mode="ephemeral",
        project_config=base.DataContextConfig(
            store_backend_defaults=base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=base.ProgressBarsConfig(globally=False),
            analytics_enabled=False,
        ),
    )


def _check_table(con, gx, potongan, suite: Suite) -> list[dict]:
    """Check one table; its frame is gone before the next one is read."""
    try:
        data = con.execute(suite.sql).df()
    except Exception as galat:  # a table or column is missing: our own promise is broken
        baca = Aturan("baca_tabel", {}, "critical", "", "")
        return [_row(suite.tabel, baca, False, None, _program_fault(galat))]
    return _check(gx, potongan.get_batch(batch_parameters={"dataframe": data}), suite)


def _check(gx, potongan, suite: Suite) -> list[dict]:
    """Run one suite: quickly first, then what failed once more, with the rows that fail."""
    cepat = _run(gx, potongan, suite, suite.aturan, "BOOLEAN_ONLY")
    gagal = [a for a, r in zip(suite.aturan, cepat, strict=True) if not r["success"]]
    rinci = {}
    if gagal:
        bentuk = {"result_format": "COMPLETE", "unexpected_index_column_names": suite.kunci}
        hasil = _run(gx, potongan, suite, gagal, bentuk if suite.kunci else "COMPLETE")
        rinci = {id(a): r for a, r in zip(gagal, hasil, strict=True)}
    return [_result_row(suite, a, rinci.get(id(a), r)) for a, r in zip(suite.aturan, cepat, strict=True)]


def _run(gx, potongan, suite: Suite, aturan: list[Aturan], bentuk) -> list[dict]:
    """Results in the order of `aturan` (GX itself returns them in an order of its own)."""
    daftar = [_expectation(gx, a, n) for n, a in enumerate(aturan)]
    hasil = potongan.validate(
        gx.ExpectationSuite(name=suite.tabel, expectations=daftar), result_format=bentuk
    )
    return sorted(
        (r.to_json_dict() for r in hasil.results), key=lambda r: r["expectation_config"]["meta"]["nomor"]
    )


def _expectation(gx, a: Aturan, nomor: int):
    nama = "".join(bagian.capitalize() for bagian in a.jenis.split("_"))
    return getattr(gx.expectations, nama)(
        **a.argumen, severity=a.severity, notes=a.catatan, meta={"nomor": nomor}
    )


def _result_row(suite: Suite, a: Aturan, hasil: dict) -> dict:
    if galat := _exception(hasil.get("exception_info") or {}):
        return _row(suite.tabel, a, False, None, GALAT_PROGRAM + galat)
    if hasil["success"]:
        return _row(suite.tabel, a, True, 0, a.catatan)
    isi = hasil.get("result") or {}
    jumlah = isi.get("unexpected_count")
    return _row(suite.tabel, a, False, 1 if jumlah is None else jumlah, f"{a.catatan}{_examples(suite, isi)}")


def _exception(info: dict) -> str | None:
    """The message of an exception inside a result: GX reports it as an ordinary failure. None without one."""
    for bagian in (info, *(v for v in info.values() if isinstance(v, dict))):
        if bagian.get("raised_exception"):
            return str(bagian.get("exception_message") or "tanpa keterangan").splitlines()[0]
    return None


def _examples(suite: Suite, isi: dict) -> str:
    """A few of the failing rows, named by their key, or the columns that are missing."""
    if hilang := ((isi.get("details") or {}).get("mismatched") or {}).get("missing"):
        return f"; tidak ada: {', '.join(hilang)}"
    baris = isi.get("unexpected_index_list") or []
    contoh = [_name_row(suite, b) for b in baris[:CONTOH] if isinstance(b, dict)]
    contoh = contoh or [str(v) for v in (isi.get("partial_unexpected_list") or [])[:CONTOH]]
    return (
        f"; tidak demikian pada: {'; '.join(contoh)}{' …' if len(baris) > CONTOH else ''}" if contoh else ""
    )


def _name_row(suite: Suite, baris: dict) -> str:
    sebut = " ".join(str(baris[k]) for k in suite.kunci if k in baris)
    lain = ", ".join(f"{k} = {v}" for k, v in baris.items() if k not in suite.kunci)
    return f"{sebut} ({lain})" if lain else sebut


def _program_fault(galat: Exception) -> str:
    return GALAT_PROGRAM + str(galat).splitlines()[0]


def _row(tabel: str, a: Aturan, berhasil: bool, jumlah: int | None, catatan: str) -> dict:
    tingkat = "galat" if catatan.startswith(GALAT_PROGRAM) else TINGKAT[a.severity]
    return {
        "tabel": tabel,
        "ekspektasi": a.jenis,
        "kolom": a.kolom,
        "tingkat": tingkat,
        "berhasil": berhasil,
        "jumlah_tidak_sesuai": jumlah,
        "catatan": catatan,
    }
