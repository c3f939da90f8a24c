//! Making probabilities mean what they say.

use super::Class;

/// The temperature that minimises the class-balanced log loss of logits divided by it (Guo, Pleiss, Sun and
/// Weinberger 2017, "On calibration of modern neural networks"), between 0.05 and 20.
///
/// `logits` are those of negative and positive against neutral. Golden-section search: the loss is convex in 1/T.
pub(super) fn temperature(logits: &[[f64; 2]], truth: &[Class]) -> f64 {
    let mut counts = [0u32; Class::COUNT];
    for class in truth {
        counts[class.index()] += 1;
    }
    let loss = |inverse: f64| -> f64 {
        logits
            .iter()
            .zip(truth)
            .map(|(&[negative, positive], class)| {
                let z = [negative * inverse, 0.0, positive * inverse];
                let most = z[0].max(z[1]).max(z[2]);
                let log_sum = most + z.iter().map(|v| (v - most).exp()).sum::<f64>().ln();
                (log_sum - z[class.index()]) / f64::from(counts[class.index()])
            })
            .sum()
    };
    let golden = (5.0f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (0.05, 20.0);
    for _ in 0..60 {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if loss(a) <= loss(b) {
            high = b;
        } else {
            low = a;
        }
    }
    2.0 / (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfidence_is_cooled() {
        // Logits of ±ln 9 claim 9 : 1 (against neutral impossible); right in three of four, so the honest claim is 3 : 1.
        let truth = [Class::Positive, Class::Positive, Class::Positive, Class::Negative];
        let mirrored = truth.map(|class| if class == Class::Positive { Class::Negative } else { Class::Positive });
        let far = 40.0;
        let says_positive = [9f64.ln() / 2.0 + far, 9f64.ln() / 2.0 * 3.0 + far];
        let says_negative = [says_positive[1], says_positive[0]];
        let logits = [[says_positive; 4], [says_negative; 4]].concat();
        let truth = [truth, mirrored].concat();
        let found = temperature(&logits, &truth);
        assert!((found - 2.0).abs() < 1e-3, "{found}");
    }

    #[test]
    fn nothing_to_learn_from_stays_in_bounds() {
        let found = temperature(&[], &[]);
        assert!(found.is_finite() && found > 0.0);
    }
}
