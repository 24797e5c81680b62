/* brackets and quotation marks: which have no partner */
#include "core/text/pairs.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

static void finds(const char *s, const char *want)
{
	struct gp_unpaired u[20];
	size_t n = gp_unpaired(u, 20, s, strlen(s));
	char got[200] = "";
	size_t used = 0;

	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(got + used, sizeof got - used, "%s%.*s", u[i].opens ? "+" : "-", (int)u[i].n, s + u[i].at);
	is_str(got, want, s);
}

static void sentences(void)
{
	finds("根据《办法》（以下简称“办法”）第一条【解读】", "");
	finds("云政发〔2023〕5号、[甲]、「乙」、『丙』、〈丁〉", "");
	finds("印发《办法的通知", "+《");
	finds("印发办法》的通知", "-》");
	finds("（一）加强“双随机监管。", "+“");
	finds("一个“错”误”的引号", "-”");
	finds("《甲（乙》丙）", "+（-）");
	finds("全角（与半角)算一对，(反过来也是）", "");
	finds("1）甲；2）乙；a)丙；一）丁；①）戊", "");
	finds("其他情形）的", "-）");
	finds("it's ‘a’ \"b\" don't", "");
	finds("关于印发《云澜市“无废城市”建设\n试点工作方案》的通知", "");
	finds("", "");
	finds("《", "+《");
	finds("\xE3\x80", "");
	finds("a)b", "");
}

static void bounds(void)
{
	static char s[60000];
	struct gp_unpaired u[1000];
	size_t n = 0;

	memset(s, 'x', sizeof s);
	s[0] = '(';
	s[GP_PAIR_SPAN] = ')';
	is_int((long long)gp_unpaired(u, 10, s, sizeof s), 0, "a pair may be so far apart");
	s[GP_PAIR_SPAN] = 'x';
	s[GP_PAIR_SPAN + 1] = ' ';
	s[GP_PAIR_SPAN + 2] = ')';
	is_int((long long)gp_unpaired(u, 10, s, sizeof s), 2, "and no further");
	memset(s, '(', sizeof s);
	is_int((long long)gp_unpaired(u, 1000, s, sizeof s), 1000, "no more than were asked for");
	for (int round = 0; round < 2000; round++) {
		static const char *const marks[] = {"（", "）", "《", "》", "“", "”", "(", ")", "字", "\n", "\xE3", "\x80", "1"};
		size_t len = 0;

		for (int i = 0; i < 60; i++) {
			const char *m = marks[random_below(sizeof marks / sizeof *marks)];

			memcpy(s + len, m, strlen(m));
			len += strlen(m);
		}
		n = gp_unpaired(u, 1000, s, len);
		for (size_t i = 0; i < n; i++)
			if (u[i].at + u[i].n > len || (i && u[i].at <= u[i - 1].at)) {
				ok(false, "round %d: in order and within the text", round);
				return;
			}
	}
	ok(true, "in order and within the text, whatever it is");
}

int main(void)
{
	sentences();
	bounds();
	return tap_done();
}
