//! Examples → weights: logistic regression by AdaGrad, one output after the other, in the order of the examples.

use super::{BUCKETS, Model, Pieces};

/// Rounds over all examples; more change nothing that is measured.
const ROUNDS: usize = 40;

/// How far a step goes, and how strongly weights are held near zero.
const STEP: f32 = 1.0;
const SHRINK: f32 = 2e-5;

/// What a model sees, with what people said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// All that is seen of them.
    pub seen: Vec<Pieces>,
    /// For each output whether it is right; nothing where either would be.
    pub right: Vec<Option<bool>>,
}

/// Trains a model. The same examples in the same order give the same bytes.
pub fn train(examples: &[Example], outputs: usize) -> Model {
    let features: Vec<Vec<(usize, f32)>> = examples
        .iter()
        .map(|example| example.seen.iter().flat_map(|Pieces(weights)| weights.iter().copied()).collect())
        .collect();
    let mut model =
        Model { outputs, scales: vec![0.0; outputs], biases: vec![0.0; outputs], weights: vec![0; BUCKETS * outputs] };
    for output in 0..outputs {
        let told: Vec<(&[(usize, f32)], bool)> = examples
            .iter()
            .zip(&features)
            .filter_map(|(example, features)| {
                Some((features.as_slice(), example.right.get(output).copied().flatten()?))
            })
            .collect();
        let (weights, bias) = one(&told);
        let largest = weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = largest / 127.0;
        if let (Some(slot), Some(held)) = (model.scales.get_mut(output), model.biases.get_mut(output)) {
            (*slot, *held) = (scale, bias);
        }
        for (weight, row) in weights.iter().zip(model.weights.chunks_exact_mut(outputs)) {
            if let Some(slot) = row.get_mut(output) {
                *slot = (weight / scale).round() as i8;
            }
        }
    }
    model
}

/// Weights and bias of one output.
fn one(told: &[(&[(usize, f32)], bool)]) -> (Vec<f32>, f32) {
    let mut weights = vec![0.0f32; BUCKETS];
    let mut slopes = vec![1e-6f32; BUCKETS];
    let (mut bias, mut bias_slope) = (0.0f32, 1e-6f32);
    // A fixed stride visits all examples in an order unlike that of the documents.
    let stride = stride(told.len());
    for _ in 0..ROUNDS {
        for step in 0..told.len() {
            let Some((features, right)) = told.get(step * stride % told.len()) else { continue };
            let sum: f32 =
                features.iter().filter_map(|(at, value)| weights.get(*at).map(|weight| weight * value)).sum();
            let likely = 1.0 / (1.0 + (-(sum + bias)).exp());
            let error = likely - f32::from(u8::from(*right));
            for (at, value) in *features {
                if let (Some(weight), Some(slope)) = (weights.get_mut(*at), slopes.get_mut(*at)) {
                    let gradient = error * value + SHRINK * *weight;
                    *slope += gradient * gradient;
                    *weight -= STEP * gradient / slope.sqrt();
                }
            }
            bias_slope += error * error;
            bias -= 0.2 * error / bias_slope.sqrt();
        }
    }
    (weights, bias)
}

/// A step that has no factor in common with the number of examples.
fn stride(count: usize) -> usize {
    let common = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    (count * 3 / 5..).find(|step| common(*step, count.max(1)) == 1).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str, right: bool) -> Example {
        Example { seen: vec![Pieces::of(text)], right: vec![Some(right)] }
    }

    #[test]
    fn kinship_of_words_is_learnt_and_explained() {
        let examples = [
            example("Utbilda alla chefer", true),
            example("Chefsutbildning varje vår", true),
            example("Klassa systemen", false),
            example("Öva reservrutiner", false),
        ];
        let model = train(&examples, 1);
        assert_eq!(train(&examples, 1), model);
        let likely = |text: &str| model.likely([&Pieces::of(text)])[0];
        assert!(likely("En utbildningsdag") > 0.5 && likely("Klassning av system") < 0.5);
        let day = "En utbildningsdag";
        assert_eq!(model.speaks_for(day, &Pieces::of(day), 0)[0].0, "utbildningsdag");
        assert_eq!(Model::from_bytes(&model.to_bytes()).unwrap(), model);
        assert!(Model::from_bytes(b"LBM1").is_err());
    }
}
