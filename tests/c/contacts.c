/* contacts: mail addresses and telephone numbers in links; only what is wrong for certain is called so */
#include "core/web/mailto.h"
#include "core/web/tel.h"
#include "tests/lib/tap.h"

/* What is wrong, "-" for nothing, and the domains that get mail. */
static const char *mail(const char *url)
{
	static char said[2000];
	struct gp_mailto m;

	gp_mailto_read(&m, url, strlen(url));
	snprintf(said, sizeof said, "%s", m.wrong ? m.wrong : "-");
	for (size_t i = 0; i < m.domain_count; i++)
		snprintf(said + strlen(said), sizeof said - strlen(said), " %s", m.domain[i]);
	return said;
}

static const struct {
	const char *url, *want;
} mails[] = {
	{"mailto:xxgk@sh.gov.cn", "- sh.gov.cn"},
	{"mailto:a@B.Example", "- b.example"},
	{"mailto:a@b.example,c@d.example;e@b.example", "- b.example d.example"},
	{"mailto:a@b.example,", "- b.example"},
	{"mailto:%20a@b.example%20", "- b.example"},
	{"mailto:a%40b.example", "- b.example"},
	{"mailto:a@b.example?subject=%E6%94%BF&cc=c@d.example&BCC=e@f.example", "- b.example d.example f.example"},
	{"mailto:?to=a@b.example", "- b.example"},
	{"mailto:?subject=x&body=http://a@b/", "-"},
	{"mailto:a@b.example?body=x@", "- b.example"},
	{"mailto:%E5%BC%A0%E4%B8%89%20%3Ca@b.example%3E", "- b.example"},
	{"mailto:%E6%94%BF@%E6%94%BF%E5%8A%A1.example", "- xn--zfr164b.example"},
	{"mailto:\"a, b\"@c.example", "- c.example"},
	{"mailto:%22a@b%22@c.example", "- c.example"},
	{"mailto:o'neil+x/y=z{1}@c.example", "- c.example"},
	{"mailto:a@[192.0.2.1]", "-"},
	{"mailto:a@192.0.2.1", "-"},
	{"mailto:a@b.example.", "- b.example"},
	{"mailto:", "mail-empty"},
	{"mailto:%20", "mail-empty"},
	{"mailto:?", "mail-empty"},
	{"mailto:,", "mail-empty"},
	{"mailto://a@b.example", "mail-slashes"},
	{"mailto:xxgk.sh.gov.cn", "mail-no-at"},
	{"mailto:a(at)b.example", "mail-no-at"},
	{"mailto:a@b.example,c", "mail-no-at b.example"},
	{"mailto:?cc=xx", "mail-no-at"},
	{"mailto:a@b@c.example", "mail-two-ats"},
	{"mailto:@c.example", "mail-no-name"},
	{"mailto:a@", "mail-no-domain"},
	{"mailto:a b@c.example", "mail-blank"},
	{"mailto:a@c. example", "mail-blank"},
	{"mailto:a@%C2%A0c.example", "mail-blank"},
	{"mailto:a%EF%BC%A0c.example", "mail-full-width"},
	{"mailto:a@c%EF%BC%8Eexample", "mail-full-width"},
	{"mailto:a@c%E3%80%82example", "mail-full-width"},
	{"mailto:a@c.example%EF%BC%9Bb@d.example", "mail-full-width"},
	{"mailto:a..b@c.example", "mail-dots"},
	{"mailto:a.@c.example", "mail-dots"},
	{"mailto:a@c..example", "mail-dots"},
	{"mailto:a@.example", "mail-dots"},
	{"mailto:a@localhost", "mail-no-dot"},
	{"mailto:a@sohu", "mail-no-dot"},
	{"mailto:mailto:a@b.example", "mail-sign"},
	{"mailto:a@b.example)", "bad-host"},
	{"mailto:a@b.example/c", "bad-host"},
	{"mailto:a@b%00.example", "bad-host"},
	{"mailto:a%00@b.example", "mail-sign"},
};

static const struct {
	const char *url, *want; /* NULL: nothing is wrong */
} numbers[] = {
	{"tel:12345", NULL},
	{"tel:+86-21-12345678", NULL},
	{"tel:(021)%2012345678", NULL},
	{"tel:021-12345678%E8%BD%AC8001", NULL},
	{"tel:021-12345678;ext=8001", NULL},
	{"tel:021-12345678ext.8001", NULL},
	{"tel:021-12345678x%208001", NULL},
	{"tel:0512-12345678-800123", NULL},
	{"tel:021-12345678/87654321", NULL},
	{"tel:021-12345678%E3%80%8187654321", NULL},
	{"tel://12345", NULL},
	{"tel:8001;phone-context=+86", NULL},
	{"tel:%EF%BC%90%EF%BC%92%EF%BC%91-12345678", NULL},
	{"tel:%E7%94%B5%E8%AF%9D12345", NULL},
	{"tel:*99#", NULL},
	{"tel:1234p5", NULL},
	{"tel:+1 234 567 8901", NULL},
	{"tel:", "tel-empty"},
	{"tel:%20", "tel-empty"},
	{"tel:-", "tel-empty"},
	{"tel:%E7%94%B5%E8%AF%9D", "tel-empty"},
	{"tel:1-800-FLOWERS", "tel-letters"},
	{"tel:null", "tel-letters"},
	{"tel:021-xxxxxxxx", "tel-letters"},
	{"tel:o21-12345678", "tel-letters"},
	{"tel:a@b.example", "tel-letters"},
	{"tel:1234567890123456", "tel-too-long"},
	{"tel:021-1234567812345678", "tel-too-long"},
	{"tel:123456789012345", NULL},
};

int main(void)
{
	for (size_t i = 0; i < sizeof mails / sizeof *mails; i++)
		is_str(mail(mails[i].url), mails[i].want, mails[i].url);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		is_str(gp_tel_wrong(numbers[i].url, strlen(numbers[i].url)), numbers[i].want, numbers[i].url);
	return tap_done();
}
