--[[
Roles: the keys of the program, and what offices call them.

  people.role(word, at)   "clerk" or "经办" → "clerk"; raises for any other
--]]
local place = require "register.place"

local people = {}

local roles = { registrar = { "登记员" }, clerk = { "经办", "承办" }, head = { "负责人" }, publisher = { "公开办" },
	secrecy = { "保密员" }, legal = { "法规" }, reviewer = { "审查" }, editor = { "编辑" }, admin = { "管理员" } }

local by_word = {}
for key, others in pairs(roles) do
	by_word[key] = key
	for _, word in ipairs(others) do by_word[word] = key end
end

function people.role(word, at)
	return by_word[place.one(word, at, by_word)]
end

return people
