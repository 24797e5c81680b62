/* govpub.clock: clocks as they are declared, in tables of Lua */
#include "core/command/command.h"
#include "tests/lib/tap.h"

/* The words that every source begins with. */
static const char before[] =
    "local clock, calendar = require 'govpub.clock', require 'govpub.calendar'.open(nil)\n"
    "local reply = { key = 'reply', label = { zh = '答复期限', en = 'reply' }, kind = 'workdays', n = 20,\n"
    "  from = { field = 'received_on' }, pause = { states = { 'consult3' }, rows = { { rows = 'consultations',\n"
    "  from = 'sent_on', to = 'answered_on', where = 'kind:第三方,机关' } } }, hold = { states = { 'correcting' } },\n"
    "  restart = { 'amended' }, extend = { move = 'extend', kind = 'workdays', n = 20 }, agreed = '延迟答复至',\n"
    "  stop = { 'deliver' }, stop_on = 'posted_on', since = '2019-05-15' }\n"
    "local function due(spec, input)\n"
    "  input.today = input.today or '2023-04-21'\n"
    "  return clock.evaluate(calendar, spec, input)\n"
    "end\n"
    "local received = { received_on = '2023-04-20' }\n";

static void gives(const char *expression, const char *want, const char *name)
{
	struct gp_command c = {.words = &gp_messages, .lang = GP_LANG_EN};
	struct gp_err e = GP_ERR_INIT;
	char source[4000];
	const char *argv[] = {"test", want, NULL};
	int rc;

	snprintf(source, sizeof source, "%sreturn function(args)\nlocal got = table.concat({ %s }, ' ')\n"
	    "if got == args[1] then return 7 end\nio.stdout:write('# got ', got, '\\n')\nend", before, expression);
	rc = gp_command_run_source(&c, "cmd/test.lua", source, strlen(source), 2, (char **)(uintptr_t)argv, &e);
	if (rc < 0)
		printf("# %s\n", e.msg);
	is_int(rc, 7, name);
}

static void replies(void)
{
	gives("due(reply, { dates = received }).due", "2023-05-19", "a field of the record");
	gives("due(reply, { dates = received, moves = { { move = 'accept', on = '2023-04-20', state = 'open' },\n"
	      "{ move = 'correct', on = '2023-04-26', state = 'correcting' },\n"
	      "{ move = 'amended', on = '2023-05-10', state = 'open' } } }).due", "2023-06-07", "a restart");
	gives("due(reply, { dates = received, rows = { consultations = { { kind = '第三方', sent_on = '2023-04-27',\n"
	      "answered_on = '2023-05-12' }, { kind = '其他', sent_on = '2023-05-15' } } } }).due", "2023-06-01",
	      "rows that pause, and one that is not meant");
	gives("due(reply, { today = '2023-05-15', dates = received, rows = { consultations = { { kind = '机关',\n"
	      "sent_on = '2023-04-27T09:00:00+08:00' } } } }).status", "paused", "an open row");
	gives("due(reply, { dates = received, moves = { { move = 'extend', on = '2023-05-17' } } }).due", "2023-06-16",
	      "an extension");
	gives("due(reply, { dates = received, answers = { ['延迟答复至'] = '2023-07-15' } }).due", "2023-07-15", "an agreed date");
	gives("(function(r) return r.status, r.met_on, tostring(r.late), r.used, r.left end)(due(reply, { dates = {\n"
	      "received_on = '2023-04-20', posted_on = '2023-05-22' }, today = '2023-06-01' }))", "met 2023-05-22 true 21 -1",
	      "a date that stops it");
	gives("due(reply, { dates = { received_on = '2019-05-14' } }).status", "none", "a law that was not in force");
	gives("due(reply, {}).status, tostring(due(reply, {}).due)", "none nil", "nothing has started it");
}

static void kinds(void)
{
	gives("due({ kind = 'fixed', month = 3, day = 31, stop = { 'publish' } }, { created_on = '2023-04-01' }).due",
	      "2024-03-31", "a fixed day after the record was made");
	gives("due({ kind = 'every', every = { kind = 'months', n = 3 }, from = { field = 'on' } },\n"
	      "{ dates = { on = '2023-01-10' } }).due", "2023-04-10", "every quarter");
	gives("due({ kind = 'days', n = 10, only = { kind = { 'review' }, simple = { false } }, from = { field = 'on' } },\n"
	      "{ dates = { on = '2023-05-04' }, fields = { kind = 'review' } }).due", "2023-05-15", "records that it is for");
	gives("due({ kind = 'days', n = 10, only = { kind = { 'review' }, simple = { false } }, from = { field = 'on' } },\n"
	      "{ dates = { on = '2023-05-04' }, fields = { kind = 'review', simple = true } }).status", "none", "and others");
	gives("due({ kind = 'before', unit = 'workdays', n = 7, from = { field = 'on' } }, { dates = { on = '2023-05-19' } }).due",
	      "2023-05-10", "before a day");
	gives("due({ kind = 'ask_days', ask = '补正期限', from = { move = 'correct' }, stop = { 'amended' } },\n"
	      "{ moves = { { move = 'correct', on = '2023-04-20', state = 'correcting' } }, answers = { ['补正期限'] = 15 } }).due",
	      "2023-05-05", "days that were given");
	gives("due({ kind = 'workdays', n = 15, from = { rows = 'asked', field = 'got' }, stop_on = 'asked.back' }, { rows = {\n"
	      "asked = { { got = '2023-04-20' }, { got = '2023-04-18', back = '2023-04-19' } } } }).due", "2023-05-12",
	      "rows that start it");
	gives("due({ kind = 'days', n = 30, at_least = true, from = { field = 'open_on' }, to = { field = 'close_on' } },\n"
	      "{ dates = { open_on = '2023-04-20', close_on = '2023-05-01' } }).earliest", "2023-05-20", "a shortest time");
	gives("due({ kind = 'workdays', n = 7, window = true, from = { field = 'on' } }, { dates = { on = '2023-04-20' },\n"
	      "today = '2023-05-04' }).status", "closed", "a window");
	gives("due({ kind = 'on', from = { rows = 'items', field = 'fix_by' }, to = { rows = 'items', field = 'fixed_on' } },\n"
	      "{ rows = { items = { { fix_by = '2023-04-20', fixed_on = '2023-04-19' }, { fix_by = '2023-04-25' } } } }).due",
	      "2023-04-25", "a date of each row, ended by another");
}

static void walked(void)
{
	gives("(function(r) local d = r.days return r.due, #d, d[1].why, d[2].date, d[2].weekday, d[2].used, d[10].name,\n"
	      "d[10].why, tostring(d[10].worked) end)(clock.walk(calendar, reply, { today = '2023-04-21', dates = received }))",
	      "2023-05-19 30 start 2023-04-21 5 1 劳动节 day_off false", "day by day");
	gives("select(2, pcall(due, reply, { dates = { received_on = 'x' } })):match 'no date'", "no date", "no date at all");
	gives("tostring(pcall(due, reply, { dates = received, today = 3 }))", "false", "no day at all");
}

int main(void)
{
	replies();
	kinds();
	walked();
	return tap_done();
}
