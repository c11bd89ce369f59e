-- included by syntax_in_include.lua
local t = {
  1 2,
}
