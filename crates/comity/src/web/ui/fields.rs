//! A form as it was sent, and what is wrong with it, field by field.

use std::collections::BTreeMap;

/// The fields of a form in the order in which the browser sent them. One name may occur several times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields(Vec<(String, String)>);

impl From<Vec<(String, String)>> for Fields {
    /// Browsers send line ends as `\r\n`; what was typed had `\n`.
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
    }
}

impl Fields {
    /// The first value under a name, or an empty text.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value under a name.
    pub fn all<'f>(&'f self, name: &str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether that name was sent with that value: a box that is ticked, an option that is chosen.
    pub fn holds(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    /// Whether that name was sent with anything but blanks.
    pub fn has(&self, name: &str) -> bool {
        self.all(name).any(|value| !value.trim().is_empty())
    }

    /// Adds a value.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Replaces every value under a name by one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.push(name, value);
    }

    /// Removes every value under a name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(n, _)| n != name);
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Replaces values for which `with`, given name and value, gives another one.
    pub fn replace(&mut self, with: impl Fn(&str, &str) -> Option<String>) {
        for (name, value) in &mut self.0 {
            if let Some(other) = with(name, value) {
                *value = other;
            }
        }
    }

    /// Renames fields; those for which `rename` gives nothing are dropped.
    pub fn rename(&mut self, rename: impl Fn(&str) -> Option<String>) {
        let all = std::mem::take(&mut self.0);
        self.0 = all.into_iter().filter_map(|(name, value)| Some((rename(&name)?, value))).collect();
    }
}

/// What is wrong with a form: a sentence for each field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Errors(BTreeMap<String, String>);

impl Errors {
    /// Notes what is wrong with a field; the first thing noted stays.
    pub fn add(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.0.entry(field.into()).or_insert_with(|| sentence.into());
    }

    /// What is wrong with a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields and what is wrong with them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, sentence)| (field.as_str(), sentence.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_as_they_were_typed() {
        let pairs = [("a", "1"), ("b", "x\r\ny"), ("a", "2"), ("c", " ")].map(|(n, v)| (n.into(), v.into()));
        let mut fields = Fields::from(pairs.to_vec());
        assert_eq!((fields.get("a"), fields.get("b"), fields.get("z")), ("1", "x\ny", ""));
        assert!(fields.holds("a", "2") && !fields.has("c"));
        fields.set("a", "3");
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["3"]);
        fields.replace(|name, value| (name == "c" && value == " ").then(|| "4".to_owned()));
        assert_eq!(fields.get("c"), "4");
        fields.set("c", " ");
        fields.rename(|name| (name != "b").then(|| name.to_uppercase()));
        assert_eq!(fields.iter().collect::<Vec<_>>(), [("A", "3"), ("C", " ")]);
    }

    #[test]
    fn the_first_thing_wrong_is_told() {
        let mut errors = Errors::default();
        errors.add("mail", "first");
        errors.add("mail", "second");
        assert_eq!((errors.get("mail"), errors.get("name")), (Some("first"), None));
    }
}
