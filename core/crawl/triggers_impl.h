/* triggers_impl.h - between triggers.c, which reads conditions, and trigger_judge.c, which judges pages by them. */
#ifndef GP_CRAWL_TRIGGERS_IMPL_H
#define GP_CRAWL_TRIGGERS_IMPL_H

#include "core/crawl/triggers.h"
#include "core/match/terms.h"
#include "core/match/wordset.h"

/* Where words are looked for. (Those of the source are few: they are asked for one by one, when all else fits.) */
enum place { TEXT, TITLE, META, META_FILLED, ELEMENT, KIND, SCHEME, HOST, ADDRESS, PLACES };

#define GP_NO_SLOT UINT32_MAX

/* One word of one condition, or a longer one in which that does not count: they have a slot in common. */
struct entry {
	const char *p;
	uint32_t n, atom, slot;
	uint32_t find; /* where it stands is of interest to this one, from 1; 0: to none */
	bool longer;
};

/* A condition that tells where its words stand. */
struct find {
	struct gp_trigger_found found; /* on this page */
	size_t last;
	bool fits;
};

/* All words that are looked for in one place. */
struct words {
	struct entry *list; /* by their bytes, once built */
	size_t count, cap;
	uint32_t *first;    /* of each word, its first entry; one more for the end */
	bool *seen;         /* on this page, and there is no more to learn from it */
	size_t unique;
	void *memory;
	struct gp_termset *terms;
};

struct source_word {
	const char *p;
	uint32_t n;
	uint32_t same;   /* the word of these bytes that is asked for: several conditions may have it */
	uint32_t number; /* among the long ones, if it is one of GP_WORDSET_LEAST bytes */
	enum { NOT_ASKED, MISSING, THERE } state; /* on this page */
};

/* What must be there, or must not: each atom is the words of one key. */
struct side {
	uint32_t signs;
	bool source;         /* a word of the source as well: of these */
	size_t first_source, source_count;
	size_t first_except, except_count; /* texts of empty links that do not count */
	uint16_t atoms[PLACES];
	uint8_t count;
};

struct part {
	struct side is, lacks;
};

struct trigger {
	unsigned number;
	size_t first, count; /* of its parts: the condition itself, then `any` of it */
	uint32_t find;       /* from 1; 0: it does not tell where its words stand */
};

struct gp_triggers {
	struct gp_arena arena; /* words, and what a page needs */
	struct gp_arena page;
	struct words words[PLACES];
	struct source_word *sources;
	size_t source_count, source_cap;
	struct gp_text source;     /* of this page */
	struct gp_wordset *long_sources;
	bool *long_there;          /* which of them stand in it, once one was asked for */
	struct gp_trigger_paths *paths; /* patterns of addresses: the words of ADDRESS, up to GP_TRIGGER_ADDRESSES */
	size_t path_count;
	bool *paths_there;         /* which of them the address of this page has */
	bool long_known;
	const struct gp_facts *facts; /* of this page */
	struct gp_text *excepts;
	size_t except_count, except_cap;
	struct find *finds;
	size_t find_count, find_cap;
	unsigned char asking[GP_TRIGGERS_BITS]; /* conditions that are about showing the page */
	struct part *parts;
	size_t part_count, part_cap;
	struct trigger *list;
	size_t count, cap;
	bool *atoms;           /* found on this page */
	size_t atom_count;
	size_t *slots;         /* where the longer word ends that stands last on this page */
	uint32_t slot_count;
	uint32_t signs;        /* that any of them asks for */
	bool built;
};

#endif
