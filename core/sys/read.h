/*
 * read.h - taking in a whole file.
 */
#ifndef GP_SYS_READ_H
#define GP_SYS_READ_H

#include "core/base/buf.h"

/*
 * Appends all that the descriptor gives until its end. -1 with errno, EFBIG: there is more than the buffer's
 * maximum, and the buffer has what fitted.
 */
int gp_read_all(int fd, struct gp_buf *b) GP_MUST_USE;
/*
 * Appends the plain file `path` (below the folder that is open as `folder`, or AT_FDCWD); never waits for the other
 * end of a FIFO. -1 with errno as above; EINVAL: it is something else than a plain file.
 */
int gp_read_file(int folder, const char *path, struct gp_buf *b) GP_MUST_USE;

#endif
