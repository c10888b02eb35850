#ifndef WRIT_SERVER_LANGUAGE_SERVER_H
#define WRIT_SERVER_LANGUAGE_SERVER_H

/* A language server: documents as an editor has them, what is found in them,
 * and answers about places in them. The protocol is the Language Server
 * Protocol, 3.17, with whole documents at each change. */

#include "check/compilation.h"

enum service_end {
    SERVICE_DONE,   /* told to exit after it was told to shut down */
    SERVICE_LEFT,   /* told to exit, or left, without that */
    SERVICE_REFUSED /* nobody reads what it writes */
};

/* Serves the two descriptors to the end. Folders and budget are those of the
 * settings, which outlive it. */
enum service_end serve_editor(const struct compilation *settings, int in,
                              int out);

#endif
