-- expect E102
local t = {}
for i = 1, 1000 do t = { t } end
card "a" { facts = t }
