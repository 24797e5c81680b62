/* rules_office.c - what office.lua says of rules: which are off, how much they weigh, values of arguments */
#include <stdio.h>
#include <string.h>

#include "core/office/office.h"
#include "core/rules/rules.h"

/* Finds the rule that office.lua names under `key`. */
static struct gp_rule *named(struct gp_rules *r, const struct gp_office *o, const char *key, const char *id,
    struct gp_err *e)
{
	struct gp_rule *rule = gp_rules_by_id(r, id);

	if (!rule)
		gp_fail(e, GP_ENOTFOUND, "%s/office.lua: rules.%s: there is no rule '%s'", o->dir, key, id);
	return rule;
}

static int check_value(const struct gp_office *o, const struct gp_rule *rule, const struct gp_member *m,
    struct gp_err *e)
{
	const struct gp_value *arg = gp_value_get(gp_value_get(rule->declared, "args"), m->key);

	if (!arg)
		return gp_fail(e, GP_EUSAGE, "%s/office.lua:%u: the rule '%s' has no argument '%s'; 'govpub rules show %s' "
		    "lists them", o->dir, (unsigned)m->line, rule->id, m->key, rule->id);
	if (!gp_rule_arg_fits(&m->value, gp_value_str(arg, "type")))
		return gp_fail(e, GP_EUSAGE, "%s/office.lua:%u: rules.args: '%s' must be of type %s", o->dir, (unsigned)m->line,
		    m->key, gp_value_str(arg, "type"));
	if (!gp_rule_arg_in_range(&m->value, arg))
		return gp_fail(e, GP_EUSAGE, "%s/office.lua:%u: rules.args: '%s' is outside of what the rule allows", o->dir,
		    (unsigned)m->line, m->key);
	return 0;
}

/* Packs the rule's values anew, with the office's in place of the defaults. */
static int set_args(const struct gp_office *o, struct gp_rule *rule, const struct gp_value *given, struct gp_err *e)
{
	const struct gp_value *args = gp_value_get(rule->declared, "args");
	size_t n = args && args->type == GP_VALUE_MAP ? args->map.n : 0;

	for (size_t i = 0; given->type == GP_VALUE_MAP && i < given->map.n; i++)
		if (check_value(o, rule, &given->map.members[i], e))
			return -1;
	gp_buf_clear(&rule->args);
	gp_pack_map(&rule->args, n);
	for (size_t i = 0; i < n; i++) {
		const struct gp_member *m = &args->map.members[i];
		const struct gp_value *v = gp_value_get(given, m->key);

		gp_pack_key(&rule->args, m->key, m->key_n);
		gp_pack_value(&rule->args, v ? v : gp_value_get(&m->value, "default"));
	}
	return rule->args.full ? gp_fail(e, GP_ELIMIT, "%s: its arguments are larger than 60 KB", rule->path) : 0;
}

static int adjust_args(struct gp_rules *r, const struct gp_office *o, struct gp_session *s, struct gp_err *e)
{
	for (size_t i = 0; o->rule_args && o->rule_args->type == GP_VALUE_MAP && i < o->rule_args->map.n; i++) {
		const struct gp_member *m = &o->rule_args->map.members[i];
		struct gp_rule *rule = named(r, o, "args", m->key, e);

		if (!rule)
			return -1;
		if (rule->broken)
			continue;
		if (set_args(o, rule, &m->value, e) || gp_rule_read_condition(r, rule, e))
			return -1;
		if (s)
			gp_script_args(s->script, rule->file);
	}
	return 0;
}

int gp_rules_adjust(struct gp_rules *r, const struct gp_office *o, struct gp_session *s, struct gp_err *e)
{
	struct gp_rule *rule;

	for (size_t i = 0; o->rules_off[i]; i++) {
		if (!(rule = named(r, o, "off", o->rules_off[i], e)))
			return -1;
		rule->off = rule->switched_off = true;
	}
	for (size_t i = 0; i < o->severity_count; i++) {
		if (!(rule = named(r, o, "severity", o->severities[i].rule, e)))
			return -1;
		rule->severity = o->severities[i].severity;
	}
	for (size_t i = 0; i < r->count; i++)
		gp_rule_columns(r, &r->list[i], o);
	for (size_t i = 0; i < o->site_count; i++)
		if (*o->sites[i].url)
			gp_rules_homes(r, &o->sites[i].url, 1);
	return adjust_args(r, o, s, e);
}
