//! How many slips there are, what became of them, and how many ballots that makes issued.

/// The slips of one device, by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SlipFigures {
    /// Made, but nobody has said yet that the cards were printed. Not counted as printed.
    pub unconfirmed: u32,
    /// Printed and not used: in the hat, or in somebody's pocket.
    pub free: u32,
    /// Gave out a ballot that was given back uncast; its holder may come again.
    pub back: u32,
    /// Its ballot is out at this moment.
    pub out: u32,
    /// Can no longer be used.
    pub void: u32,
    /// Its ballot is in the box.
    pub spent: u32,
}

/// More slips said to be left in the hat than can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyLeft {
    /// As many can be left at most.
    pub most: u32,
}

impl SlipFigures {
    /// Cards that were printed.
    pub fn printed(&self) -> u32 {
        self.free + self.back + self.out + self.void + self.spent
    }

    /// Cards with which no ballot was cast, and that were not voided: `used + voided + unused = printed`.
    pub fn unused(&self) -> u32 {
        self.free + self.back + self.out
    }

    /// Ballots issued at the close: those that tellers released, and a slip for each person who drew one. A slip counts when
    /// it is drawn, as a paper ballot does, and whoever keeps it has not handed in a ballot. Void slips count for nobody:
    /// their holders were given another, or none.
    ///
    /// `so_far` are the ballots given out until now, each slip counted once ([`Self::unused`] slips of `free` not at all);
    /// `left` are the slips still in the hat, which nobody drew.
    pub fn issued_at_close(&self, so_far: u32, left: u32) -> Result<u32, TooManyLeft> {
        let drawn = self.free.checked_sub(left).ok_or(TooManyLeft { most: self.free })?;
        Ok(so_far.saturating_add(drawn))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::cases;

    const HALL: SlipFigures = SlipFigures { unconfirmed: 0, free: 12, back: 1, out: 0, void: 3, spent: 24 };

    #[test]
    fn each_drawn_slip_is_a_ballot_issued_and_those_in_the_hat_are_not() {
        // 5 ballots by tellers, 24 cast and 1 given back by slip; of 12 unused slips 8 were never drawn.
        assert_eq!(HALL.issued_at_close(5 + 24 + 1, 8), Ok(5 + (40 - 3 - 8)));
        assert_eq!(HALL.printed(), 40);
        assert_eq!(HALL.issued_at_close(30, 0), Ok(42));
        assert_eq!(HALL.issued_at_close(30, 12), Ok(30));
    }

    #[test]
    fn no_more_can_be_left_in_the_hat_than_are_unused() {
        assert_eq!(HALL.issued_at_close(30, 13), Err(TooManyLeft { most: 12 }));
    }

    proptest! {
        #![proptest_config(cases(500))]

        /// Issued = released by tellers + (printed − void − undistributed), whatever happened in which order.
        #[test]
        fn issued_is_what_tellers_released_and_what_was_drawn(
            [free, back, void, spent] in [0..500_u32, 0..500_u32, 0..500_u32, 0..500_u32],
            tellers in 0..500_u32,
            left in 0..500_u32,
        ) {
            let figures = SlipFigures { unconfirmed: 0, free, back, out: 0, void, spent };
            match figures.issued_at_close(tellers + back + spent, left) {
                Ok(issued) => prop_assert_eq!(issued, tellers + figures.printed() - void - left),
                Err(fault) => prop_assert!(left > free && fault.most == free),
            }
            prop_assert_eq!(spent + void + figures.unused(), figures.printed());
        }
    }
}
