--[[
Folders that verbs fill: nothing that exists is ever overwritten.

  folder.join(dir, path)         one path; "." and "" add nothing
  folder.state(dir)              "absent", "empty", "full", or "file" for what is no folder
  folder.exists(path)            true also for a link that leads nowhere
  folder.read(dir, path)         the bytes of a file, at most 1 MiB; nil: there is none
  folder.add(dir, path, bytes)   writes one file with the folders on its way; false if it exists
  folder.add_embedded(dir, prefix, into)  the embedded files that begin so; the list of paths written
  folder.unused(dir, name)       `name`, or name-2, name-3 …: what is not in `dir` yet
  folder.move(dir, path, into)   moves a file of `dir` into a folder below `dir`, where it keeps its path
  folder.files(dir, pattern)     the files in it and below whose paths fit, sorted; no links
  folder.needed(dir)             the same of `dir` or where we are, or the verb ends
  folder.office(dir)             the folder with office.lua, `dir` or the nearest above; nil: none
--]]
local embed = require "govpub.embed"
local file = require "govpub.file"
local lfs = require "lfs"
local say = require "govpub.say"

local MAX_READ = 1 << 20 -- of what people write by hand; rules are far smaller

local folder = {}

function folder.join(dir, path)
	if dir == "" or dir == "." then return path end
	if path == "" then return dir end
	return dir:find("/$") and dir .. path or dir .. "/" .. path
end

function folder.exists(path)
	return lfs.symlinkattributes(path, "mode") ~= nil
end

function folder.state(dir)
	if dir == "" then return "file" end
	local mode, _, errno = lfs.attributes(dir, "mode")
	if not mode and errno ~= 2 then say.fail_system(errno, "%s: cannot be opened as a folder", dir) end
	if not mode then return folder.exists(dir) and "file" or "absent" end
	if mode ~= "directory" then return "file" end
	local opened, next_entry, handle = pcall(lfs.dir, dir)
	if not opened then say.fail("io", "%s: cannot be opened as a folder", dir) end
	for name in next_entry, handle do
		if name ~= "." and name ~= ".." then
			handle:close()
			return "full"
		end
	end
	return "empty"
end

-- `dir` and the folders above it
local function make(dir)
	if dir == "" or lfs.attributes(dir, "mode") == "directory" then return end
	make(dir:match("^(.*[^/])/+[^/]+/*$") or "")
	local made, _, errno = lfs.mkdir(dir)
	if not made and lfs.attributes(dir, "mode") ~= "directory" then
		say.fail_system(errno, "%s: cannot be made", dir)
	end
end

function folder.read(dir, path)
	local f = io.open(folder.join(dir, path), "rb")
	local bytes = f and f:read(MAX_READ)
	if f then f:close() end
	return bytes
end

function folder.add(dir, path, bytes)
	local target = folder.join(dir, path)
	if folder.exists(target) then return false end
	make(target:match("^(.*)/[^/]+$") or "")
	file.write(target, bytes)
	return true
end

function folder.unused(dir, name)
	local n, free = 1, name
	while folder.exists(folder.join(dir, free)) do
		n = n + 1
		free = name .. "-" .. n
	end
	return free
end

function folder.move(dir, path, into)
	local from, to = folder.join(dir, path), folder.join(dir, folder.join(into, path))
	make(to:match("^(.*)/[^/]+$"))
	local moved, _, errno = os.rename(from, to)
	if not moved then say.fail_system(errno, "%s: cannot be moved to %s", from, to) end
end

function folder.add_embedded(dir, prefix, into)
	local written = {}
	for _, source in ipairs(embed.list(prefix)) do
		local path = folder.join(into, source:sub(#prefix + 1))
		if folder.add(dir, path, embed.read(source)) then written[#written + 1] = path end
	end
	return written
end

local MAX_DEPTH = 32

local function collect(dir, path, pattern, depth, found)
	local here = folder.join(dir, path)
	if depth > MAX_DEPTH or folder.state(here) ~= "full" then return end
	for name in lfs.dir(here) do
		local below = folder.join(path, name)
		local mode = lfs.symlinkattributes(folder.join(dir, below), "mode")
		if mode == "directory" and name ~= "." and name ~= ".." then
			collect(dir, below, pattern, depth + 1, found)
		elseif mode == "file" and below:find(pattern) then
			found[#found + 1] = below
		end
	end
end

function folder.files(dir, pattern)
	local found = {}
	collect(dir, "", pattern, 1, found)
	table.sort(found)
	return found
end

local function same(a, b)
	return a and b and a.ino == b.ino and a.dev == b.dev
end

function folder.office(dir)
	while lfs.attributes(folder.join(dir, "office.lua"), "mode") ~= "file" do
		local above = dir == "." and ".." or folder.join(dir, "..")
		if not lfs.attributes(dir) or same(lfs.attributes(dir), lfs.attributes(above)) then return nil end
		dir = above
	end
	return dir
end

function folder.needed(dir)
	dir = dir or "."
	return folder.office(dir)
		or say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", dir)
end

return folder
