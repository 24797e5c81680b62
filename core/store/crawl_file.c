#define _GNU_SOURCE
#include "core/store/crawl_db.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Magic numbers that <linux/magic.h> of Debian 12 does not carry; statfs(2). */
#define CIFS_MAGIC 0xFF534D42
#define LUSTRE_MAGIC 0x0BD00BD0
#define OCFS2_MAGIC 0x7461636F
#define GFS2_MAGIC 0x01161970

const char *gp_crawl_file_remote(unsigned long f_type)
{
	/* f_type is signed on some machines: only the low 32 bits mean something. */
	switch (f_type & 0xFFFFFFFF) {
	case NFS_SUPER_MAGIC:
		return "NFS";
	case SMB_SUPER_MAGIC:
	case SMB2_SUPER_MAGIC:
	case CIFS_MAGIC:
		return "SMB";
	case FUSE_SUPER_MAGIC:
		return "FUSE";
	case V9FS_MAGIC:
		return "9p";
	case AFS_SUPER_MAGIC:
	case AFS_FS_MAGIC:
	case CODA_SUPER_MAGIC:
		return "AFS or Coda";
	case CEPH_SUPER_MAGIC:
	case LUSTRE_MAGIC:
	case OCFS2_MAGIC:
	case GFS2_MAGIC:
		return "cluster";
	default:
		return NULL;
	}
}

static int make_parents(const char *path, struct gp_err *e)
{
	char *folder = gp_strdup(path), *slash;
	struct stat st;
	int rc = 0;

	/* From the left: each folder needs the one before it. */
	for (slash = strchr(folder + 1, '/'); slash && !rc; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0) {
			if (stat(folder, &st) != 0)
				rc = gp_fail_errno(e, GP_EIO, "%.300s: cannot be made", folder);
			else if (!S_ISDIR(st.st_mode))
				rc = gp_fail(e, GP_EIO, "%.300s: is no folder", folder);
		}
		*slash = '/';
	}
	free(folder);
	return rc;
}

int gp_crawl_file_ready(const char *path, struct gp_err *e)
{
	const char *remote;
	struct statfs fs;
	struct stat st;
	int fd;

	if (!*path)
		return gp_fail(e, GP_EUSAGE, "the name of the crawl file is empty");
	if (make_parents(path, e) != 0)
		return -1;
	/*
	 * Only a file that did not exist is opened here: closing a descriptor of an existing one
	 * would drop the POSIX locks that another store of this process holds on it.
	 */
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	else if (errno != EEXIST)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot make the crawl file", path);
	if (stat(path, &st) != 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot open the crawl file", path);
	if (!S_ISREG(st.st_mode))
		return gp_fail(e, GP_EUSAGE, "%.300s: is no file; name another crawl file", path);
	if (statfs(path, &fs) != 0)
		return gp_fail_errno(e, GP_EIO, "%.300s: cannot look at its file system", path);
	remote = gp_crawl_file_remote((unsigned long)fs.f_type);
	if (remote)
		return gp_fail(e, GP_EDENIED,
		    "%.300s: lies on a %s file system, where file locks and SQLite's log are not "
		    "safe; put the crawl file on a local disk",
		    path, remote);
	return 0;
}
