// Writes word-order.txt: single words as ICU's Vietnamese collation orders them (node 20.20, ICU 78.2):
// node tests/data/names/make.mjs
import { writeFileSync } from "node:fs";

const vowels = [..."aăâeêioôơuưy"];
const tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const words = new Set(["Fa", "Ja", "Wa", "Za", "za", "wa", "ja", "fa", "Hoàng", "hoang", "HOANG", "hoàng", "An", "an", "AN", "Ân"]);
for (const [start, end] of [["", ""], ["đ", ""], ["d", "n"], ["D", "n"], ["Đ", "ng"], ["qu", ""], ["ngh", "ch"]])
  for (const vowel of vowels) for (const tone of tones) words.add((start + vowel + tone + end).normalize("NFC"));

const order = new Intl.Collator("vi").compare;
writeFileSync(new URL("word-order.txt", import.meta.url), [...words].sort(order).join("\n") + "\n");
