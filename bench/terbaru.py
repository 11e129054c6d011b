"""`lkj` with the reports of the asked period only: `python -m bench.terbaru …`."""

import sys

from flows import cli
from transforms.reports import bundle
from transforms.values.periods import parse_periode

if __name__ == "__main__":
    diminta = parse_periode(sys.argv[sys.argv.index("--periode") + 1])
    semua = bundle._write_period
    bundle._write_period = lambda con, settings, *kunci: semua(con, settings, *kunci) if kunci[:2] == diminta else []
    sys.exit(cli.main())
