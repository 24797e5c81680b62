/* address: which network addresses may be reached */
#include "core/web/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "tests/lib/tap.h"

enum { PUBLIC = GP_ADDRESS_PUBLIC, LOOP = GP_ADDRESS_LOOPBACK, PRIVATE = GP_ADDRESS_PRIVATE,
	LINK = GP_ADDRESS_LINK_LOCAL, SPECIAL = GP_ADDRESS_SPECIAL };

static const struct {
	const char *ip;
	unsigned class;
} cases[] = {
	{"0.0.0.0", SPECIAL}, {"0.255.255.255", SPECIAL}, {"1.0.0.0", PUBLIC},
	{"9.255.255.255", PUBLIC}, {"10.0.0.0", PRIVATE}, {"10.255.255.255", PRIVATE},
	{"11.0.0.0", PUBLIC},
	{"100.63.255.255", PUBLIC}, {"100.64.0.0", PRIVATE}, {"100.127.255.255", PRIVATE},
	{"100.128.0.0", PUBLIC}, {"126.255.255.255", PUBLIC}, {"127.0.0.1", LOOP},
	{"127.255.255.255", LOOP}, {"128.0.0.0", PUBLIC}, {"169.253.255.255", PUBLIC},
	{"169.254.169.254", LINK}, {"169.255.0.0", PUBLIC}, {"172.15.255.255", PUBLIC},
	{"172.16.0.0", PRIVATE}, {"172.31.255.255", PRIVATE}, {"172.32.0.0", PUBLIC},
	{"192.0.0.1", SPECIAL}, {"192.0.1.0", PUBLIC}, {"192.0.2.1", SPECIAL}, {"192.31.196.1", PUBLIC},
	{"192.88.99.1", SPECIAL}, {"192.167.255.255", PUBLIC}, {"192.168.0.0", PRIVATE},
	{"192.169.0.0", PUBLIC}, {"198.17.255.255", PUBLIC}, {"198.18.0.0", SPECIAL},
	{"198.19.255.255", SPECIAL}, {"198.20.0.0", PUBLIC}, {"198.51.100.1", SPECIAL},
	{"203.0.113.1", SPECIAL}, {"203.0.114.0", PUBLIC}, {"223.255.255.255", PUBLIC},
	{"224.0.0.1", SPECIAL}, {"239.255.255.255", SPECIAL}, {"240.0.0.0", SPECIAL},
	{"255.255.255.255", SPECIAL},
	{"::", SPECIAL}, {"::1", LOOP}, {"::2", SPECIAL}, {"::7f00:1", LOOP}, {"::8.8.8.8", SPECIAL},
	{"::ffff:127.0.0.1", LOOP}, {"::ffff:10.1.2.3", PRIVATE}, {"::ffff:169.254.169.254", LINK},
	{"::ffff:8.8.8.8", PUBLIC}, {"64:ff9b::a9fe:a9fe", LINK}, {"64:ff9b::808:808", PUBLIC},
	{"64:ff9b:1::808:808", PRIVATE}, {"100::1", SPECIAL}, {"2001::1", SPECIAL},
	{"2001:1ff:ffff::", SPECIAL}, {"2001:200::1", PUBLIC}, {"2001:db8::1", SPECIAL},
	{"2001:db9::1", PUBLIC}, {"2002:7f00:1::", LOOP}, {"2002:c0a8:101::1", PRIVATE},
	{"2002:808:808::1", PUBLIC}, {"2408:8000::1", PUBLIC}, {"3ffe::1", PUBLIC}, {"3fff::1", SPECIAL},
	{"3fff:1000::1", PUBLIC}, {"4000::1", SPECIAL}, {"5f00::1", SPECIAL}, {"fbff::1", SPECIAL},
	{"fc00::1", PRIVATE}, {"fdff::1", PRIVATE}, {"fe80::1", LINK}, {"febf::1", LINK},
	{"fec0::1", PRIVATE}, {"ff02::1", SPECIAL},
};

static unsigned classify(const char *ip)
{
	struct sockaddr_storage ss = {0};
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1)
		memcpy(&ss, &v4, sizeof v4);
	else if (inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1)
		memcpy(&ss, &v6, sizeof v6);
	return gp_address_classify((struct sockaddr *)&ss);
}

int main(void)
{
	struct sockaddr_un un = {.sun_family = AF_UNIX};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		is_int(classify(cases[i].ip), cases[i].class, cases[i].ip);
		is_int(gp_address_of_host(cases[i].ip), cases[i].class, "and as the host of a URL");
	}
	is_int(gp_address_classify((struct sockaddr *)&un), SPECIAL, "a socket that is no network");
	is_int(gp_address_of_host("[::1]"), LOOP, "brackets do not matter");
	is_int(gp_address_of_host("localhost"), LOOP, "localhost");
	is_int(gp_address_of_host("A.LocalHost."), LOOP, "a name under localhost");
	is_int(gp_address_of_host("notlocalhost"), 0, "a name that ends like localhost");
	is_int(gp_address_of_host("www.gov.cn"), 0, "a name");
	is_int(gp_address_of_host(""), 0, "no name");
	is_int(gp_address_of_host("10.0.0.1.nip.example.a.name.that.is.longer.than.any.address"), 0,
	    "a long name");
	return tap_done();
}
