#include "core/script/rule_finds.h"

bool gp_rule_finds_text(const struct gp_value *finds)
{
	return finds && finds->type == GP_VALUE_STRING;
}

size_t gp_rule_finds_count(const struct gp_value *finds)
{
	return finds && finds->type == GP_VALUE_LIST ? finds->list.n : 0;
}

const struct gp_value *gp_rule_finds_when(const struct gp_value *finds, size_t i)
{
	return gp_value_get(&finds->list.items[i], "when");
}

bool gp_rule_finds_bit(const unsigned char *bits, size_t number)
{
	return bits[number / 8] >> number % 8 & 1;
}

const struct gp_value *gp_rule_finds_words(const struct gp_value *finds, const unsigned char *bits, size_t first,
    struct gp_arena *a)
{
	size_t n = gp_rule_finds_count(finds), used = 0;
	struct gp_value *words = gp_arena_alloc(a, n * sizeof *words), *out;

	for (size_t i = 0; i < n; i++) {
		const struct gp_value *word = gp_value_get(&finds->list.items[i], "word");

		if (word && gp_rule_finds_bit(bits, first + i))
			words[used++] = *word;
	}
	if (!used)
		return NULL;
	out = gp_arena_alloc(a, sizeof *out);
	*out = (struct gp_value){.type = GP_VALUE_LIST, .list = {words, used}};
	return out;
}

const struct gp_value *gp_rule_finds_report(const struct gp_value *word, struct gp_arena *a)
{
	struct gp_member *members = gp_arena_alloc(a, 2 * sizeof *members);
	struct gp_value *out = gp_arena_alloc(a, sizeof *out);

	members[0] = (struct gp_member){.key = "word", .key_n = 4, .value = *word};
	members[1] = (struct gp_member){.key = "params", .key_n = 6, .value = {.type = GP_VALUE_MAP, .map = {members, 1}}};
	*out = (struct gp_value){.type = GP_VALUE_MAP, .map = {members + 1, 1}};
	return out;
}
