-- The version of a stored value `<version>:<blob>`; 0 when there is none. The blob is never decoded here.
local function version_of(value)
  if not value then return 0 end
  return tonumber(string.match(value, '^(%d+):'))
end
