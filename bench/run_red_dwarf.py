"""red-dwarf over a file of votes that is in memory already. Usage: run_red_dwarf.py VOTES.csv"""

import json
import sys
import time

import pandas
from reddwarf.implementations.polis import run_pipeline


def main():
    table = pandas.read_csv(sys.argv[1]).sort_values("time", kind="stable")
    table = table.rename(columns={"voter": "participant_id", "statement": "statement_id", "time": "modified"})
    votes = table.to_dict("records")
    started = time.perf_counter()
    result = run_pipeline(votes=votes, random_state=1)
    seconds = time.perf_counter() - started
    sizes = result.participants_df["cluster_id"].value_counts().tolist()
    print(json.dumps({"votes": len(votes), "groups": sizes, "seconds": seconds}))


if __name__ == "__main__":
    main()
