#!/bin/sh
# System programs that some tests need: a browser, LibreOffice, pdftoppm. Installed through apt where this user may;
# otherwise the tests that need them are named and skipped (with CI=true a missing one is a failure).
kurang=""
command -v chromium >/dev/null 2>&1 || kurang="$kurang chromium"
command -v soffice >/dev/null 2>&1 || kurang="$kurang libreoffice-calc libreoffice-writer"
command -v pdftoppm >/dev/null 2>&1 || kurang="$kurang poppler-utils"
[ -z "$kurang" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "memasang:$kurang"
    if apt-get update -qq >/dev/null 2>&1 \
        && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $kurang >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "tidak terpasang:$kurang – uji yang memerlukannya dilewati (bertanda butuh_chromium, butuh_libreoffice)"
[ "$CI" = "true" ] && exit 1
exit 0
