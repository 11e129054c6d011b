"""The look shared by every report: colours and words for statuses and severities. No data, no layout."""

HURUF = "Arial"
BIRU = "1F4E78"  # titles, table headers
BIRU_MUDA = "DDE8F3"
ABU = "595959"
GARIS = "BFBFBF"
KERTAS = "FFFFFF"
TOTAL = "EAF0E4"
PROGRAM = "EDF2F8"
BAGIAN = "D6DCE4"
SINTETIS = ("FFF4CE", "7A4B00")  # background, text of the banner on synthetic data
TAUTAN = "0B5394"
SERAPAN = "2F75B5"
CAPAIAN = "548235"

# status or severity → (words, background, text); text on background keeps a contrast above 4.5 : 1
LENCANA = {
    "DITERIMA": ("Diterima", "E2F0D9", "2B5B17"),
    "DITERIMA_DENGAN_CATATAN": ("Diterima dengan catatan", "FFF2CC", "6B4E00"),
    "DITOLAK": ("Ditolak", "F8D7DA", "842029"),
    "DUPLIKAT": ("Duplikat", "E7E6E6", "404040"),
    "MENUNGGU": ("Menunggu", "DDEBF7", "1F4E78"),
    "BELUM_ADA": ("Belum ada", "E7E6E6", "404040"),
    "galat": ("Galat", "F8D7DA", "842029"),
    "peringatan": ("Peringatan", "FFF2CC", "6B4E00"),
    "info": ("Info", "DDEBF7", "1F4E78"),
    "sementara": ("Sementara", "FFF2CC", "6B4E00"),
    "final": ("Final", "E2F0D9", "2B5B17"),
}


def tint(warna: str, putih: float = 0.62) -> str:
    """A colour `#RRGGBB` mixed with white, so that black text stays readable on it: `RRGGBB`."""
    kanal = [int(warna.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)]
    return "".join(f"{round(k + (255 - k) * putih):02X}" for k in kanal)
