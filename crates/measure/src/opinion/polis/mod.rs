//! Polis
