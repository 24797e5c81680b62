#include "core/store/version.h"

#include <sqlite3.h>

const char *gp_store_sqlite_version(void)
{
	return sqlite3_libversion();
}
