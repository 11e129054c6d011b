"""The catalogue of workbooks whose cells mislead: how each is made, and what must be said about it."""

from kasus_berkas import Kasus, accepted, unchanged
from pembuat_berkas import ANGGARAN, add_style, cell, patch, replaced


def _links() -> bytes:
    rel = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///D:/anggaran/DPA%202023.xlsx" TargetMode="External"/></Relationships>'
    )
    return patch(
        {
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rel,
            ANGGARAN: cell("C12", b"<f>[1]DPA!C5</f><v>3024000</v>"),
        }
    )


def _merged_amounts() -> bytes:
    return patch(
        {
            ANGGARAN: replaced(
                b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="C12:C13"/></mergeCells>'
            )
        }
    )


def _prefixed() -> bytes:
    """The same sheet in a notation no common program uses: prefixed names, single quotes, comments."""

    def ubah(isi: bytes) -> bytes:
        isi = (
            isi.replace(b'"', b"'")
            .replace(b"xmlns=", b"xmlns:x=")
            .replace(b"<", b"<x:")
            .replace(b"<x:/", b"</x:")
        )
        return isi.replace(b"<x:x:sheetData>", b"<!-- catatan --><x:sheetData>")

    return patch({ANGGARAN: ubah})


_X = "LKj.xlsx"
KASUS_SEL: tuple[Kasus, ...] = (
    unchanged("dimensi berbohong", _X, lambda: patch({ANGGARAN: replaced(b'"A1:F54"', b'"A1:XFD1048576"')})),
    unchanged(
        "sel kosong bergaya jauh",
        _X,
        lambda: patch(
            {
                ANGGARAN: replaced(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="3"/></row></sheetData>'
                )
            }
        ),
    ),
    unchanged("notasi lain", _X, _prefixed),
    accepted("tautan ke buku lain", _X, _links, "TAUTAN_LUAR"),
    # what the cells say
    accepted("nilai dari buku lain", _X, _links, "NILAI_DARI_BERKAS_LAIN", "C12"),
    accepted(
        "rumus belum dihitung",
        _X,
        lambda: patch({ANGGARAN: cell("C12", b"<f>SUM(C13:C15)</f><v></v>")}),
        "FORMULA_BELUM_DIHITUNG",
        "C12",
    ),
    accepted(
        "rumus bernilai 0 pengganti",
        _X,
        lambda: patch({ANGGARAN: cell("C12", b"<f>1+1</f><v>0</v>")}),
        "FORMULA_BELUM_DIHITUNG",
        "C12",
    ),
    accepted(
        "sel galat",
        _X,
        lambda: patch({ANGGARAN: cell("C12", b"<v>#REF!</v>", b' t="e"')}),
        "SEL_GALAT",
        "C12",
    ),
    accepted(
        "tanggal di kolom angka",
        _X,
        lambda: patch(
            {"xl/styles.xml": add_style("dd/mm/yyyy"), ANGGARAN: cell("C12", b"<v>45121</v>", gaya=8)}
        ),
        "TANGGAL_DI_KOLOM_ANGKA",
        "C12",
    ),
    accepted(
        "logika di kolom angka",
        _X,
        lambda: patch({ANGGARAN: cell("C12", b"<v>1</v>", b' t="b"')}),
        "LOGIKA_DI_KOLOM_ANGKA",
        "C12",
    ),
    accepted("angka digabung", _X, _merged_amounts, "NILAI_DIGABUNG", "C12"),
    accepted(
        "NIP sebagai angka",
        _X,
        lambda: patch({ANGGARAN: cell("C12", b"<v>198001012005011002</v>")}),
        "PRESISI_HILANG",
        "C12",
    ),
    accepted(
        "baris tersembunyi",
        _X,
        lambda: patch({ANGGARAN: replaced(b'<row r="13">', b'<row r="13" hidden="1">')}),
        "BARIS_TERSEMBUNYI",
    ),
    accepted(
        "lembar tersembunyi",
        _X,
        lambda: patch(
            {
                "xl/workbook.xml": replaced(
                    b'name="Lampiran PK" sheetId="5" state="visible"',
                    b'name="Lampiran PK" sheetId="5" state="veryHidden"',
                )
            }
        ),
        "LEMBAR_TERSEMBUNYI",
    ),
    accepted(
        "karakter kontrol",
        _X,
        lambda: patch(
            {
                ANGGARAN: cell(
                    "B12",
                    b"<is><t>Penyusunan\x0b Dokumen_x0000_ Perencanaan Perangkat Daerah</t></is>",
                    b' t="inlineStr"',
                )
            }
        ),
        "KARAKTER_KONTROL",
        "B12",
    ),
    unchanged(
        "berpindah baris di sel",
        _X,
        lambda: patch(
            {
                ANGGARAN: cell(
                    "B12",
                    b"<is><t>Penyusunan Dokumen Perencanaan_x000D_\nPerangkat Daerah</t></is>",
                    b' t="inlineStr"',
                )
            }
        ),
    ),
)
