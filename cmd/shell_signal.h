/* shell_signal.h - Ctrl-C while a shell is busy. */
#ifndef GP_CMD_SHELL_SIGNAL_H
#define GP_CMD_SHELL_SIGNAL_H

#include <signal.h>
#include <stdbool.h>

/* From now on Ctrl-C is remembered instead of ending the program. */
void gp_shell_catch(void);
/* Whether it came since the last call. */
bool gp_shell_interrupted(void);

#endif
