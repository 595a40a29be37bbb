"""Merlin 1.0 transcripts (https://merlin.cool) over the part of STROBE-128 that they use (https://strobe.sourceforge.io)."""

RATE = 166
FLAG_I, FLAG_A, FLAG_C, FLAG_M = 1, 2, 4, 16

MASK = 2**64 - 1


def constants():
    """Round constants and rotations of Keccak-f[1600], computed as FIPS 202 defines them."""
    rounds, register = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if register & 1:
                constant |= 1 << (2**j - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        rounds.append(constant)
    rotations, x, y = [0] * 25, 1, 0
    for t in range(24):
        rotations[x + 5 * y] = (t + 1) * (t + 2) // 2 % 64
        x, y = y, (2 * x + 3 * y) % 5
    return rounds, rotations


ROUNDS, ROTATIONS = constants()
# (from, to, rotation) of the steps rho and pi together.
MOVES = [(x + 5 * y, y + 5 * ((2 * x + 3 * y) % 5), ROTATIONS[x + 5 * y]) for y in range(5) for x in range(5)]


def keccak_f(state):
    """Permutes 200 bytes in place."""
    a = [int.from_bytes(state[i : i + 8], "little") for i in range(0, 200, 8)]
    b = [0] * 25
    for constant in ROUNDS:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        d = [c[x - 1] ^ ((c[x - 4] << 1 | c[x - 4] >> 63) & MASK) for x in range(5)]
        for source, target, rotation in MOVES:
            lane = a[source] ^ d[source % 5]
            b[target] = (lane << rotation | lane >> (64 - rotation)) & MASK
        for y in range(0, 25, 5):
            b0, b1, b2, b3, b4 = b[y : y + 5]
            a[y] = b0 ^ (~b1 & b2)
            a[y + 1] = b1 ^ (~b2 & b3)
            a[y + 2] = b2 ^ (~b3 & b4)
            a[y + 3] = b3 ^ (~b4 & b0)
            a[y + 4] = b4 ^ (~b0 & b1)
        a[0] ^= constant
    state[:] = b"".join(lane.to_bytes(8, "little") for lane in a)


class Strobe:
    def __init__(self, protocol):
        self.state = bytearray(200)
        self.state[:6] = bytes([1, RATE + 2, 1, 0, 1, 96])
        self.state[6:18] = b"STROBEv1.0.2"
        keccak_f(self.state)
        self.position = self.begin = 0
        self.meta_ad(protocol)

    def copy(self):
        other = object.__new__(Strobe)
        other.state, other.position, other.begin = bytearray(self.state), self.position, self.begin
        return other

    def meta_ad(self, data):
        self._begin(FLAG_M | FLAG_A)
        self._absorb(data)

    def ad(self, data):
        self._begin(FLAG_A)
        self._absorb(data)

    def prf(self, length):
        self._begin(FLAG_I | FLAG_A | FLAG_C)
        out = bytearray()
        for _ in range(length):
            out.append(self.state[self.position])
            self.state[self.position] = 0
            self._step()
        return bytes(out)

    def _begin(self, flags):
        old, self.begin = self.begin, self.position + 1
        self._absorb(bytes([old, flags]))
        if flags & FLAG_C and self.position:
            self._run_f()

    def _absorb(self, data):
        for byte in data:
            self.state[self.position] ^= byte
            self._step()

    def _step(self):
        self.position += 1
        if self.position == RATE:
            self._run_f()

    def _run_f(self):
        self.state[self.position] ^= self.begin
        self.state[self.position + 1] ^= 0x04
        self.state[RATE + 1] ^= 0x80
        keccak_f(self.state)
        self.position = self.begin = 0


class Transcript:
    def __init__(self, label):
        self.strobe = Strobe(b"Merlin v1.0")
        self.append(b"dom-sep", label)

    def copy(self):
        other = object.__new__(Transcript)
        other.strobe = self.strobe.copy()
        return other

    def append(self, label, message):
        # Merlin's label and length are one operation of STROBE ("more").
        self.strobe.meta_ad(label + len(message).to_bytes(4, "little"))
        self.strobe.ad(message)

    def number(self, label, number):
        self.append(label, number.to_bytes(8, "little"))

    def start(self, name):
        self.append(b"dom-sep", name)

    def bytes(self, label, length):
        self.strobe.meta_ad(label + length.to_bytes(4, "little"))
        return self.strobe.prf(length)
