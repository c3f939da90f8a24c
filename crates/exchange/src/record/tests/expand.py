"""Reads {"document": …, "expect": "N-Quads"} and prints both as canonical N-Quads, one list after the other in JSON."""
import json
import sys

from pyld import jsonld


def refuse(url, options=None):
    raise RuntimeError("nothing is fetched: " + url)


jsonld.set_document_loader(refuse)
given = json.load(sys.stdin)
form = {"algorithm": "URDNA2015", "format": "application/n-quads"}
written = jsonld.normalize(given["document"], form)
expect = jsonld.normalize(given["expect"], dict(form, inputFormat="application/n-quads"))
json.dump([written.splitlines(), expect.splitlines()], sys.stdout)
