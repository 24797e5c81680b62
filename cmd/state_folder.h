/*
 * state_folder.h - where is kept what lasts from run to run outside an office.
 */
#ifndef GP_CMD_STATE_FOLDER_H
#define GP_CMD_STATE_FOLDER_H

#include <stddef.h>

/*
 * $XDG_STATE_HOME/govpub, else $HOME/.local/state/govpub, without a slash at its end (XDG Base
 * Directory Specification; relative values do not count). -1 when neither is set, or the
 * path does not fit.
 */
int gp_state_folder(char *out, size_t size);

#endif
