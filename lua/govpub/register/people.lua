--[[
Who may do what. Roles rest on the login of the operating system.

  people.user(office, login)          { id, name, roles = { clerk = true, … }, everything = bool, department }
                                      an office without people has one, who may do everything
  people.roles                        the keys of all roles
  people.named(role)                  the role in the user's language
  people.name_of(office, id)          the name of the person, or the id of one who is gone
  people.may(user, list)              whether one of the roles is theirs; no list: everybody who is known
  people.takes_part(user, decl)       whether they may add records: some move is theirs, or they keep registers
  people.sees(user, decl, key)        whether they may read the personal field
  people.edits(user, decl, key)       whether they may change the field
--]]
local say = require "govpub.say"

local people = { roles = { "registrar", "clerk", "head", "publisher", "secrecy", "legal", "reviewer", "editor", "admin" } }

local keys = { ["登记员"] = "registrar", ["经办"] = "clerk", ["承办"] = "clerk", ["负责人"] = "head", ["公开办"] = "publisher",
	["保密员"] = "secrecy", ["法规"] = "legal", ["审查"] = "reviewer", ["编辑"] = "editor", ["管理员"] = "admin" }
local names = { registrar = "record.role-registrar", clerk = "record.role-clerk", head = "record.role-head",
	publisher = "record.role-publisher", secrecy = "record.role-secrecy", legal = "record.role-legal",
	reviewer = "record.role-reviewer", editor = "record.role-editor", admin = "record.role-admin" }

function people.named(role)
	local key = keys[role] or role
	return names[key] and say.text(names[key]) or role
end

function people.user(office, login)
	if #office.people == 0 then return { id = login, name = login, roles = {}, everything = true } end
	for _, person in ipairs(office.people) do
		if person.login == login then
			return { id = person.id, name = person.name, roles = person.roles, department = person.department }
		end
	end
	return { id = login, name = login, roles = {}, stranger = true }
end

function people.name_of(office, id)
	for _, person in ipairs(office.people) do
		if person.id == id then return person.name end
	end
	return id
end

function people.may(user, list)
	if user.everything then return true end
	if not list or #list == 0 then return not user.stranger end
	for _, role in ipairs(list) do
		if user.roles[keys[role] or role] then return true end
	end
	return false
end

function people.takes_part(user, decl)
	if user.everything then return true end
	for _, move in ipairs(decl.moves or {}) do
		if move.by and people.may(user, move.by) then return true end
	end
	return user.roles.registrar or user.roles.admin or (#(decl.moves or {}) == 0 and not user.stranger) or false
end

local function has(list, key)
	for _, word in ipairs(list or {}) do
		if word == key or word == "*" then return true end
	end
	return false
end

-- what the declaration says of a right; where it is silent, those who take part have it
local function granted(user, decl, right, key)
	if user.everything then return true end
	local said = false
	for _, entry in ipairs(decl.roles or {}) do
		if entry[right] then
			said = true
			if people.may(user, { entry.role }) and has(entry[right], key) then return true end
		end
	end
	return not said and people.takes_part(user, decl)
end

function people.sees(user, decl, key) return granted(user, decl, "see", key) end

function people.edits(user, decl, key) return granted(user, decl, "edit", key) end

return people
