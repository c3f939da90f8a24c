//! A scalar Kalman filter that whitens any series under one noise model in O(n).

use super::noise::NoiseModel;

/// The part of the filter that does not depend on the series: gains and innovation scales.
pub(super) struct Filter {
    /// Kalman gain a bucket.
    gain: Vec<f64>,
    /// One over the standard deviation of the innovation.
    inverse_scale: Vec<f64>,
    /// Carry-over of the correlated part to this bucket from the one before.
    carry: Vec<f64>,
    /// log|Σ| of the noise over the first buckets with data, one entry each.
    log_determinants: Vec<f64>,
    noise: NoiseModel,
    white: Vec<f64>,
    present: Vec<usize>,
}

impl Filter {
    /// `present`: times of the buckets with data, increasing; `white`: their white variances.
    pub(super) fn new(noise: NoiseModel, present: &[usize], white: &[f64]) -> Self {
        let n = present.len();
        let (mut gain, mut inverse_scale, mut carry) =
            (Vec::with_capacity(n), Vec::with_capacity(n), Vec::with_capacity(n));
        let mut log_determinant = 0.0;
        let mut log_determinants = Vec::with_capacity(n);
        let mut variance = 0.0;
        for (i, (&t, &white)) in present.iter().zip(white).enumerate() {
            if i == 0 {
                variance = noise.start_variance(t);
                carry.push(0.0);
            } else {
                let gap = t - present[i - 1];
                let keep = noise.carry(gap);
                variance = keep * keep * variance + noise.gained(gap);
                carry.push(keep);
            }
            let innovation = variance + noise.white_factor() * white;
            gain.push(variance / innovation);
            inverse_scale.push(innovation.sqrt().recip());
            log_determinant += innovation.ln();
            log_determinants.push(log_determinant);
            variance -= variance * variance / innovation;
        }
        Self { gain, inverse_scale, carry, log_determinants, noise, white: white.to_vec(), present: present.to_vec() }
    }

    /// log|Σ| of the noise over the first `buckets` buckets with data.
    pub(super) fn log_determinant(&self, buckets: usize) -> f64 {
        buckets.checked_sub(1).and_then(|last| self.log_determinants.get(last)).copied().unwrap_or(0.0)
    }

    /// Writes the standardised innovations of `series` (values at the buckets with data): independent, variance one.
    pub(super) fn whiten(&self, series: &[f64], out: &mut [f64]) {
        let mut level = 0.0;
        for i in 0..series.len().min(out.len()) {
            level *= self.carry[i];
            let innovation = series[i] - level;
            out[i] = innovation * self.inverse_scale[i];
            level += self.gain[i] * innovation;
        }
    }

    /// Turns independent standard normal draws (two a bucket) into noise of this model.
    pub(super) fn simulate(&self, mut draw: impl FnMut() -> f64, out: &mut Vec<f64>) {
        out.clear();
        let white_factor = self.noise.white_factor();
        let mut level = 0.0;
        for (i, &t) in self.present.iter().enumerate() {
            let spread = match i {
                0 => self.noise.start_variance(t),
                _ => self.noise.gained(t - self.present[i - 1]),
            };
            level = self.carry[i] * level + spread.max(0.0).sqrt() * draw();
            out.push(level + (white_factor * self.white[i]).sqrt() * draw());
        }
    }
}
