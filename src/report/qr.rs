//! QR codes for sheets that a camera reads: cards and fingerprints.

use fast_qr::{ECL, QRBuilder};
use serde::{Deserialize, Serialize};

/// Light modules around a code, without which readers do not find it.
pub const QUIET_ZONE: u32 = 4;

/// A QR code as a square of modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qr {
    /// Modules per side.
    pub size: u32,
    /// `size * size` modules, row by row; true is dark.
    pub dark: Vec<bool>,
}

impl Qr {
    /// Draws `text` with error correction M, which survives a photographed print with a fold; `None` above 2331 bytes,
    /// which no code can hold.
    pub fn draw(text: &str) -> Option<Self> {
        Self::draw_with(text, ECL::M)
    }

    /// Draws `text` with the least error correction (L), so that its modules are as large as can be: for a screen, which
    /// has neither folds nor stains. `None` above 2953 bytes.
    pub fn draw_large(text: &str) -> Option<Self> {
        Self::draw_with(text, ECL::L)
    }

    fn draw_with(text: &str, correction: ECL) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(correction).build().ok()?;
        let dark = code.data.iter().take(code.size * code.size).map(|module| module.value()).collect();
        Some(Self { size: code.size as u32, dark })
    }

    /// Is the module dark? What lies outside is light.
    pub fn is_dark(&self, x: u32, y: u32) -> bool {
        x < self.size && y < self.size && self.dark.get((y * self.size + x) as usize).copied().unwrap_or_default()
    }
}
