#define _GNU_SOURCE
#include "core/store/crawl_db.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/store/file_system.h"

int gp_crawl_file_ready(const char *path, bool *made, struct gp_err *e)
{
	const char *remote;
	struct statfs fs;
	struct stat st;
	int fd;

	*made = false;
	if (!*path)
		return gp_fail(e, GP_EUSAGE, "the name of the crawl file is empty");
	if (gp_file_system_folders(path, e) != 0)
		return -1;
	/*
	 * Only a file that did not exist is opened here: closing a descriptor of an existing one
	 * would drop the POSIX locks that another store of this process holds on it.
	 */
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	*made = fd >= 0;
	if (*made)
		close(fd);
	else if (errno != EEXIST)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot make the crawl file", path);
	if (stat(path, &st) != 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot open the crawl file", path);
	if (!S_ISREG(st.st_mode))
		return gp_fail(e, GP_EUSAGE, "%.300s: is no file; name another crawl file", path);
	if (statfs(path, &fs) != 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot look at its file system", path);
	remote = gp_file_system_remote((unsigned long)fs.f_type);
	if (remote)
		return gp_fail(e, GP_EDENIED,
		    "%.300s: lies on a %s file system, where file locks and SQLite's log are not "
		    "safe; put the crawl file on a local disk",
		    path, remote);
	return 0;
}
