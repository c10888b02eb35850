#ifndef WRIT_REPORT_SARIF_PARTS_H
#define WRIT_REPORT_SARIF_PARTS_H

/* Pieces of SARIF 2.1.0 that findings and changes have in common. */

#include "base/text.h"
#include "report/where.h"

#define SARIF_SCHEMA                                                           \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"      \
    "sarif-schema-2.1.0.json"

/* Where a rule is described in the web. The project has no address yet; this
 * one is reserved (RFC 2606), so it leads to nobody else. */
#define SARIF_HELP "https://writ.invalid/explain/"

/* `"key": {"text": "..."}` */
void sarif_message(struct text *text, const char *key, const char *string);

/* `"physicalLocation": {...}`; the file is not NULL. A line of 0 is left out. */
void sarif_physical(struct text *text, const struct where *where);

/* `"partialFingerprints": {...}` over the parts, and the how-manieth of them it
 * is. */
void sarif_fingerprint(struct text *text, const char *const *parts,
                       size_t count, size_t turn);

#endif
