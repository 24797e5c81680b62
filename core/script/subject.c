#include "core/script/subject.h"

const char *const gp_subject_words[] = {"page", "link", "attachment", "document", "site", "start", "finish", NULL};

const struct gp_subject *gp_subject_find(enum gp_subject_word word)
{
	static const struct gp_subject *const list[] = {&gp_subject_page, &gp_subject_link, &gp_subject_document,
	    &gp_subject_attachment, &gp_subject_site, &gp_subject_start, &gp_subject_finish};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (list[i]->word == word)
			return list[i];
	return NULL;
}
