/*
 * reader_msg.h - what the parent and the worker that reads files say to each other.
 *
 * parent → worker: one JOB; the file is the beginning of the shared memory. (Of a PDF it is what pdftotext printed,
 * followed by what pdfinfo did, and what it did about links: nothing when it could not.)
 * worker → parent: READY (inside the jail), then BYTES… and DONE, or FAILED. The sentence of FAILED is
 * English without anything filled in, so that the parent says it in the user's language; the place before
 * it is a cell or a line, in the spelling of `at`, or "". The parent believes none of it.
 */
#ifndef GP_REPORT_READER_MSG_H
#define GP_REPORT_READER_MSG_H

#include "core/sys/msg.h"

enum {
	GP_READER_JOB = 1,    /* int enum gp_reading_form, int enum gp_reader_type, int length, int length of a PDF's text,
	                       * int the same with its properties, str charset */
	GP_READER_READY = 16, /* str protection */
	GP_READER_BYTES,      /* bytes: a piece of the packed document or facts */
	GP_READER_DONE,
	GP_READER_FAILED,     /* int enum gp_code, str place, str sentence */
};

#define GP_READER_PIECE 60000
#define GP_READER_SENTENCE_MAX 400
#define GP_READER_PLACE_MAX 300
#define GP_READER_CHARSET_MAX 100
#define GP_READER_PROTECTION_MAX 31

/* How the roles for PDF end when it is not their program that ends. */
#define GP_PDF_NO_JAIL 98
#define GP_PDF_NO_PROGRAM 97

#endif
