#!/bin/sh
# every shipped rule passes the tests that it carries
GP_BUILD=${GP_BUILD:-build}
exec "$GP_BUILD/govpub" rules test --lang zh shipped
