//! A number that is the same for the same words, so that copies are found without keeping texts.

/// 64 bits over the letters of a text in lower case. Years, other figures, signs and white space do not count: a list that
/// is copied with next year's number is a copy still.
pub fn fingerprint(text: &str) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase);
    letters.fold(BASIS, |hash, letter| (hash ^ u64::from(u32::from(letter))).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_have_the_same_number() {
        assert_eq!(fingerprint("Under 2026 ska vi öva."), fingerprint("under 2027  ska vi Öva"));
        assert_ne!(fingerprint("Under 2026 ska vi öva."), fingerprint("Under 2026 ska vi öka."));
    }
}
