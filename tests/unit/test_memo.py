"""The memory of pure functions of a text: same answers, bounded."""

from transforms.values.memo import PENDEK, Memo, memo


def test_asked_once_per_short_text_and_never_kept_for_long_ones():
    ditanya = []
    panjang = memo(lambda teks: ditanya.append(teks) or len(teks))
    lama = "x" * (PENDEK + 1)
    assert [panjang(t) for t in ("ab", "ab", lama, lama)] == [2, 2, PENDEK + 1, PENDEK + 1]
    assert ditanya == ["ab", lama, lama]


def test_forgets_when_full():
    ingat = Memo(str.upper, banyak=3)
    assert [ingat[t] for t in "abcdabc"] == list("ABCDABC")
    assert len(ingat) <= 3
