"""Report table on files that belong to no period: refused before their identity could be read."""

import datetime

from transforms.reports.format import TANPA_PERIODE, receipt_link
from transforms.reports.tables import Baris, Data, Kolom, TabelLaporan
from transforms.values.periods import akhir_triwulan


def unplaced_table(data: Data) -> TabelLaporan:
    """Refused files of which the period is not known, received since the triwulan ended; none once it is final.

    Such a file belongs to no period, but whoever reads the report of an open one must learn that it is there.
    """
    akhir = akhir_triwulan(data.tahun, data.triwulan).isoformat()
    baris = []
    if data.status != "final":
        for k in sorted(data.all("kiriman", tahun=None), key=lambda k: k["nomor"]):
            if k["status"] == "DITOLAK" and k["diterima_pada"] > akhir:
                isi = {
                    "berkas": k["nama_berkas"],
                    "status": k["status"],
                    "tanggal": datetime.date.fromisoformat(k["diterima_pada"][:10]),
                    "alasan": k["alasan"],
                    "tanda_terima": k["kiriman_id"],
                }
                tautan = f"../{TANPA_PERIODE}/{receipt_link(k['kiriman_id'])}"
                baris.append(Baris(isi, tautan={"tanda_terima": tautan}))
    return TabelLaporan(
        judul="Berkas ditolak yang periodenya tidak diketahui",
        satuan="",
        cakupan=data.cakupan,
        sumber="Buku penerimaan berkas",
        kolom=[
            Kolom("berkas", "Nama berkas", lebar=24),
            Kolom("status", "Status", "lencana", 22),
            Kolom("tanggal", "Diterima", "tanggal", 14),
            Kolom("alasan", "Alasan", lebar=46),
            Kolom("tanda_terima", "Tanda terima", lebar=14),
        ],
        baris=baris,
    )
