//! `comity opinion`: from a file of votes to groups of people, what unites and divides them, and how sure that is.

pub mod reading;
