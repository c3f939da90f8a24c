# What is said of an opinion map.
