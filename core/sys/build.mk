# The libraries that are loaded when they are needed (core/sys/library.h), by the names that a link with them records.
GEN_OBJ += $(B)/gen/sonames.o

$(B)/gen/loaded.so: GNUmakefile | $(B)/.deps
	@mkdir -p $(@D)
	$(CC) -shared -nostdlib -Wl,--no-as-needed $(shell pkg-config --libs $(PC_LOADED)) -o $@

$(B)/gen/sonames.c: $(B)/gen/loaded.so
	objdump -p $< | sed -n 's/^ *NEEDED *\(lib\([a-z]*\).*\)/const char gp_soname_\2[] = "\1";/p' > $@
