-- A standing says how much an audience has to ask for before a board shows the member, 0, 1 or 2, and then the role that keeps the member off, if there is
-- one. An audience is named by how much it asks for, and the role that it does without. A member of whom nothing is known stands at 1.
local function is_shown(standing, audience)
  standing = standing or '1'
  if string.byte(standing) < string.byte(audience) then return false end
  return #standing == 1 or string.sub(standing, 2) ~= string.sub(audience, 2)
end

-- The audience of a board, `!` before it while the board is being signed; a board that nobody has asked for shows everybody.
local function audience_of(kept)
  if not kept then return '0' end
  if string.sub(kept, 1, 1) == '!' then return string.sub(kept, 2) end
  return kept
end
