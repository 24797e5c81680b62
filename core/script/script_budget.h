/*
 * script_budget.h - what one call of a script may use, kept by timers and their signals.
 *
 * Neither hooks nor pcall bound C code, so a script that passes a limit ends its worker,
 * after a last word (GP_SCRIPT_LIMIT) that names limit and file. For the script worker only.
 */
#ifndef GP_SCRIPT_SCRIPT_BUDGET_H
#define GP_SCRIPT_SCRIPT_BUDGET_H

#include "core/script/script_msg.h"

/* Before the jail: handlers and timers. -1: the system refuses. */
int gp_budget_open(void);
/* The code of `file` runs from now on, with these budgets, less the 20 ms that others before it may have had of them. */
void gp_budget_begin(int file, int cpu_ms, int wall_ms);
/* It has ended; the clocks go on until gp_budget_stop(), for the next may begin at once. */
void gp_budget_end(void);
void gp_budget_stop(void);
/* Says the last word in the name of the file that runs, and ends the process. */
_Noreturn void gp_budget_over(enum gp_script_limit what);

#endif
