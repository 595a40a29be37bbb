//! Why a text is no slip of this device.

/// What is wrong with a text that should be a slip's code. The first five can be mended by whoever typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SlipFault {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// Fewer symbols than a code has.
    #[error("{symbols} symbols are too few for a slip")]
    TooShort {
        /// Letters and digits that were found.
        symbols: usize,
    },
    /// More symbols than a code has.
    #[error("too many symbols for a slip")]
    TooLong,
    /// A character that no code has. A letter with Vietnamese marks comes from a keyboard that makes â of aa.
    #[error("a slip has no {0:?}")]
    Foreign(char),
    /// The check digits do not fit: a symbol was misread, or two have changed places.
    #[error("the check digits do not fit")]
    WrongCheck,
    /// A QR code, but of something else than a slip.
    #[error("this QR code is no slip")]
    NotASlip,
    /// A slip, but of another device of the box: only that one can know whether it is spent.
    #[error("this slip is for device {device}")]
    OtherDevice {
        /// The device it is for, from 1.
        device: u32,
    },
}
