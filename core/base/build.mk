# The sentences for users, from lua/govpub/messages and lua/govpub/errors.
GEN_OBJ += $(B)/gen/messages.o $(B)/gen/errors.o

$(B)/gen/sentences: core/tool/sentences.c | $(B)/.deps
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 -Wall -Wextra $< $(shell pkg-config --cflags lua5.4) -Wl,-Bstatic -llua5.4 -Wl,-Bdynamic -ldl -lm -o $@

$(B)/gen/messages.c: $(B)/gen/sentences $(B)/gen/embed.list $(wildcard lua/govpub/messages/*.lua)
	$(B)/gen/sentences gp_messages $(wildcard lua/govpub/messages/*.lua) > $@

$(B)/gen/errors.c: $(B)/gen/sentences $(B)/gen/embed.list $(wildcard lua/govpub/errors/*.lua)
	$(B)/gen/sentences gp_errors $(wildcard lua/govpub/errors/*.lua) > $@
