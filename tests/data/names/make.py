#!/usr/bin/env python3
"""Writes election-order.txt: invented names in the order of the election rule.

The order is made here by tables written out by hand, not by the program's own code:
python3 tests/data/names/make.py. Every name is a random combination; none is meant to be anybody's.
"""

import random
from pathlib import Path

ROWS = """
aàảãáạ ăằẳẵắặ âầẩẫấậ b c d đ eèẻẽéẹ êềểễếệ f g h iìỉĩíị j k l m n
oòỏõóọ ôồổỗốộ ơờởỡớợ p q r s t uùủũúụ ưừửữứự v w x yỳỷỹýỵ z
""".split()
LETTER = {c: (row, tone) for row, cs in enumerate(ROWS) for tone, c in enumerate(cs)}


def word(text):
    pairs = [LETTER[c] for c in text.lower()]
    return [letter for letter, _ in pairs], max(tone for _, tone in pairs)


def key(name):
    family, *middle, given = name.split()
    return word(given), word(family), [word(m) for m in middle]


FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Đoàn Mai Tô Tôn Cù Cao".split()
MIDDLES = "Văn Thị Hữu Đức Công Minh Thanh Ngọc Xuân Thu Quốc Kim Đình Duy Dũ Bá Bà Ái Ẩn".split()
# Tones of one word, đ beside d, ă and â beside a, ô and ơ beside o, ư beside u.
GIVEN = """
An Ăn Ân Ấn Ẩn Anh Ánh Ảnh Ba Bà Bả Bã Bá Bạ Bình Bính Bỉnh Cung Cúng Cường Cương Cưỡng Dan Đan Dạn Đàn Danh Đanh
Dung Dũng Đung Dụng Đúng Đức Dục Duc Em Êm Giang Giảng Ha Hà Hả Há Hạ Hòa Hoa Hóa Họa Hỏa Hồng Hông Hong Hùng Hưng Hứng
Khoa Khoá Lan Lân Lăn Long Lòng Lông Lương Lượng Mai Mài Mãi Mại Mẫu Mậu Minh Nga Ngà Ngã Ngọc Phúc Phục Quy Quý Quỳ Quỷ Quỹ Quỵ
Son Sơn Sởn Tân Tấn Tần Thảo Thao Thu Thư Thủ Thụ Thứ Toàn Toán Toản Tuân Tuấn Ư Uy Vy Vĩ Xuân Yên Yến Y Ý
""".split()

rng = random.Random(827)
names = {f"{f} {m} {g}" for g in GIVEN for f, m in [(rng.choice(FAMILIES), rng.choice(MIDDLES)) for _ in range(2)]}
# One given name, and families and middle names that only a tone, or đ and d, tells apart.
names |= {f"{f} {m} Bình" for f in ["Dương", "Đường", "Đương", "Tô", "Tôn", "Tổ"] for m in ["Bà", "Bá", "Bạ", "Văn"]}
names |= {"Lê An", "Trần An", "Lê Thị An", "Lê Thị Ái An", "Lê Thị Á An", "Lê Thị Kim An", "Lê Thi An", "Lê Thị"}
names = sorted(names, key=key)
assert len(names) >= 200
Path(__file__).with_name("election-order.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
