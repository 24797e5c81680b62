#include "core/web/trust.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

#define DER_VERSION 0xA0 /* [0], constructed */

struct entry {
	X509_NAME *subject;
	unsigned char *der;
	long n;
	X509 *cert; /* NULL: not read yet */
};

struct gp_trust {
	X509_LOOKUP_METHOD *method;
	struct entry *list;
	size_t count, cap;
};

/* Steps over an element, or over its head alone (X.690, in DER). */
static bool step(const unsigned char **p, const unsigned char *end, bool into)
{
	const unsigned char *at = *p;
	int tag, class;
	long n;

	if (ASN1_get_object(&at, &n, &tag, &class, end - at) & ~V_ASN1_CONSTRUCTED)
		return false;
	*p = into ? at : at + n;
	return true;
}

/* RFC 5280 section 4.1: what stands before it is the version, number, algorithm, issuer and validity. */
static X509_NAME *subject_of(const unsigned char *der, long n)
{
	const unsigned char *p = der, *end = der + n;

	if (!step(&p, end, true) || !step(&p, end, true))
		return NULL;
	if (p < end && *p == DER_VERSION && !step(&p, end, false))
		return NULL;
	for (int i = 0; i < 4; i++)
		if (!step(&p, end, false))
			return NULL;
	return d2i_X509_NAME(NULL, &p, end - p);
}

static X509 *certificate(struct entry *e)
{
	const unsigned char *p = e->der;

	if (!e->cert)
		e->cert = d2i_X509(NULL, &p, e->n);
	return e->cert;
}

/* All that have the name: OpenSSL takes the first, and looks for a better one in the store. */
static int by_subject(X509_LOOKUP *lookup, X509_LOOKUP_TYPE type, const X509_NAME *name, X509_OBJECT *out)
{
	struct gp_trust *t = X509_LOOKUP_get_method_data(lookup);
	X509 *first = NULL;

	for (size_t i = 0; type == X509_LU_X509 && i < t->count; i++) {
		X509 *cert = X509_NAME_cmp(t->list[i].subject, name) ? NULL : certificate(&t->list[i]);

		if (cert && X509_STORE_add_cert(X509_LOOKUP_get_store(lookup), cert) && !first)
			first = cert;
	}
	if (!first || !X509_OBJECT_set1_X509(out, first))
		return 0;
	X509_free(first); /* what a lookup hands out is lent: the store holds it */
	return 1;
}

/* Takes `der`. */
static bool add(struct gp_trust *t, unsigned char *der, long n)
{
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 256;
		t->list = gp_reallocarray(t->list, t->cap, sizeof *t->list);
	}
	t->list[t->count] = (struct entry){.subject = subject_of(der, n), .der = der, .n = n};
	return t->list[t->count++].subject;
}

/* false: there is something in it that only OpenSSL can judge. */
static bool read_all(struct gp_trust *t, BIO *file)
{
	unsigned char *der;
	char *name, *header;
	bool plain = true;
	long n;

	while (plain && PEM_read_bio(file, &name, &header, &der, &n)) {
		plain = add(t, der, n) && !strcmp(name, PEM_STRING_X509) && !*header;
		OPENSSL_free(name);
		OPENSSL_free(header);
	}
	return plain && t->count && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
}

struct gp_trust *gp_trust_open(const char *path)
{
	BIO *file = BIO_new_file(path, "r");
	struct gp_trust *t = gp_calloc(1, sizeof *t);
	bool good;

	t->method = X509_LOOKUP_meth_new("certificates of a bundle, by name");
	good = file && t->method && X509_LOOKUP_meth_set_get_by_subject(t->method, by_subject) && read_all(t, file);
	BIO_free(file);
	ERR_clear_error();
	if (good)
		return t;
	gp_trust_close(t);
	return NULL;
}

bool gp_trust_serve(struct gp_trust *t, X509_STORE *store)
{
	X509_LOOKUP *lookup = store ? X509_STORE_add_lookup(store, t->method) : NULL;

	return lookup && X509_LOOKUP_set_method_data(lookup, t);
}

void gp_trust_close(struct gp_trust *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->count; i++) {
		X509_NAME_free(t->list[i].subject);
		X509_free(t->list[i].cert);
		OPENSSL_free(t->list[i].der);
	}
	X509_LOOKUP_meth_free(t->method);
	free(t->list);
	free(t);
}
