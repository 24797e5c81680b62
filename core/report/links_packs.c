/* links_packs.c - the installed packs of rules in the head of a report: whose they are, and which do not run */
#include <stdio.h>
#include <string.h>

#include "core/report/links.h"

void gp_links_pack_line(struct gp_buf *out, const struct gp_links_pack *p, const struct gp_links_style *st)
{
	bool zh = st->lang == GP_LANG_ZH;
	char id[40];

	snprintf(id, sizeof id, "standing.%.25s", p->state);
	gp_buf_printf(out, "%s%s%s: %s", p->name, *p->version ? " " : "", p->version, gp_catalogue_text(st->words, st->lang, id));
	if (*p->key)
		gp_buf_printf(out, zh ? "（%s%s%s）" : " (%s%s%s)", p->key, *p->signer ? " " : "", p->signer);
	if (*p->problem)
		gp_buf_printf(out, zh ? "：%s" : ": %s", p->problem);
}

static const char *trust_of(const struct gp_links_pack *p)
{
	return strcmp(p->state, "trusted") ? "local" : "trusted";
}

static void member(struct gp_json *j, const char *key, const char *value)
{
	if (!*value)
		return;
	gp_json_key(j, key);
	gp_json_str(j, value);
}

/* SARIF 2.1.0, 3.18.3 and 3.19: what a tool is extended with. Findings of their rules are under the driver's. */
void gp_links_packs_sarif(struct gp_json *j, const struct gp_links_run *run)
{
	if (!run->pack_count)
		return;
	gp_json_key(j, "extensions");
	gp_json_array(j);
	for (size_t i = 0; i < run->pack_count; i++) {
		const struct gp_links_pack *p = &run->packs[i];

		gp_json_object(j);
		member(j, "name", p->name);
		member(j, "version", p->version);
		gp_json_key(j, "properties");
		gp_json_object(j);
		member(j, "trust", trust_of(p));
		member(j, "state", p->state);
		member(j, "key", p->key);
		member(j, "problem", p->problem);
		gp_json_object_end(j);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
}

void gp_links_packs_json(struct gp_json *j, const struct gp_links_run *run)
{
	if (!run->pack_count)
		return;
	gp_json_key(j, "packs");
	gp_json_array(j);
	for (size_t i = 0; i < run->pack_count; i++) {
		const struct gp_links_pack *p = &run->packs[i];

		gp_json_object(j);
		gp_json_key(j, "name");
		gp_json_str(j, p->name);
		gp_json_key(j, "version");
		gp_json_str(j, *p->version ? p->version : NULL);
		gp_json_key(j, "trust");
		gp_json_str(j, trust_of(p));
		gp_json_key(j, "state");
		gp_json_str(j, p->state);
		gp_json_key(j, "key");
		gp_json_str(j, *p->key ? p->key : NULL);
		gp_json_key(j, "problem");
		gp_json_str(j, *p->problem ? p->problem : NULL);
		gp_json_object_end(j);
	}
	gp_json_array_end(j);
}
