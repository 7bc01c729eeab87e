#!/bin/sh
# Prints the path of a Chromium for the browser tests; where there is none and it may, installs Debian's first.
# Prints nothing when there is no browser to be had. What it does, it says on standard error, in French.
set -u

find_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    [ -x "$mac" ] && echo "$mac"
}

find_browser && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installation de Chromium pour les essais dans le navigateur…" >&2
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    } >/dev/null 2>&1
    find_browser && exit 0
    echo "L’installation de Chromium a échoué : « apt-get install chromium » dira pourquoi." >&2
fi

cat >&2 <<'TEXT'

*** ATTENTION : aucun navigateur. Les essais dans le navigateur ne peuvent pas être passés. ***
    Installez Chromium ou Google Chrome. Sur Debian : sudo apt-get install chromium

TEXT
