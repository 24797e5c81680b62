#include "core/store/file_system.h"

#include <errno.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/mem.h"

/* Magic numbers that <linux/magic.h> of Debian 12 does not carry; statfs(2). */
#define CIFS_MAGIC 0xFF534D42
#define LUSTRE_MAGIC 0x0BD00BD0
#define OCFS2_MAGIC 0x7461636F
#define GFS2_MAGIC 0x01161970

const char *gp_file_system_remote(unsigned long f_type)
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

int gp_file_system_folders(const char *path, struct gp_err *e)
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
