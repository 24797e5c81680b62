/*
 * terms_output.h - how the hits of `govpub terms` are written.
 *
 * Offsets count bytes from 0; lines and columns from 1, columns in characters.
 */
#ifndef GP_CMD_TERMS_OUTPUT_H
#define GP_CMD_TERMS_OUTPUT_H

#include "cmd/terms_input.h"
#include "core/base/json.h"
#include "core/match/terms.h"
#include "core/report/outfile.h"
#include "core/text/term_file.h"

enum gp_terms_format { GP_TERMS_PLAIN, GP_TERMS_TEXT, GP_TERMS_JSON };

struct gp_terms_output {
	struct gp_outfile *file;
	const struct gp_term_file *terms; /* in the order of the list that is searched */
	enum gp_terms_format format;
	bool count, names;                /* only numbers; the file before each line */
	struct gp_buf buf;
	struct gp_json json;
	uint64_t hits, hits_here;         /* of all files, of this one */
	/* of this file: the line and column of bytes.data[seen] */
	const struct gp_terms_input *in;
	size_t seen;
	uint64_t line, col;
	struct gp_err *e;                 /* set when writing failed */
	bool failed;
};

void gp_terms_output_begin(struct gp_terms_output *o);
/* A file begins, or a further piece of it. */
void gp_terms_output_file(struct gp_terms_output *o, const struct gp_terms_input *in);
/* A gp_termset_fn; places count from bytes.data[in->at]. */
bool gp_terms_output_hit(void *o, const struct gp_termset_hit *h);
/* The piece was searched up to bytes.data[done]; before gp_terms_input_done(), which leaves bytes.data[in->at] there. */
void gp_terms_output_searched(struct gp_terms_output *o, size_t done);
void gp_terms_output_file_end(struct gp_terms_output *o);
int gp_terms_output_end(struct gp_terms_output *o, struct gp_err *e) GP_MUST_USE;

#endif
