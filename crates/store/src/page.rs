//! Long lists, a page at a time, the newest first.

use std::str::FromStr;

use serde::Serialize;

use crate::error::{Error, Invalid};

/// Which part of a list is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// [`Listed::next`] of the page before; nothing for the first.
    pub after: Option<String>,
    /// How many rows at most; 0 stands for 50, and more than 500 are never given.
    pub size: u16,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What to ask for the next page with; nothing on the last.
    pub next: Option<String>,
    /// How many rows there are in all.
    pub total: u64,
}

impl Page {
    /// Everything that fits in one page.
    pub fn first(size: u16) -> Self {
        Self { after: None, size }
    }

    /// How many rows are given at most.
    pub(crate) fn rows(&self) -> usize {
        match self.size {
            0 => 50,
            n => usize::from(n.min(500)),
        }
    }

    /// How many rows are asked of the database: one more, which tells whether there is a next page.
    pub(crate) fn limit(&self) -> i64 {
        self.rows() as i64 + 1
    }

    /// The bytes below which ids are listed.
    pub(crate) fn below<I: FromStr + Copy>(&self, bytes: impl Fn(I) -> [u8; 16]) -> Result<Vec<u8>, Error> {
        match &self.after {
            None => Ok(vec![0xff; 16]),
            Some(text) => text.parse().map(|id| bytes(id).to_vec()).map_err(|_| Invalid::Cursor.into()),
        }
    }
}

impl<T> Listed<T> {
    /// Cuts the extra row off; `name` is what the next page is asked for with.
    pub(crate) fn cut(mut rows: Vec<T>, page: &Page, total: i64, name: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > page.rows();
        rows.truncate(page.rows());
        let next = if more { rows.last().map(name) } else { None };
        Self { rows, next, total: u64::try_from(total).unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_whether_more_follows() {
        let page = Page::first(2);
        let cut = |n: i32| Listed::cut((0..n).collect(), &page, 9, ToString::to_string);
        assert_eq!(cut(3), Listed { rows: vec![0, 1], next: Some("1".into()), total: 9 });
        assert_eq!(cut(2).next, None);
        assert_eq!((Page::default().rows(), Page::first(9_999).rows()), (50, 500));
    }
}
