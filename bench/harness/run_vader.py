"""Usage, inside the partners' environment: run_vader.py TEXTS ROWS. Prints JSON: posts a second."""

import itertools
import json
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
    texts = [line.rstrip("\n") for line in itertools.islice(file, int(sys.argv[2]))]
vader = SentimentIntensityAnalyzer()
started = time.perf_counter()
for text in texts:
    vader.polarity_scores(text)
print(json.dumps({"posts_per_second": round(len(texts) / (time.perf_counter() - started))}))
