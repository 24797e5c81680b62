/* personal values, and how they are found again */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

#include "core/store/ledger_db.h"

int gp_ledger_put_secret(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], const void *salt, size_t salt_n,
    const char *value, size_t n, struct gp_err *e)
{
	static const char sql[] = "INSERT INTO vault(h, salt, val) VALUES(?, ?, ?)";
	struct gp_ledger_query q;

	if (n > GP_LEDGER_BODY_MAX)
		return gp_fail(e, GP_ELIMIT, "%.300s: a value is too large to store", l->path);
	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_blob(&q, h, GP_LEDGER_HASH);
	gp_ledger_bind_blob(&q, salt, salt_n);
	gp_ledger_bind_textn(&q, value, n);
	return gp_ledger_run(&q, e);
}

int gp_ledger_secret(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_buf *out, struct gp_err *e)
{
	static const char sql[] = "SELECT val FROM vault WHERE h = ?";
	struct gp_ledger_query q;
	int rc;

	if (gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_blob(&q, h, GP_LEDGER_HASH);
	rc = gp_ledger_step(&q, e);
	if (rc > 0 && out) {
		const char *value = gp_ledger_column(q.st, 0);

		gp_buf_put(out, value, (size_t)sqlite3_column_bytes(q.st, 0));
	}
	if (rc > 0)
		gp_ledger_done(&q);
	return rc;
}

int gp_ledger_each_secret(struct gp_ledger *l, gp_ledger_secret_fn *fn, void *user, struct gp_err *e)
{
	unsigned char h[GP_LEDGER_HASH];
	struct gp_ledger_query q;
	const void *salt;
	int rc, answer;

	if (gp_ledger_query_once(l, "SELECT h, salt, val FROM vault ORDER BY h", &q, e))
		return -1;
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		memset(h, 0, sizeof h);
		if (sqlite3_column_bytes(q.st, 0) == GP_LEDGER_HASH)
			memcpy(h, sqlite3_column_blob(q.st, 0), sizeof h);
		salt = sqlite3_column_blob(q.st, 1);
		answer = fn(user, h, salt ? salt : "", (size_t)sqlite3_column_bytes(q.st, 1), gp_ledger_column(q.st, 2),
		    (size_t)sqlite3_column_bytes(q.st, 2));
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_drop_secret(struct gp_ledger *l, const unsigned char h[GP_LEDGER_HASH], struct gp_err *e)
{
	static const char sql[] = "DELETE FROM vault WHERE h = ?";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	l->wiped = true;
	gp_ledger_bind_blob(&q, h, GP_LEDGER_HASH);
	return gp_ledger_run(&q, e);
}

/* Looking up HMAC for every value takes three times as long as computing it. */
static EVP_MAC_CTX *keyed(struct gp_ledger *l)
{
	char digest[] = "SHA256";
	const OSSL_PARAM how[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
	EVP_MAC *hmac;

	if (l->mac)
		return EVP_MAC_init(l->mac, NULL, 0, NULL) == 1 ? l->mac : NULL; /* with the key that it has */
	hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	l->mac = hmac ? EVP_MAC_CTX_new(hmac) : NULL;
	EVP_MAC_free(hmac); /* the context holds it */
	if (l->mac && EVP_MAC_init(l->mac, l->key, GP_LEDGER_KEY, how) != 1) {
		EVP_MAC_CTX_free(l->mac);
		l->mac = NULL;
	}
	return l->mac;
}

/* The field is in what is hashed: one value in two fields cannot be seen to be one. */
static int mac(struct gp_ledger *l, const char *reg, const char *field, const char *value, size_t n,
    unsigned char out[GP_LEDGER_HASH], struct gp_err *e)
{
	EVP_MAC_CTX *c;

	if (n > GP_LEDGER_BODY_MAX)
		return gp_fail(e, GP_ELIMIT, "%.300s: a value is too large to store", l->path);
	c = keyed(l);
	if (!c || EVP_MAC_update(c, (const unsigned char *)reg, strlen(reg) + 1) != 1 ||
	    EVP_MAC_update(c, (const unsigned char *)field, strlen(field) + 1) != 1 ||
	    EVP_MAC_update(c, (const unsigned char *)value, n) != 1 || EVP_MAC_final(c, out, NULL, GP_LEDGER_HASH) != 1)
		return gp_fail(e, GP_EIO, "this machine's libcrypto cannot hash as the registers need it");
	return 0;
}

int gp_ledger_put_blind(struct gp_ledger *l, const char *reg, const char *field, const char *rid, const char *value,
    size_t n, struct gp_err *e)
{
	static const char sql[] = "INSERT OR IGNORE INTO blind(reg, field, mac, rid) VALUES(?, ?, ?, ?)";
	unsigned char h[GP_LEDGER_HASH];
	struct gp_ledger_query q;

	if (mac(l, reg, field, value, n, h, e) || gp_ledger_write(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, field);
	gp_ledger_bind_blob(&q, h, sizeof h);
	gp_ledger_bind_text(&q, rid);
	return gp_ledger_run(&q, e);
}

int gp_ledger_each_blind(struct gp_ledger *l, const char *reg, const char *field, const char *value, size_t n,
    int (*fn)(void *user, const char *rid), void *user, struct gp_err *e)
{
	static const char sql[] = "SELECT rid FROM blind WHERE reg = ? AND field = ? AND mac = ? ORDER BY rid";
	unsigned char h[GP_LEDGER_HASH];
	struct gp_ledger_query q;
	int rc, answer;

	if (mac(l, reg, field, value, n, h, e) || gp_ledger_query(l, sql, &q, e))
		return -1;
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, field);
	gp_ledger_bind_blob(&q, h, sizeof h);
	while ((rc = gp_ledger_step(&q, e)) > 0) {
		answer = fn(user, gp_ledger_column(q.st, 0));
		if (answer) {
			gp_ledger_done(&q);
			return answer;
		}
	}
	return rc;
}

int gp_ledger_drop_blind(struct gp_ledger *l, const char *reg, const char *field, const char *rid, struct gp_err *e)
{
	static const char sql[] = "DELETE FROM blind WHERE reg = ?1 AND rid = ?2 AND (?3 = '' OR field = ?3)";
	struct gp_ledger_query q;

	if (gp_ledger_write(l, sql, &q, e))
		return -1;
	l->wiped = true;
	gp_ledger_bind_text(&q, reg);
	gp_ledger_bind_text(&q, rid);
	gp_ledger_bind_text(&q, field);
	return gp_ledger_run(&q, e);
}
