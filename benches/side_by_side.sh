#!/usr/bin/env bash
# Times this program beside a plain script on the same PDFs, from files to table and heat map, on all cores.
#
#   benches/side_by_side.sh PDF_FOLDER PLAIN_SCRIPT PYTHON [COPIES] [ROUNDS]
#
# The plain script is called as `PYTHON PLAIN_SCRIPT FOLDER --copies N --engine ENGINE --jobs CORES --out FILE`. Each
# copy ends in a comment of its own: two equal files would be read once. The programs take turns, and the middle of the
# rounds is printed. LAGESBILD names the program [default: target/release/lagesbild].
set -euo pipefail

if [ $# -lt 3 ]; then
    sed -n '2,8p' "$0" >&2
    exit 2
fi
folder=$1 plain=$2 python=$3 copies=${4:-100} rounds=${5:-5}
lagesbild=${LAGESBILD:-target/release/lagesbild}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/pdfs"

sources=("$folder"/*.pdf)
for ((copy = 0; copy < copies; copy++)); do
    name=$(printf '%s/pdfs/%04d.pdf' "$work" "$copy")
    cp "${sources[copy % ${#sources[@]}]}" "$name"
    printf '\n%% copy %d\n' "$copy" >>"$name"
done

ours() {
    rm -f "$work"/a.sqlite*
    "$lagesbild" --database "$work/a.sqlite" ingest "$work/pdfs"
    "$lagesbild" --database "$work/a.sqlite" export atgarder --out "$work/ours.csv"
    "$lagesbild" --database "$work/a.sqlite" chart jamforelse --out "$work/ours.svg"
}

plainly() {
    "$python" "$plain" "$work/pdfs" --copies "$copies" --engine "$1" --jobs "$(nproc)" --out "$work/plain.png"
}

seconds() {
    local start=$EPOCHREALTIME
    "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    awk -v from="$start" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", to - from }'
}

for ((round = 0; round < rounds; round++)); do
    seconds ours >>"$work/ours"
    seconds plainly pdftotext >>"$work/pdftotext"
    seconds plainly pypdf >>"$work/pypdf"
done

middle() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }
base=$(middle "$work/ours")
echo "$copies PDFs, $rounds rounds, $(nproc) cores"
for name in ours pdftotext pypdf; do
    awk -v name="$name" -v took="$(middle "$work/$name")" -v base="$base" \
        'BEGIN { printf "%-10s %7.2f s   %5.1f times ours\n", name, took, took / base }'
done
