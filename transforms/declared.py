"""Corrections that Bappeda declares in koreksi.csv after an office confirmed them: read, applied, undone.

A file is never touched: the raw text stays in `*_mentah`, the declared value goes into the typed column, and
`koreksi_terpakai` keeps what had been read there. An entry applies only to the kiriman, sheet, cell and raw text
that it names; what does not match is a finding of sql/temuan.
"""

import csv
import datetime
from pathlib import Path

from transforms.settings import SettingsError
from transforms.values.numbers import parse_persen, parse_rupiah

NAMA = "koreksi.csv"
KOLOM = ("kiriman_id", "lembar", "sel", "nilai_tertulis", "nilai_koreksi", "alasan", "tanggal", "oleh")
BOLEH_KOSONG = ("nilai_tertulis",)  # an empty cell can be corrected too
ATURAN = ("KOREKSI_DIPAKAI", "KOREKSI_KEDALUWARSA", "KOREKSI_TIDAK_COCOK")


def read_declared(referensi: Path) -> list[dict]:
    """Rows of table `koreksi`; none when the folder has no koreksi.csv.

    Raises SettingsError (Indonesian) naming file and line of an entry that cannot be meant.
    """
    berkas = referensi / NAMA
    if not berkas.exists():
        return []
    try:
        with berkas.open(encoding="utf-8-sig", newline="") as f:
            pembaca = csv.DictReader(f, strict=True)
            if hilang := [k for k in KOLOM if k not in (pembaca.fieldnames or ())]:
                raise SettingsError(f"Berkas referensi {berkas}: kolom {', '.join(hilang)} tidak ada.")
            isi = [_entry(berkas, pembaca.line_num, b) for b in pembaca]
    except UnicodeDecodeError as galat:
        raise SettingsError(f"Berkas referensi {berkas}: simpan ulang sebagai CSV UTF-8.") from galat
    except csv.Error as galat:
        raise SettingsError(
            f"Berkas referensi {berkas} baris {pembaca.reader.line_num}: tanda kutipnya keliru."
        ) from galat
    dahulu: dict[tuple, int] = {}
    for k in isi:
        kunci = (k["kiriman_id"], k["lembar"], k["sel"])
        if kunci in dahulu:
            raise SettingsError(
                f"Berkas referensi {berkas} baris {k['baris']}: sel itu sudah dikoreksi pada baris {dahulu[kunci]}."
            )
        dahulu[kunci] = k["baris"]
    return isi


def _entry(berkas: Path, nomor: int, baris: dict) -> dict:
    """One row of `koreksi`, checked."""

    def keliru(sebab: str) -> SettingsError:
        return SettingsError(f"Berkas referensi {berkas} baris {nomor}: {sebab}.")

    if None in baris or any(baris[k] is None for k in KOLOM):
        raise keliru("jumlah kolom tidak sesuai judul")
    isi = {k: baris[k].strip() or None for k in KOLOM}
    if kosong := [k for k in KOLOM if isi[k] is None and k not in BOLEH_KOSONG]:
        raise keliru(f"{', '.join(kosong)} kosong")
    try:
        isi["tanggal"] = datetime.date.fromisoformat(isi["tanggal"])
    except ValueError:
        raise keliru(f"tanggal {isi['tanggal']} harus berbentuk 2023-07-25") from None
    rupiah, persen = parse_rupiah(isi["nilai_koreksi"]).nilai, parse_persen(isi["nilai_koreksi"]).nilai
    if rupiah is None and persen is None:
        raise keliru(f"nilai_koreksi {isi['nilai_koreksi']} tidak dapat dibaca sebagai angka")
    isi["sel"] = isi["sel"].replace("$", "").upper()
    return isi | {"nilai_rupiah": rupiah, "nilai_persen": persen, "baris": nomor}


def apply_declared(con) -> tuple[str, ...]:
    """Undo what was applied before, then apply the entries of `koreksi` that match. Inside a transaction.

    Returns the rules that have nothing to look at: all of them where nothing is declared.
    """
    _write(con, "nilai_terbaca")
    con.execute("DELETE FROM koreksi_terpakai")
    if not con.execute("SELECT count(*) FROM koreksi").fetchone()[0]:
        return ATURAN
    con.execute(
        "INSERT INTO koreksi_terpakai BY NAME "
        "SELECT s.kiriman_id, s.tabel, s.urutan, s.kolom, s.lembar, s.sel, s.objek, s.mentah AS nilai_tertulis, "
        "s.nilai AS nilai_terbaca, CASE WHEN s.uang THEN k.nilai_rupiah ELSE k.nilai_persen END AS nilai_koreksi, "
        "k.alasan, k.tanggal, k.oleh "
        "FROM koreksi AS k JOIN penerimaan AS p USING (kiriman_id) "
        "JOIN sel_koreksi AS s ON s.kiriman_id = k.kiriman_id AND s.lembar = k.lembar AND s.sel = k.sel "
        "AND s.mentah IS NOT DISTINCT FROM k.nilai_tertulis "
        "WHERE p.duplikat_dari IS NULL AND CASE WHEN s.uang THEN k.nilai_rupiah ELSE k.nilai_persen END IS NOT NULL"
    )
    _write(con, "nilai_koreksi")
    return ()


def _write(con, nilai: str) -> None:
    """Put a column of `koreksi_terpakai` into the cells it names."""
    for tabel, kolom in con.execute("SELECT DISTINCT tabel, kolom FROM koreksi_terpakai ORDER BY ALL").fetchall():
        con.execute(
            f"UPDATE {tabel} SET {kolom} = u.{nilai} FROM koreksi_terpakai AS u WHERE u.tabel = '{tabel}' "
            f"AND u.kolom = '{kolom}' AND u.kiriman_id = {tabel}.kiriman_id AND u.urutan = {tabel}.urutan"
        )
