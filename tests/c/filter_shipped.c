/* the filters that shipped registers are declared with, and those of the manual, say what their registers have */
#include "core/command/command.h"
#include "core/script/script_worker.h"
#include "tests/lib/tap.h"

static const char source[] =
    "local filter, registers = require 'govpub.filter', require 'govpub.registers'.open(nil)\n"
    "local count, wrong = 0, 0\n"
    "return function()\n"
    "  for _, one in ipairs(registers:list()) do\n"
    "    local decl = assert(registers:declared(one.id))\n"
    "    local options = { reg = one.id, declared = decl, dept = 'x', me = 'x' }\n"
    "    local function look(where, place)\n"
    "      if type(where) ~= 'string' then return end\n"
    "      local why = filter.wrong(options, (where:gsub('{%w+}', '2023')))\n"
    "      count = count + 1\n"
    "      if why then wrong = wrong + 1 io.stdout:write('# ', one.id, ' ', place, ': ', where, ': ', why, '\\n') end\n"
    "    end\n"
    "    for _, view in ipairs(decl.views or {}) do look(view.where, view.key) end\n"
    "    for _, report in ipairs(decl.report or {}) do\n"
    "      for key, value in pairs(report) do if key ~= 'label' and key ~= 'key' and key ~= 'kind' and key ~= 'of' and\n"
    "        key ~= 'row' and key ~= 'col' and key ~= 'sort' and key ~= 'law' then look(value, report.key .. '.' .. key) end end\n"
    "    end\n"
    "  end\n"
    "  for _, path in ipairs { 'man/govpub-filter.7', 'man/zh_CN/govpub-filter.7' } do\n"
    "    local shown = 0\n"
    "    for name, text in assert(io.open(path)):read 'a':gmatch \"\\ngovpub (%l+) list '(.-)'\" do\n"
    "      local why = filter.wrong({ reg = name, declared = assert(registers:declared(name)), dept = 'x' }, text)\n"
    "      shown = shown + 1\n"
    "      if why then wrong = wrong + 1 io.stdout:write('# ', path, ': ', text, ': ', why, '\\n') end\n"
    "    end\n"
    "    if shown < 5 then wrong = wrong + 1 end\n"
    "  end\n"
    "  if not filter.wrong({ reg = 'x', declared = {} }, 'x:1') then wrong = wrong + 1 end\n"
    "  return wrong == 0 and count > 20 and 7 or 1\n"
    "end";

int main(int argc, char **args)
{
	struct gp_command c = {.words = &gp_messages, .lang = GP_LANG_EN};
	struct gp_err e = GP_ERR_INIT;
	const char *argv[] = {"test", NULL};
	int rc;

	if (argc == 3 && !strcmp(args[1], "-x"))
		return gp_script_worker();
	rc = gp_command_run_source(&c, "cmd/test.lua", source, strlen(source), 1, (char **)(uintptr_t)argv, &e);
	if (rc < 0)
		printf("# %s\n", e.msg);
	is_int(rc, 7, "views and reports of every shipped register, and the manual");
	return tap_done();
}
