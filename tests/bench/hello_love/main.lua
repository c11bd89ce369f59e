local frames = 0

function love.update()
  if frames > 0 then love.event.quit() end
end

function love.draw()
  love.graphics.print("Hello, world", 20, 20)
  frames = frames + 1
end
