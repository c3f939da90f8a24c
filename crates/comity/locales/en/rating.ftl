# What is said of ratings.
