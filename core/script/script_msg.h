/*
 * script_msg.h - what the parent and a script worker say to each other.
 *
 * parent → worker: CONFIG once; FILE and its BYTES for each source; then
 * requests, one at a time: DECLARE, CHECK, DESCRIBE, RUN, CALL, EVAL. Bodies of pages lie in the
 * shared memory at the offset that the request names.
 * worker → parent: READY once (inside the jail); for a request any number of
 * FOUND, KEPT_VALUE, NOTE, COST, BROKE, TICK and BYTES, and DONE or FAILED at its end. LIMIT is the last word of
 * a worker that ends because of a script. The parent believes none of it.
 */
#ifndef GP_SCRIPT_SCRIPT_MSG_H
#define GP_SCRIPT_SCRIPT_MSG_H

#include <stddef.h>
#include <stdint.h>

#include "core/sys/msg.h"

enum {
	GP_SCRIPT_CONFIG = 1, /* int language, int cpu_ms, int wall_ms, int profile */
	GP_SCRIPT_FILE,       /* int file, int pack, int kind, str path, str name, int size; BYTES follow */
	GP_SCRIPT_BYTES,      /* bytes: a piece of what was announced, or of an answer */
	GP_SCRIPT_DECLARE,    /* int file, int quiet */
	GP_SCRIPT_ARGS,       /* int file; bytes: a packed map, the values of a rule's arguments; no answer */
	GP_SCRIPT_FILTER,     /* int file; bytes: a packed map, which things the rule wants (subject.h); no answer */
	GP_SCRIPT_CHECK,      /* a page (below), int subjects, int note, int judged (conditions fit), then bytes: u16 file numbers of the rules to run */
	GP_SCRIPT_DESCRIBE,   /* a page */
	GP_SCRIPT_FACTS,      /* bytes: a piece of what the parser knows of the page of the next CHECK */
	GP_SCRIPT_RUN,        /* int file, int count, str… */
	GP_SCRIPT_CALL,       /* int file, str function, int offset, int length: a packed value in the shared memory;
	                       * int body [, int offset, int length, str charset]: bytes there */
	GP_SCRIPT_EVAL,       /* int pack, int offset, int length: a packed request of a shell in the shared memory */
	GP_SCRIPT_READY = 16, /* str protection */
	GP_SCRIPT_DONE,
	GP_SCRIPT_FAILED,     /* str message: the script broke */
	GP_SCRIPT_FOUND,      /* int file; bytes: a packed map, what report() was given */
	GP_SCRIPT_KEPT_VALUE, /* int file; bytes: a packed value, what check() returned to be kept */
	GP_SCRIPT_NOTE,       /* bytes: a packed map, what the request asked to be noted of the page */
	GP_SCRIPT_COST,       /* int file, int calls, int nanoseconds, int bytes: once a rule of a CHECK, where asked for */
	GP_SCRIPT_BROKE,      /* int file, str message: this rule broke, the others went on */
	GP_SCRIPT_TICK,       /* nothing: a rule took long, and ended well */
	GP_SCRIPT_LIMIT,      /* int enum gp_script_limit, int file */
};

enum gp_script_kind {
	GP_SCRIPT_RULE,
	GP_SCRIPT_MODULE, /* in lib/, for require */
	GP_SCRIPT_REPORT, /* a generator of reports; for require as well when it has a name */
	GP_SCRIPT_REGISTER, /* the same with a register, and the modules in its lib/ */
	GP_SCRIPT_ADAPTER, /* it reads what an account published */
	GP_SCRIPT_PLAIN,  /* for run */
	GP_SCRIPT_TERMS,  /* a list of terms, for require in every pack */
	GP_SCRIPT_TAXONOMY, /* taxonomy/NAME.lua, for require in every pack */
	GP_SCRIPT_CALENDAR, /* no script: the calendar of the office (calendar_pack.h) */
	GP_SCRIPT_KINDS,
};

enum gp_script_limit {
	GP_SCRIPT_CPU = 1,
	GP_SCRIPT_WALL,
	GP_SCRIPT_MEMORY,
	GP_SCRIPT_KEPT,
	GP_SCRIPT_CRASH,
	GP_SCRIPT_LIMITS,
};

#define GP_SCRIPT_FILES 4096              /* sources in one worker */
#define GP_SCRIPT_SOURCE_MAX ((size_t)1 << 20)
#define GP_SCRIPT_PATH_MAX 1000
#define GP_SCRIPT_PIECE 60000             /* bytes of one BYTES record */
#define GP_SCRIPT_MESSAGE_MAX 2000        /* of FAILED and BROKE */
#define GP_SCRIPT_FINDINGS 1000           /* of one rule on one page */
#define GP_SCRIPT_FINDING_MAX 16384       /* packed bytes of one */
#define GP_SCRIPT_FOUND_MAX ((size_t)256 << 10) /* packed bytes of all that one rule finds on one page */
#define GP_SCRIPT_FILTER_MAX 60000        /* packed bytes of a rule's filter */
#define GP_SCRIPT_NOTE_MAX 24576          /* packed bytes of a note */
#define GP_SCRIPT_RETURNED_MAX 1024       /* packed bytes of what one call returns to be kept */
#define GP_SCRIPT_RETURNED_DEPTH 8        /* tables in tables of it */
#define GP_SCRIPT_KEPT_MAX ((size_t)8 << 20)    /* of Lua: what the rules of a pack keep from page to page */
#define GP_SCRIPT_DESCRIBE_MAX ((size_t)16 << 20)
#define GP_SCRIPT_CALL_MAX ((size_t)8 << 20)    /* packed bytes of what a function of a report is given, and of what it returns */
#define GP_SCRIPT_ARGS_MAX 1000           /* arguments of RUN */
#define GP_SCRIPT_FACTS_MAX ((size_t)1 << 20)
#define GP_SCRIPT_HEADERS 200
#define GP_SCRIPT_HEADER_BYTES 16384      /* names and values together */
#define GP_SCRIPT_WORD_MAX 200            /* of a media type or the name of a charset */

/* A page: str url, int status, str type, str charset, int offset, int length, int known [, str declared,
 * str found, int mislabelled, int late_meta, int noted; its packed facts came before in FACTS, or are so many bytes of
 * the notes at the same offset], int headers, then name and value of each. */

#define GP_SCRIPT_CPU_MS 2000
#define GP_SCRIPT_WALL_MS 5000
#define GP_SCRIPT_HEAP ((size_t)40 << 20) /* of Lua; with the holes in it, the page and the program the worker stays within 64 MiB */

/* The worker's main function (role "script"); returns an exit status. */
int gp_script_worker(void);

#endif
