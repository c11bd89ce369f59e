-- The least LÖVE can do: a window, one line of text, the end.
function love.conf(t)
  t.window.title, t.window.width, t.window.height, t.window.vsync = "hello", 1280, 800, 0
  for _, name in ipairs { "audio", "joystick", "physics", "sound", "thread", "touch", "video" } do
    t.modules[name] = false
  end
end
