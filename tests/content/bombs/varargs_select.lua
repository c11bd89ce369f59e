-- expect E102
local function f(n, ...)
  if n == 0 then
    while true do local x = select("#", ...) end
  end
  return f(n - 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ...)
end
f(5000)
