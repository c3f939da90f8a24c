"""What `bench/run` and `bench/battery` are made of. Python 3.10 or later on Linux, standard library only."""


class BenchError(Exception):
    """Something that ends one measurement; the message says what, and what to do."""
