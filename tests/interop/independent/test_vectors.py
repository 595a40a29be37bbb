"""The published vectors of what the verifier is built on: RFC 9496 (appendix A), Merlin and STROBE, RFC 8785."""

import hashlib
import sys

import group
from jws import SMALL_ORDER
from merlin import Strobe, Transcript, keccak_f
from strict import Fault, jcs, nesting, parse, unbase64

# A.1: multiples of the generator.
MULTIPLES = """
0000000000000000000000000000000000000000000000000000000000000000
e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76
6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919
94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259
""".split()
# A.2: encodings that are refused: not canonical, negative, not a square, negative xy, y = 0.
REFUSED = """
00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
0100000000000000000000000000000000000000000000000000000000000000
01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20
c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562
c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78
47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24
f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72
87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309
26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371
4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f
de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b
bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042
2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08
f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22
8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731
2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b
3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e
a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220
d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e
8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32
32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b
227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165
ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
""".split()


def test_group():
    for factor, encoding in enumerate(MULTIPLES):
        assert group.base(factor).hex() == encoding
        assert group.mul(factor, group.base(1)).hex() == encoding
        assert group.total([group.base(1)] * factor).hex() == encoding
        assert group.is_element(bytes.fromhex(encoding))
    assert group.base(group.ORDER) == group.sub(group.base(5), group.base(5)) == group.IDENTITY
    assert group.mul(7, group.IDENTITY) == group.IDENTITY
    for encoding in REFUSED:
        assert not group.is_element(bytes.fromhex(encoding)), encoding
    refuses(group.scalar, group.ORDER.to_bytes(32, "little"))


def test_keccak():
    # One block of SHA3-256 over nothing: padding 06 … 80 at the rate of 136 bytes.
    state = bytearray(200)
    state[0], state[135] = 0x06, 0x80
    keccak_f(state)
    assert state[:32] == hashlib.sha3_256().digest()


def test_strobe():
    # The "conformance" test of the merlin crate: metadata and data of 1024 bytes, over several blocks.
    strobe = Strobe(b"Conformance Test Protocol")
    strobe.meta_ad(b"msg")
    strobe.ad(bytes([99]) * 1024)
    strobe.meta_ad(b"prf")
    assert strobe.prf(32).hex() == "b48e645ca17c667fd5206ba57a6a228d72d8e1903814d3f17f622996d7cfefb0"


def test_merlin():
    transcript = Transcript(b"test protocol")
    transcript.append(b"some label", b"some data")
    expected = "d5a21972d0d5fe320c0d263fac7fffb8145aa640af6e9bca177c03c7efcf0615"
    assert transcript.copy().bytes(b"challenge", 32).hex() == expected
    assert transcript.bytes(b"challenge", 32).hex() == expected


def test_json():
    # RFC 8785, section 3.2.3: the order is that of UTF-16 code units.
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\xf6"]
    assert jcs(dict.fromkeys(names, 0)).decode() == '{"\\r":0,"1":0,"\x80":0,"\xf6":0,"\u20ac":0,"\U0001f600":0,"\ufb33":0}'
    assert jcs("\b\t\n\f\r\x1f\x7f\"\\/é") == '"\\b\\t\\n\\f\\r\\u001f\x7f\\"\\\\/é"'.encode()
    assert nesting('[{"[[[\\"[":[]}]') == 3
    for text in ('{"a":1,"a":2}', "[null]", "1.0", "1e0", "-0", "18446744073709551616", "NaN", '"e\u0301"', "1 2", '"\\ud800"'):
        refuses(parse, text.encode(), 999)
    refuses(parse, ("[" * 128 + "]" * 128).encode(), 999)
    refuses(unbase64, "AB")
    refuses(unbase64, "AA==")


def test_small_order():
    # Of the eight points of small order, two have y = 0, and two each of the y of order 8.
    assert len(SMALL_ORDER) == 5


def refuses(function, *arguments):
    try:
        function(*arguments)
    except Fault:
        return
    raise AssertionError(f"{function.__name__}{arguments} is taken")


if __name__ == "__main__":
    tests = [test for name, test in sorted(globals().items()) if name.startswith("test_")]
    for test in tests:
        test()
    print(f"independent verifier: {len(tests)} groups of published vectors hold")
    sys.exit(0)
