"""Every benchmark that needs no argument: `make bench`."""

from __future__ import annotations

from benchmarks import check_rate, index_rate, long_draft, phrase_rate, start_up

for benchmark in (start_up, check_rate, phrase_rate, index_rate, long_draft):
    print(f"== {benchmark.__name__}", flush=True)
    benchmark.main()
