-- What the library here gives, checked by the file itself: a wrong answer raises.
assert(tostring(nil) == "nil" and tostring(true) == "true" and tostring(12) == "12")
assert(tostring({}) == "table" and tostring(tostring) == "function")
assert(tostring(1.5) == "1.5" and tostring("x") == "x" and type(nil) == "nil" and type({}) == "table")
assert(tonumber("12") == 12 and tonumber(" 0x10 ") == 16 and tonumber("1e1") == 10.0)
assert(tonumber("x") == nil and tonumber("12x") == nil and tonumber(7) == 7 and tonumber(nil) == nil)
assert(tonumber("ff", 16) == 255 and tonumber("-101", 2) == -5 and tonumber("9", 8) == nil)
assert(tonumber("", 10) == nil and tonumber("-", 10) == nil and tonumber("1\0") == nil)
assert(select("#", 1, nil, 3) == 3 and select(2, "a", "b", "c") == "b" and select(-1, 1, 2) == 2)
local sum = 0
local holed = { 1, 2, 3 }
holed[5] = 5
for i, v in ipairs(holed) do sum = sum + i * v end
assert(sum == 14)
assert(string.len("h\u{e9}") == 3 and string.lower("ABC\u{c9}") == "abc\u{c9}" and string.upper("abz{") == "ABZ{")
assert(string.sub("hello", 2, 3) == "el" and string.sub("hello", -3) == "llo" and string.sub("x", 5) == "")
assert(string.sub("hello", -100, 2) == "he" and string.sub("hello", 2, -2) == "ell" and string.sub("", 1) == "")
assert(string.rep("ab", 3, "-") == "ab-ab-ab" and string.rep("x", 0) == "" and string.rep("x", -5) == "")
assert(string.rep("", 1 << 60) == "" and string.rep("x", 1, "yy") == "x")
assert(string.format("%d %5d|%-5d|%05d %i", 1, 2, 3, 4, 5) == "1     2|3    |00004 5")
assert(string.format("%x %X %o %c", 255, 255, 8, 65) == "ff FF 10 A")
assert(string.format("%.2f %g %e", 1.005, 0.1, 100) == "1.00 0.1 1.000000e+02")
assert(string.format("%s %s %s %%", "a", nil, true) == "a nil true %" and string.format("%s", {}) == "table")
assert(string.format("%5s|%-5s|%.2s", "ab", "ab", "abc") == "   ab|ab   |ab")
assert(string.len(string.format("%99.99f", 1e308)) == 409 and string.format("%d", 3.0) == "3")
assert(string.format("%10s", string.rep("x", 200)) == string.rep("x", 200))
assert(table.concat({ 1, 2.5, "x" }, ", ") == "1, 2.5, x" and table.concat {} == "" and table.concat({ 1, 2, 3 }, "", 2) == "23")
local list = { 1, 2 }
table.insert(list, 4)
table.insert(list, 3, 3)
table.insert(list, 1, 0)
assert(table.concat(list) == "01234")
assert(math.max(1, 5, 3) == 5 and math.min(2.5, 1) == 1 and math.max(7) == 7)
assert(math.floor(2.7) == 2 and math.floor(-2.5) == -3 and math.floor(5) == 5 and math.floor(1e300) == 1e300)
assert(math.tointeger(3.0) == 3 and math.tointeger(3.5) == nil and math.tointeger("3") == nil)
assert(utf8.char(72, 233, 0x20AC, 0x1F600) == "H\u{e9}\u{20ac}\u{1f600}" and utf8.char() == "")
assert(utf8.len("h\u{e9}llo") == 5 and utf8.len("") == 0 and utf8.len("abc", 2) == 2 and utf8.len("abc", -1) == 1)
assert(utf8.len("\xff") == nil and select(2, utf8.len("a\xff")) == 2)
assert(string.find == nil and string.byte == nil and table.sort == nil and table.unpack == nil and math.random == nil)
assert(_ENV.string == string)
goto on
error("not reached")
::on::
scenario "test/library" { format = 1, version = 1, title = "Library", start = "a" }
scene "a" { option "go" { say = "Go.", to = "done" } }
ending "done" {}
