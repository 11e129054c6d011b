"""The questions of docs/pertanyaan.md, asked of the example."""

import re

import pytest

from transforms import database, publish
from transforms.settings import ROOT

PERINTAH = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "pertanyaan.md").read_text(encoding="utf-8"), re.S)


def test_there_are_twelve():
    assert len(PERINTAH) == 12


@pytest.mark.lambat
def test_every_question_has_an_answer(contoh):
    with database.open_published(publish.current_path(contoh[0])) as con:
        for sql in PERINTAH:
            assert con.execute(sql).fetchall(), sql
