//! Scores that the data came with.

/// A number, or the name of a class.
pub(super) fn read_score(written: &str) -> Option<f32> {
    match written.parse::<f32>() {
        Ok(number) => number.is_finite().then_some(number),
        Err(_) => class_of_label(written).map(|class| class as f32 - 1.0),
    }
}

pub(super) fn class_of_label(written: &str) -> Option<usize> {
    let is = |names: &[&str]| names.iter().any(|name| written.eq_ignore_ascii_case(name));
    if is(&["negative", "neg", "negativo", "negativa", "-1"]) {
        Some(0)
    } else if is(&["neutral", "neu", "neutro", "neutra", "neutrale", "0"]) {
        Some(1)
    } else if is(&["positive", "pos", "positivo", "positiva", "1", "+1"]) {
        Some(2)
    } else {
        None
    }
}
