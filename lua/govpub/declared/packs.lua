--[[
The packs that registers and forms come from.

  packs.label(pack)        "visits 1.0: unsigned"; pack = { name, version, state, trust, problem }
  packs.origin(one)        where one of a list comes from, in words: shipped, of this office, of the pack visits 1.0 …
  packs.kind(one)          the same for programs: "shipped", "pack", "overrides", "office"
  packs.data(pack)         for JSON, or nil: { name, version, trust, state }
  packs.warn(list, unused) a line on standard error for each pack that is not trusted and has one of them
--]]
local say = require "govpub.say"

local packs = {}

function packs.label(pack)
	local head = pack.version ~= "" and pack.name .. " " .. pack.version or pack.name
	return say.text("bundle.label", { pack = head, state = say.text("standing." .. pack.state) })
end

function packs.kind(one)
	return one.shipped and "shipped" or one.pack and "pack" or one.overrides and "overrides" or "office"
end

local origins = { shipped = "declared.shipped", overrides = "declared.overrides", office = "declared.office" }

function packs.origin(one)
	local kind = packs.kind(one)
	if kind ~= "pack" then return say.text(origins[kind]) end
	return say.text(one.overrides and "declared.pack-overrides" or one.asks and not one.problem and "declared.pack-asks" or "declared.pack",
		{ pack = packs.label(one.pack) })
end

function packs.data(pack)
	return pack and { name = pack.name, version = pack.version, trust = pack.trust, state = pack.state }
end

function packs.warn(...)
	local seen = {}
	for _, list in ipairs { ... } do
		for _, one in ipairs(list) do
			local pack = one.pack
			if pack and pack.trust ~= "trusted" and not seen[pack.name] then
				seen[pack.name] = true
				io.stderr:write("govpub: ", say.text("report.pack", say.shown { pack = packs.label(pack) }),
					pack.problem ~= "" and say.text("bundle.why", say.shown { why = pack.problem }) or "", "\n")
			end
		end
	end
end

return packs
