-- expect E102
local function f(n, ...)
  if n == 0 then while true do local t = { ... } end end
  return f(n - 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)
end
f(5000)
