# What is said of a portfolio of events.
