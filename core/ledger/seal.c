#include "core/ledger/seal.h"

#include <openssl/asn1.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>


static int put_head(void *user, const struct gp_ledger_head *h)
{
	char hex[2 * GP_LEDGER_HASH + 1];

	gp_event_hex(hex, h->hash);
	gp_buf_printf(user, "head %s %s %lld %s\n", *h->office ? h->office : "-", h->reg, (long long)h->seq, hex);
	return 0;
}

int gp_seal_text(struct gp_chain *c, const char *at, struct gp_buf *out, struct gp_err *e)
{
	struct gp_event_hasher *hasher = gp_event_hasher_new("sha256");
	const char *office = gp_ledger_office(gp_chain_ledger(c));
	unsigned char h[GP_LEDGER_HASH];
	char hex[2 * GP_LEDGER_HASH + 1];
	int rc;

	gp_buf_printf(out, "govpub-seal 1\noffice %s\nat %s\nhash %s\n", *office ? office : "-", at,
	    gp_ledger_hash_name(gp_chain_ledger(c)));
	rc = gp_ledger_each_tail(gp_chain_ledger(c), put_head, out, e);
	if (!rc)
		rc = hasher ? gp_event_hash_bytes(hasher, out->data, out->len, h, e) :
		    gp_fail(e, GP_EIO, "this machine's libcrypto cannot hash as the registers need it");
	gp_event_hasher_free(hasher);
	if (rc)
		return -1;
	gp_event_hex(hex, h);
	gp_buf_printf(out, "end %s\n", hex);
	return out->full ? gp_fail(e, GP_ELIMIT, "there are too many registers for a seal") : 0;
}

/* So that an old answer cannot be given to a new request. */
static bool set_nonce(TS_REQ *request)
{
	ASN1_INTEGER *nonce = ASN1_INTEGER_new();
	unsigned char random[8];
	uint64_t value = 0;
	bool done;

	done = nonce && RAND_bytes(random, sizeof random) == 1;
	for (size_t i = 0; done && i < sizeof random; i++)
		value = value << 8 | random[i];
	done = done && ASN1_INTEGER_set_uint64(nonce, value) == 1 && TS_REQ_set_nonce(request, nonce) == 1;
	ASN1_INTEGER_free(nonce);
	return done;
}

static bool fill(TS_REQ *request, TS_MSG_IMPRINT *imprint, X509_ALGOR *algorithm, const char *p, size_t n)
{
	unsigned char digest[GP_LEDGER_HASH];

	return request && imprint && algorithm && EVP_Digest(p, n, digest, NULL, EVP_sha256(), NULL) == 1 &&
	    X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
	    TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
	    TS_MSG_IMPRINT_set_msg(imprint, digest, sizeof digest) == 1 &&
	    TS_REQ_set_version(request, 1) == 1 && TS_REQ_set_msg_imprint(request, imprint) == 1 &&
	    TS_REQ_set_cert_req(request, 1) == 1 && set_nonce(request);
}

int gp_seal_request(const char *p, size_t n, struct gp_buf *out, struct gp_err *e)
{
	TS_REQ *request = TS_REQ_new();
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	unsigned char *der = NULL;
	int length = fill(request, imprint, algorithm, p, n) ? i2d_TS_REQ(request, &der) : -1;

	if (length > 0)
		gp_buf_put(out, der, (size_t)length);
	OPENSSL_free(der);
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
	TS_REQ_free(request);
	return length > 0 && !out->full ? 0 : gp_fail(e, GP_EIO, "the request for a time stamp cannot be made");
}
