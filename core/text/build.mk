# the decoding tables come from the build host's iconv
GEN_OBJ += $(B)/gen/charset_tables.o

$(B)/gen/charset_tables: core/tool/charset_tables.c | $(B)/.deps
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 -Wall -Wextra $< -o $@

$(B)/gen/charset_tables.c: $(B)/gen/charset_tables
	$< > $@
