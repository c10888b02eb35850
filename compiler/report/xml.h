#ifndef WRIT_REPORT_XML_H
#define WRIT_REPORT_XML_H

/* Text as it may stand in XML. */

#include "base/text.h"

/* Escaped for text and for attributes; what XML cannot hold is replaced. */
void xml_put(struct text *text, const char *string);

/* ` name="value"` */
void xml_attribute(struct text *text, const char *name, const char *value);

#endif
