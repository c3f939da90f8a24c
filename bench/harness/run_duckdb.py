"""Usage, inside the partners' environment: run_duckdb.py POSTS.csv THREADS REPEATS. Prints JSON: median and all seconds."""

import json
import statistics
import sys
import time

import duckdb

QUERY = """
SELECT brand, created_at::DATE AS day, count(*) AS posts, avg(length(text)) AS mean_length
FROM read_csv(?, types = {'created_at': 'TIMESTAMP'})
GROUP BY ALL ORDER BY ALL
"""

path, threads, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
connection = duckdb.connect()
connection.execute(f"SET threads = {threads}")
seconds, cpu_seconds = [], []
for _ in range(repeats):
    started, cpu_started = time.perf_counter(), time.process_time()
    groups = connection.execute(QUERY, [path]).fetchall()
    seconds.append(round(time.perf_counter() - started, 4))
    cpu_seconds.append(round(time.process_time() - cpu_started, 4))
said = {
    "seconds": statistics.median(seconds),
    "all_seconds": seconds,
    "cpu_seconds": statistics.median(cpu_seconds),
    "groups": len(groups),
    "posts": sum(group[2] for group in groups),
}
print(json.dumps(said))
