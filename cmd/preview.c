/*
 * preview - serves a folder on 127.0.0.1 until it is told to stop.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "cmd/cmd.h"
#include "core/base/err.h"
#include "core/web/serve.h"

static int serve_until_signal(const struct gp_serve_options *o, bool port_only, struct gp_err *e)
{
	struct gp_serve *s = NULL;
	sigset_t stop, before;
	int sig, status = -1;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	/* blocked before the thread starts, so that it inherits the mask and only sigwait() sees them */
	pthread_sigmask(SIG_BLOCK, &stop, &before);
	if (gp_serve_start(&s, o, e) < 0)
		goto out;
	if (printf(port_only ? "%d\n" : "http://127.0.0.1:%d/\n", gp_serve_port(s)) < 0 ||
	    fflush(stdout) != 0) {
		gp_fail_errno(e, GP_EIO, "standard output");
		goto out;
	}
	sigwait(&stop, &sig);
	status = 0;
out:
	gp_serve_stop(s);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return status;
}

int gp_cmd_preview(struct gp_ctx *ctx, int argc, char **argv, struct gp_err *e)
{
	static const struct option longs[] = {
		{"port", required_argument, NULL, 'p'},
		{"print-port", no_argument, NULL, 'P'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	struct gp_serve_options o = {0};
	bool port_only = false;
	long port;
	int c;

	(void)ctx;
	optind = 0; /* glibc: start anew, main has used getopt too */
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":h", longs, NULL)) != -1)
		switch (c) {
		case 'p':
			if (gp_cmd_number(&port, "--port", optarg, 0, 65535, e))
				return -1;
			o.port = (int)port;
			break;
		case 'P':
			port_only = true;
			break;
		case 'h':
			puts("usage: govpub preview [--port N] [--print-port] DIR");
			return 0;
		case ':':
			return gp_fail(e, GP_EUSAGE, "%s needs a value", argv[optind - 1]);
		default:
			return gp_fail(e, GP_EUSAGE, "unknown option %s", argv[optind - 1]);
		}
	if (argc - optind != 1)
		return gp_fail(e, GP_EUSAGE, "preview serves one folder: govpub preview [--port N] DIR");
	o.dir = argv[optind];
	return serve_until_signal(&o, port_only, e);
}
