"""Receiving files: what lies in the inbox goes to archive and ledger, then leaves the inbox."""

import time
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from transforms import ledger, sipd_period, storage
from transforms.settings import Limits, Settings
from transforms.values.nip import hide_nip
from transforms.workbook import gate

TENANG = 10  # seconds without a change after which a file counts as completely written
SABAR = 60  # seconds after which an incomplete file is received all the same, and rejected by name
TIDAK_TERBACA = "berkas tidak dapat dibaca, mungkin sedang dibuka program lain; dicoba lagi pada jalan berikutnya"
KALI_LIPAT = 10  # files larger than this many times the size limit are not even archived


@dataclass
class Penerimaan:
    """What one look at the inbox gave: ledger entries of received files, and notices about the others."""

    diterima: list[dict] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


def archive_path(settings: Settings, sha256: str) -> Path:
    """Where the original bytes with this hash are kept."""
    return settings.arsip / sha256[:2] / sha256


def display_name(nama: str) -> str:
    """A file name as data: NFC, without control or direction characters or a NIP, at most 200 characters."""
    nama = hide_nip(unicodedata.normalize("NFC", nama.encode("utf-8", "replace").decode("utf-8")))
    return "".join(c for c in nama if unicodedata.category(c) not in ("Cc", "Cf"))[:200] or "(tanpa nama)"


def receive_inbox(settings: Settings, con, tenang: float = TENANG) -> Penerimaan:
    """Receive every complete file in the inbox, in order of path.

    A file that changed within the last `tenang` seconds is looked at twice; one that is still being written, an
    Office lock file, a link or a special file is left where it is, with a notice.
    """
    settings.masuk.mkdir(parents=True, exist_ok=True)
    hasil = Penerimaan()
    calon = [p for p in sorted(settings.masuk.rglob("*")) if not p.name.startswith(storage.SEMENTARA)]
    siap = []
    for p in calon:
        if p.is_dir() and not p.is_symlink():
            continue
        if alasan := not_receivable(p, settings.limits):
            hasil.catatan.append(f"{display_name(p.name)}: {alasan}")
        else:
            siap.append((p, p.stat()))
    if any(abs(time.time() - st.st_mtime) < tenang for _, st in siap):
        time.sleep(min(tenang, 0.5))
    paket = []
    for p, lama in siap:
        if alasan := _still_written(p, lama, tenang):
            hasil.catatan.append(f"{display_name(p.name)}: MENUNGGU – {alasan}")
        else:
            paket.append(p)
    hasil.diterima = receive_files(settings, con, paket, dari_masuk=True, catatan=hasil.catatan)
    return hasil


def receive_files(
    settings: Settings,
    con,
    berkas: list[Path],
    diterima_pada: datetime | None = None,
    dari_masuk: bool = False,
    catatan: list[str] | None = None,
    jenis: str | None = None,
    periode: str | None = None,
) -> list[dict]:
    """Archive files and record them in the ledger, in the given order; inbox files are removed after that.

    Returns the new ledger entries: nomor, sha256, nama_berkas, ukuran, diterima_pada, sumber. An inbox file that a
    killed run had already recorded (same place, bytes and time of change) is only removed. With `catatan` a file
    that cannot be read or removed gets a notice there and does not stop the others. `jenis` and `periode`
    ('2023-06') are declared for SIPD exports, which print no month; an inbox folder sipd/2023-06 declares it too.
    """
    baru, hapus = [], []
    for p in berkas:
        try:
            st = p.stat()
            sha = storage.sha256_file(p)
        except OSError:
            if catatan is None:
                raise
            catatan.append(f"{display_name(p.name)}: {TIDAK_TERBACA}")
            continue
        sumber = p.relative_to(settings.masuk).as_posix() if dari_masuk else p.name
        ciri = {"sumber": sumber.encode("utf-8", "backslashreplace").decode(), "mtime_ns": st.st_mtime_ns}
        if dari_masuk:
            hapus.append((p, st))
            if any(e.get("mtime_ns") == ciri["mtime_ns"] and e["sumber"] == ciri["sumber"]
                   for e in ledger.find_sha(con, sha)):
                continue
        tujuan = archive_path(settings, sha)
        if not tujuan.exists() or storage.sha256_file(tujuan) != sha:
            storage.copy_atomic(p, tujuan, sha)
        saat = diterima_pada or ledger.now()
        baru.append({
            "sha256": sha, "nama_berkas": display_name(p.name), "ukuran": st.st_size,
            "diterima_pada": saat.isoformat(timespec="seconds"), **ciri, **_declared(sumber, jenis, periode),
        })
    nomor = ledger.append(con, "diterima", baru)
    for p, st in hapus:
        if alasan := _not_removable(p, st):
            catatan = [] if catatan is None else catatan
            catatan.append(f"{display_name(p.name)}: {alasan}")
    return [{"nomor": n, **isi} for n, isi in zip(nomor, baru, strict=True)]


def _declared(sumber: str, jenis: str | None, periode: str | None) -> dict:
    """What a ledger entry says of a SIPD export beyond its bytes; nothing for an LKj."""
    isi = {"jenis_dinyatakan": jenis, "periode_dinyatakan": periode or sipd_period.declared_by_folder(sumber)}
    return {k: v for k, v in isi.items() if v}


def _not_removable(p: Path, lama) -> str | None:
    """Remove a received file from the inbox; why that is not possible yet (Indonesian), or None when it is gone."""
    try:
        st = p.stat()
        if (st.st_size, st.st_mtime_ns) != (lama.st_size, lama.st_mtime_ns):
            return "sudah diterima, lalu isinya diganti; isi barunya diterima pada jalan berikutnya"
        p.unlink()
    except FileNotFoundError:
        return None
    except OSError:  # open in another program (Windows), not ours to remove; the next run knows it by its traits
        return "sudah diterima, tetapi belum dapat dihapus dari kotak masuk"
    return None


def not_receivable(p: Path, limits: Limits) -> str | None:
    """Why a name in the inbox is never received (Indonesian), or None. Raises OSError when it is gone meanwhile."""
    if gate.is_lock_file(p.name):
        return "berkas kunci; buku kerjanya mungkin sedang dibuka di Excel atau LibreOffice"
    if p.is_symlink() or not p.is_file():
        return "dilewati: bukan berkas biasa (tautan, folder palsu, atau berkas khusus)"
    st = p.stat()
    if st.st_nlink > 1:
        return "dilewati: berkas ini bertaut ke tempat lain (hard link); salin sebagai berkas tersendiri"
    if st.st_size > KALI_LIPAT * limits.ukuran_maks:
        return f"dilewati: {st.st_size / 2**20:.0f} MB, jauh di atas batas {limits.ukuran_maks / 2**20:.0f} MB"
    return None


def _still_written(p: Path, lama, tenang: float) -> str | None:
    """Why a file is not complete yet (Indonesian), or None."""
    try:
        st = p.stat()
    except FileNotFoundError:
        return "berkas dipindahkan saat diperiksa"
    if (st.st_size, st.st_mtime_ns) != (lama.st_size, lama.st_mtime_ns):
        return "berkas masih ditulis"
    umur = time.time() - st.st_mtime
    # Copies keep old or wrong times, so a time in the future says nothing about who is still writing.
    try:
        if 0 <= umur < SABAR and not gate.is_complete(p):
            return "berkas belum lengkap; dicoba lagi pada jalan berikutnya"
    except OSError:
        return TIDAK_TERBACA
    return None
