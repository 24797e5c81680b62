/* Certificates of a bundle are found by name, and what OpenSSL verifies with them is what it verifies with all. */
#define _GNU_SOURCE
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include "core/web/trust.h"
#include "tests/lib/tap.h"

#define SYSTEM "/etc/ssl/certs/ca-certificates.crt"

static char path[] = "/tmp/gp-trust-XXXXXX";

struct pair {
	EVP_PKEY *key;
	X509 *cert;
};

static void extend(X509 *cert, const X509 *issuer, int nid, const char *value)
{
	X509V3_CTX about;
	X509_EXTENSION *ext;

	X509V3_set_ctx(&about, (X509 *)issuer, cert, NULL, NULL, 0);
	ext = X509V3_EXT_conf_nid(NULL, &about, nid, value);
	X509_add_ext(cert, ext, -1);
	X509_EXTENSION_free(ext);
}

/* issuer NULL: signed by itself. */
static struct pair make(const char *name, const struct pair *issuer, long serial)
{
	struct pair p = {EVP_EC_gen("P-256"), X509_new()};
	X509_NAME *subject = X509_get_subject_name(p.cert);


	X509_set_version(p.cert, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(p.cert), serial);
	X509_gmtime_adj(X509_getm_notBefore(p.cert), -60);
	X509_gmtime_adj(X509_getm_notAfter(p.cert), 3600);
	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(p.cert, issuer ? X509_get_subject_name(issuer->cert) : subject);
	X509_set_pubkey(p.cert, p.key);
	extend(p.cert, p.cert, NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
	extend(p.cert, p.cert, NID_subject_key_identifier, "hash");
	extend(p.cert, issuer ? issuer->cert : p.cert, NID_authority_key_identifier, "keyid");
	X509_sign(p.cert, issuer ? issuer->key : p.key, EVP_sha256());
	return p;
}

static void drop(struct pair *p)
{
	EVP_PKEY_free(p->key);
	X509_free(p->cert);
}

/* What the verification says: X509_V_…; -1: there is none. */
static int verify_in(X509_STORE *store, X509 *cert)
{
	X509_STORE_CTX *x = X509_STORE_CTX_new();
	int why = -1;

	if (X509_STORE_CTX_init(x, store, cert, NULL) == 1) {
		X509_verify_cert(x);
		why = X509_STORE_CTX_get_error(x);
	}
	X509_STORE_CTX_free(x);
	return why;
}

static int verify(struct gp_trust *t, X509 *cert)
{
	X509_STORE *store = X509_STORE_new();
	int why = gp_trust_serve(t, store) && gp_trust_serve(t, store) ? verify_in(store, cert) : -1;

	X509_STORE_free(store);
	return why;
}

static void put_text(const char *text)
{
	FILE *f = fopen(path, "a");

	fputs(text, f);
	fclose(f);
}

static void put(const struct pair *p, bool with_trust)
{
	FILE *f = fopen(path, "a");

	if (with_trust)
		PEM_write_X509_AUX(f, p->cert);
	else
		PEM_write_X509(f, p->cert);
	fclose(f);
}

static void own_bundle(void)
{
	struct pair one = make("权威", NULL, 1), old = make("Root", NULL, 2), renewed = make("Root", NULL, 3),
	    stranger = make("Stranger", NULL, 4), leaf = make("leaf", &one, 5), late = make("late", &renewed, 6),
	    early = make("early", &old, 7), foreign = make("foreign", &stranger, 8);
	struct gp_trust *t;

	put_text("# a bundle\n");
	put(&old, false);
	put(&one, false);
	put_text("with words between\n");
	put(&renewed, false);
	t = gp_trust_open(path);
	is_int(verify(t, leaf.cert), X509_V_OK, "what one of them signed is good");
	is_int(verify(t, leaf.cert), X509_V_OK, "with the next store as well");
	ok(verify(t, early.cert) == X509_V_OK && verify(t, late.cert) == X509_V_OK, "of two with one name each is found, as its key tells");
	is_int(verify(t, one.cert), X509_V_OK, "as is one itself");
	is_int(verify(t, foreign.cert), X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "what a stranger signed is not");
	is_int(verify(t, stranger.cert), X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "nor the stranger");
	gp_trust_close(t);
	put(&one, true);
	ok(!gp_trust_open(path), "a certificate with remarks on what it is trusted for is OpenSSL's to read");
	ok(!truncate(path, 0) && !gp_trust_open(path), "so is a file without any");
	put_text("-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n");
	ok(!gp_trust_open(path), "or with what is none");
	ok(!truncate(path, 0), "emptied");
	put(&one, false);
	put_text("-----BEGIN CERTIFICATE-----\n*\n");
	ok(!gp_trust_open(path), "or a broken one");
	ok(!gp_trust_open("/nonexistent"), "or one that is not there");
	is_int((int)ERR_peek_error(), 0, "and no error is left for others to find");
	drop(&one);
	drop(&old);
	drop(&renewed);
	drop(&stranger);
	drop(&leaf);
	drop(&late);
	drop(&early);
	drop(&foreign);
}

static void system_bundle(void)
{
	FILE *f = fopen(SYSTEM, "r");
	struct gp_trust *t = f ? gp_trust_open(SYSTEM) : NULL;
	X509_STORE *whole = X509_STORE_new();
	int same = 0, other = 0;
	X509 *cert;

	if (!f) {
		ok(true, "no bundle of the system here # SKIP");
		X509_STORE_free(whole);
		return;
	}
	ok(X509_STORE_load_file(whole, SYSTEM) == 1, "OpenSSL reads the system's bundle");
	while (t && (cert = PEM_read_X509(f, NULL, NULL, NULL))) {
		if (verify(t, cert) == verify_in(whole, cert))
			same++;
		else
			other++;
		X509_free(cert);
	}
	fclose(f);
	gp_trust_close(t);
	X509_STORE_free(whole);
	ERR_clear_error();
	ok(same > 0 && !other, "and says of all %d in it what it says with the names alone", same);
}

int main(void)
{
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	own_bundle();
	system_bundle();
	unlink(path);
	return tap_done();
}
