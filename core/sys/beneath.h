/*
 * beneath.h - opening files whose names come from somebody else.
 */
#ifndef GP_SYS_BENEATH_H
#define GP_SYS_BENEATH_H

/*
 * Opens `path` for reading below the folder `dir` and nowhere else, whatever links or ".." say; never
 * waits for the other end of a FIFO. A descriptor, or -1 with errno (openat2(2)).
 */
int gp_open_beneath(int dir, const char *path);

#endif
