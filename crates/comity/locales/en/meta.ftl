# What is said of effects put together.
