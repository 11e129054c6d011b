"""`python -m bench`: measure, show tables, write bench/hasil.json.

Everything is compared within one run, in turns; absolute times belong to the machine and load named in the result.
"""

import argparse
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import baca, buat, dokumen, jalan, ukur

HASIL = Path(__file__).parent / "hasil.json"
BAGIAN = ("contoh", "baca", "pekerja", "tumbuh", "skrip", "analis", "orkestrasi")


def main() -> None:
    """Run the chosen parts."""
    p = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    p.add_argument("--ukuran", default="21,210", help="numbers of workbooks (default 21,210)")
    p.add_argument("--penuh", action="store_true", help="21, 210, 2100 and 7285 workbooks: half an hour")
    p.add_argument("--bagian", default=",".join(BAGIAN), help=f"some of {','.join(BAGIAN)}")
    p.add_argument("--kali", type=int, default=3, help="repetitions of which the median counts")
    p.add_argument("--tempat", type=Path, help="folder for workbooks and installations (default: a temporary one)")
    p.add_argument("--hasil", type=Path, default=HASIL)
    p.add_argument("--dokumen", action="store_true", help="only write docs/kinerja.md from the result")
    pilihan = p.parse_args()
    if pilihan.dokumen:
        dokumen.write(json.loads(pilihan.hasil.read_text(encoding="utf-8")))
        return
    ukuran = [21, 210, 2100, 7285] if pilihan.penuh else [int(n) for n in pilihan.ukuran.split(",")]
    bagian = pilihan.bagian.split(",")
    hasil = json.loads(pilihan.hasil.read_text()) if pilihan.hasil.exists() else {}
    with tempfile.TemporaryDirectory(prefix="lkj-bench-") as sementara:
        tempat = pilihan.tempat or Path(sementara)
        sumber = tempat / "buku"
        *_, (_, tahun, triwulan) = buat.plan(ukuran[0])
        kerja = {
            "contoh": lambda: jalan.example(tempat / "contoh"),
            "baca": lambda: baca.measure(
                {n: [p for p, _ in buat.write_many(sumber, n)] for n in ukuran}, pilihan.kali),
            "pekerja": lambda: baca.workers(
                [p for p, _ in buat.write_many(sumber, min(2100, ukuran[-1]))], pilihan.kali),
            "tumbuh": lambda: jalan.growth(sumber, ukuran, tempat),
            "skrip": lambda: jalan.against_script(sumber, [n for n in ukuran if n < 3000], tempat),
            "analis": lambda: jalan.queries(tempat / str(ukuran[-1]), tempat / "nasional.duckdb", 3 * pilihan.kali),
            "orkestrasi": lambda: jalan.orchestration(tempat / str(ukuran[0]), tahun, triwulan),
        }
        for nama in bagian:
            awal = ukur.machine()
            hasil[nama] = {"mesin": awal, "pada": f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}", "nilai": kerja[nama]()}
            hasil[nama]["mesin"]["beban_akhir"] = ukur.machine()["beban"]
            pilihan.hasil.write_text(json.dumps(hasil, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
