//! `comity study`: did sentiment change with this event, by how much against comparable units, or why it cannot be told.

#![expect(dead_code, reason = "the structure is agreed before its first user")]

pub mod outcome;
