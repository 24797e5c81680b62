#define _GNU_SOURCE
#include "core/office/account_secret.h"

#include <string.h>

#include "core/base/json.h"

#define OPEN "{secret."
#define SHORTEST 6     /* bytes of a value that is looked for elsewhere: shorter ones stand everywhere by chance */
#define CODED_MAX ((size_t)3 * GP_ACCOUNT_SECRET_MAX)

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

/* Only what may stand in a header and in a line of text. */
static bool is_fit(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == '\x7F')
			return false;
	return true;
}

static char *next_line(char **rest)
{
	char *line = *rest + strspn(*rest, "\r\n");
	size_t n = strcspn(line, "\r\n");

	if (!n)
		return NULL;
	*rest = line + n + (line[n] != '\0');
	line[n] = '\0';
	return line;
}

static int add_line(struct gp_account_secrets *out, char *line, const char *from, struct gp_err *e)
{
	size_t n = strspn(line, name_letters);

	if (out->count == GP_ACCOUNT_SECRETS || !n || line[n] != '=' || !line[n + 1] || !is_fit(line))
		return gp_fail(e, GP_EUSAGE, "%s: must hold lines like appid=VALUE, %d at most, or one line that is a token", from,
		    GP_ACCOUNT_SECRETS);
	line[n] = '\0';
	out->list[out->count++] = (struct gp_account_secret){line, line + n + 1};
	return 0;
}

int gp_account_secrets_read(struct gp_account_secrets *out, const struct gp_buf *text, const char *from, struct gp_err *e)
{
	char *rest = out->text, *line;
	size_t n = text->len;

	out->count = 0;
	if (n > GP_ACCOUNT_SECRET_MAX || (n && memchr(text->data, '\0', n)))
		return gp_fail(e, GP_EUSAGE, "%s: is too long", from);
	if (n)
		memcpy(out->text, text->data, n);
	out->text[n] = '\0';
	rest += strspn(rest, "\r\n");
	n = strcspn(rest, "\r\n");
	if (n && *rest != '#' && !rest[n + strspn(rest + n, "\r\n")] && rest[strspn(rest, name_letters)] != '=') {
		rest[n] = '\0';
		out->list[out->count++] = (struct gp_account_secret){"token", rest};
		return is_fit(rest) ? 0 : gp_fail(e, GP_EUSAGE, "%s: there are control characters in it", from);
	}
	while ((line = next_line(&rest)))
		if (*line != '#' && add_line(out, line, from, e))
			return -1;
	return out->count ? 0 : gp_fail(e, GP_EUSAGE, "%s: is empty", from);
}

void gp_account_secrets_wipe(struct gp_account_secrets *s)
{
	explicit_bzero(s, sizeof *s);
}

const char *gp_account_secret(const struct gp_account_secrets *s, const char *name, size_t n)
{
	for (size_t i = 0; i < s->count; i++)
		if (strlen(s->list[i].name) == n && !memcmp(s->list[i].name, name, n))
			return s->list[i].value;
	return NULL;
}

bool gp_account_secret_wanted(const char *text)
{
	return strstr(text, OPEN) != NULL;
}

static void put_coded(struct gp_buf *out, const char *s)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (; *s; s++)
		if (strchr(plain, *s))
			gp_buf_putc(out, *s);
		else
			gp_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*s);
}

static void put_json(struct gp_buf *out, const char *s)
{
	struct gp_buf quoted;
	struct gp_json j;

	gp_buf_init(&quoted, 7 * GP_ACCOUNT_SECRET_MAX);
	gp_json_init(&j, &quoted);
	gp_json_str(&j, s);
	if (quoted.len > 2)
		gp_buf_put(out, quoted.data + 1, quoted.len - 2);
	explicit_bzero(quoted.data, quoted.cap);
	gp_buf_free(&quoted);
}

static void put_value(struct gp_buf *out, const char *value, enum gp_secret_place place)
{
	switch (place) {
	case GP_SECRET_IN_URL:
		put_coded(out, value);
		break;
	case GP_SECRET_IN_JSON:
		put_json(out, value);
		break;
	case GP_SECRET_IN_HEADER:
		gp_buf_puts(out, value);
		break;
	}
}

int gp_account_secrets_fill(struct gp_buf *out, const char *text, enum gp_secret_place place,
    const struct gp_account_secrets *s, struct gp_err *e)
{
	const char *at, *value;
	size_t n;

	while ((at = strstr(text, OPEN))) {
		gp_buf_put(out, text, (size_t)(at - text));
		text = at + strlen(OPEN);
		n = strspn(text, name_letters);
		value = text[n] == '}' ? gp_account_secret(s, text, n) : NULL;
		if (!value)
			return gp_fail(e, GP_EUSAGE, "there is no secret '%.*s' among those of the account", (int)(n > 60 ? 60 : n), text);
		put_value(out, value, place);
		text += n + 1;
	}
	gp_buf_puts(out, text);
	return out->full ? gp_fail(e, GP_ELIMIT, "the request is too long") : 0;
}

bool gp_account_secrets_in(const struct gp_account_secrets *s, const char *text)
{
	bool found = false;
	struct gp_buf coded;

	gp_buf_init(&coded, CODED_MAX);
	for (size_t i = 0; i < s->count && !found; i++) {
		if (strlen(s->list[i].value) < SHORTEST)
			continue;
		gp_buf_clear(&coded);
		put_coded(&coded, s->list[i].value);
		found = strstr(text, s->list[i].value) || strcasestr(text, coded.data ? coded.data : "");
	}
	if (coded.data)
		explicit_bzero(coded.data, coded.cap);
	gp_buf_free(&coded);
	return found;
}
