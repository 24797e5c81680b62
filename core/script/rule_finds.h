/*
 * rule_finds.h - what a rule without code finds (`finds` of a declaration), once its conditions are judged.
 *
 * In a filter (subject.h) it is the string "text", and then triggers.h has it, or a list of maps { word, when }, where `when`
 * is a condition (triggers.h): the words whose conditions fit are what is found, if the condition of the rule fits as well.
 */
#ifndef GP_SCRIPT_RULE_FINDS_H
#define GP_SCRIPT_RULE_FINDS_H

#include <stdbool.h>

#include "core/base/mem.h"
#include "core/base/value.h"

bool gp_rule_finds_text(const struct gp_value *finds);
/* How many conditions there are beside that of the rule, and number i of them; 0 for "text". */
size_t gp_rule_finds_count(const struct gp_value *finds);
const struct gp_value *gp_rule_finds_when(const struct gp_value *finds, size_t i);

bool gp_rule_finds_bit(const unsigned char *bits, size_t number);
/* The words whose conditions fit, these being numbered from `first`; NULL: none. */
const struct gp_value *gp_rule_finds_words(const struct gp_value *finds, const unsigned char *bits, size_t first,
    struct gp_arena *a);
/* What report() would be given of one of them. */
const struct gp_value *gp_rule_finds_report(const struct gp_value *word, struct gp_arena *a);

#endif
