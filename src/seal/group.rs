//! ristretto255 (RFC 9496) as `elastic-elgamal` wants a group: its own [`Group`] over curve25519-dalek 4, said once more
//! over curve25519-dalek 5, whose arithmetic is faster. Nothing is computed here: each method hands on to the curve's
//! crate, which says what runs in constant time. Bytes, scalars drawn and proofs are those of the library's own group.

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{Identity, IsIdentity, MultiscalarMul, VartimeMultiscalarMul};
use elastic_elgamal::group::{ElementOps, Group, RandomBytesProvider, ScalarOps};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// The group that everything is sealed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ristretto(());

/// A scalar, from 64 bytes reduced modulo the group order (RFC 9496 section 4.4).
pub(super) fn scalar(rng: &mut (impl CryptoRng + RngCore)) -> Scalar {
    let mut bytes = Zeroizing::new([0; 64]);
    rng.fill_bytes(bytes.as_mut_slice());
    Scalar::from_bytes_mod_order_wide(&bytes)
}

impl ScalarOps for Ristretto {
    type Scalar = Scalar;
    const SCALAR_SIZE: usize = 32;

    fn generate_scalar<R: CryptoRng + RngCore>(rng: &mut R) -> Scalar {
        scalar(rng)
    }

    fn scalar_from_random_bytes(source: RandomBytesProvider<'_>) -> Scalar {
        let mut bytes = Zeroizing::new([0; 64]);
        source.fill_bytes(bytes.as_mut_slice());
        Scalar::from_bytes_mod_order_wide(&bytes)
    }

    fn invert_scalar(scalar: Scalar) -> Scalar {
        scalar.invert()
    }

    fn serialize_scalar(scalar: &Scalar, buffer: &mut [u8]) {
        buffer.copy_from_slice(scalar.as_bytes());
    }

    fn deserialize_scalar(buffer: &[u8]) -> Option<Scalar> {
        Scalar::from_canonical_bytes(buffer.try_into().ok()?).into()
    }
}

impl ElementOps for Ristretto {
    type Element = RistrettoPoint;
    const ELEMENT_SIZE: usize = 32;

    fn identity() -> RistrettoPoint {
        RistrettoPoint::identity()
    }

    fn is_identity(element: &RistrettoPoint) -> bool {
        element.is_identity()
    }

    fn generator() -> RistrettoPoint {
        RISTRETTO_BASEPOINT_POINT
    }

    fn serialize_element(element: &RistrettoPoint, output: &mut [u8]) {
        output.copy_from_slice(element.compress().as_bytes());
    }

    fn deserialize_element(buffer: &[u8]) -> Option<RistrettoPoint> {
        CompressedRistretto::from_slice(buffer).ok()?.decompress()
    }
}

impl Group for Ristretto {
    fn mul_generator(k: &Scalar) -> RistrettoPoint {
        RistrettoPoint::mul_base(k)
    }

    fn vartime_mul_generator(k: &Scalar) -> RistrettoPoint {
        RistrettoPoint::vartime_double_scalar_mul_basepoint(&Scalar::ZERO, &RistrettoPoint::identity(), k)
    }

    fn multi_mul<'a, I, J>(scalars: I, elements: J) -> RistrettoPoint
    where
        I: IntoIterator<Item = &'a Scalar>,
        J: IntoIterator<Item = RistrettoPoint>,
    {
        RistrettoPoint::multiscalar_mul(scalars, elements)
    }

    fn vartime_double_mul_generator(k: &Scalar, element: RistrettoPoint, r: &Scalar) -> RistrettoPoint {
        RistrettoPoint::vartime_double_scalar_mul_basepoint(k, &element, r)
    }

    fn vartime_multi_mul<'a, I, J>(scalars: I, elements: J) -> RistrettoPoint
    where
        I: IntoIterator<Item = &'a Scalar>,
        J: IntoIterator<Item = RistrettoPoint>,
    {
        RistrettoPoint::vartime_multiscalar_mul(scalars, elements)
    }
}
