-- Satu baris = satu baris anggaran dan satu leluhurnya (induk, induk dari induk, dan seterusnya)
-- Kunci: kiriman_id, urutan, leluhur
CREATE OR REPLACE TABLE silsilah AS
WITH RECURSIVE naik AS (
    SELECT kiriman_id, urutan, induk_urutan AS leluhur
    FROM induk_anggaran WHERE induk_urutan IS NOT NULL AND induk_urutan <> urutan
    UNION -- bukan UNION ALL: induk yang melingkar tetap berhenti
    SELECT n.kiriman_id, n.urutan, r.induk_urutan
    FROM naik AS n
    JOIN induk_anggaran AS r ON r.kiriman_id = n.kiriman_id AND r.urutan = n.leluhur
    WHERE r.induk_urutan IS NOT NULL AND r.induk_urutan <> n.urutan
)
SELECT kiriman_id, urutan, leluhur FROM naik ORDER BY ALL;
COMMENT ON TABLE silsilah IS 'Hubungan tiap baris anggaran dengan semua baris di atasnya';
COMMENT ON COLUMN silsilah.kiriman_id IS 'Kiriman';
COMMENT ON COLUMN silsilah.urutan IS 'Baris anggaran';
COMMENT ON COLUMN silsilah.leluhur IS 'urutan baris di atasnya';
