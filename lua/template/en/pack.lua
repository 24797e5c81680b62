--[[
A pack: rules that other offices install. This file is data; nothing in it runs.

    govpub rules test share/{id}        run the tests of its rules
    govpub rules keygen {id}.key        once: a key to sign with; keep it, and give it to nobody
    govpub rules pack --key {id}.key share/{id}

Beside it lie rules/NAME.lua, rules/lib/, rules/tests/ and README.md. The id of a rule begins with the name of the pack.
Manual: man govpub-rules
--]]
return pack {
	name = "{id}",
	-- Greater with every change that others are given: 1.0, 1.1, 2.0.
	version = "1.0",
	-- The level of the script interface that it was written for.
	api = 1,
	title = { zh = "链接文字", en = "Link texts" },
	-- Who made it; name a person only if that person agrees.
	author = { office = "Our office" },
	licence = "MIT",
	--homepage = "https://www.example.gov.cn/rules/",
	-- Packs that must be installed with it.
	--needs = { "other-pack" },
}
