#!/usr/bin/env bash
# Times the heat map of the comparison beside matplotlib drawing the same one, in one run.
#
#   benches/heat_map.sh DATABASE PYTHON
#
# DATABASE holds reviews (`lagesbild --database DATABASE ingest fixtures/reviews`); PYTHON has matplotlib. Ours are the
# figures of `cargo bench --bench pages`: building the figure from the data of the whole city and drawing it, as PNG at
# twice the size.
set -euo pipefail
cd "$(dirname "$0")/.."
database=$1 python=$2
table=$(mktemp --suffix .csv)
trap 'rm -f "$table"' EXIT
cargo run --quiet --release -- --database "$database" export jamforelse --out "$table"
"$python" benches/heat_map.py "$table"
cargo bench --bench pages -- 'chart/jamforelse' 2>/dev/null | grep -E '^chart|time:'
