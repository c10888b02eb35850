/* Text in XML. */

#include "report/xml.h"

#include "report/clean.h"

#include <string.h>

/* Two code points that are UTF-8 but may not stand in XML. */
static const char *const no_xml[] = { "\xEF\xBF\xBE", "\xEF\xBF\xBF" };

void xml_put(struct text *text, const char *string)
{
    struct text clean = { 0 };
    struct text fit = { 0 };

    clean_put(&clean, string);
    for (const char *at = text_string(&clean); *at;) {
        size_t bad =
            strncmp(at, no_xml[0], 3) == 0 || strncmp(at, no_xml[1], 3) == 0;
        if (bad)
            text_put(&fit, CLEAN_REPLACEMENT);
        else
            text_char(&fit, *at);
        at += bad ? 3 : 1;
    }
    text_html(text, text_string(&fit));
    text_destroy(&clean);
    text_destroy(&fit);
}

void xml_attribute(struct text *text, const char *name, const char *value)
{
    text_print(text, " %s=\"", name);
    xml_put(text, value);
    text_char(text, '"');
}
