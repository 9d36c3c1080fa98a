//! Numbers that look random and are the same for the same seed (SplitMix64).

/// A source of numbers.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub(super) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to and without `sides`; 0 where there are none.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        (self.number() >> 11) as usize % sides.max(1)
    }

    /// Mostly small, at times as large as `most`.
    pub(super) fn length(&mut self, most: usize) -> usize {
        let bound = match self.roll(4) {
            0 => 4,
            1 => 32,
            2 => 256,
            _ => most,
        };
        self.roll(bound.min(most) + 1)
    }

    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }

    pub(super) fn pick<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.roll(of.len()))
    }
}
