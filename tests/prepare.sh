#!/bin/bash
# What the tests need beside Python: a browser, a database server, calendar programs. Missing ones are installed where
# that is allowed, else named; tests that need what is missing then skip and say so.
set -uo pipefail

declare -A PACKAGES=(
  [chromium]=chromium
  [/usr/lib/postgresql/*/bin/initdb]=postgresql
  [khal]=khal
  [vdirsyncer]=vdirsyncer
  [radicale]=radicale
  [/usr/libexec/evolution-source-registry]=evolution-data-server
  [/usr/lib/*/girepository-1.0/ECal-2.0.typelib]=gir1.2-ecal-2.0
  [/usr/lib/python3/dist-packages/gi]=python3-gi
  [dbus-daemon]=dbus
)

there() { [[ $1 == /* ]] && compgen -G "$1" >/dev/null || command -v "$1" >/dev/null; }

missing=()
for program in "${!PACKAGES[@]}"; do
  there "$program" || missing+=("${PACKAGES[$program]}")
done
((${#missing[@]})) || exit 0

if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  echo "installing for the tests: ${missing[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    echo "not everything could be installed; what needs it is skipped" >&2
else
  echo "some tests are skipped without: ${missing[*]}" >&2
  echo "on Debian or Ubuntu: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
fi
