/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-exploration.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnDataTopic:
 *
 * A figure of a data set, which is a card and, opened, a page. All are static.
 */
typedef struct
{
  const char *name;          /* in actions: "stars" */
  const char *title;         /* not yet translated, as all that follow */
  MtnFigure *(*draw)         (const MtnExploration *data);
  const char *chart;         /* (nullable): title of the only chart of the figure that it is about */
  guint       preview;       /* which chart the card shows */
  char     *(*dup_caption)   (const MtnExploration *data); /* a sentence for the card */
  const char *explanation;   /* (nullable): a paragraph for the page */
} MtnDataTopic;

/* (transfer none): [n] in the order of the cards. */
const MtnDataTopic *mtn_data_topics             (guint                *n);
const MtnDataTopic *mtn_data_topic_find         (const char           *name); /* (nullable) */

/* (transfer full) (nullable): NULL where the data set has not what it takes. */
MtnFigure          *mtn_data_topic_draw         (const MtnDataTopic   *self,
                                                 const MtnExploration *data);

/* (transfer full): @figure with chart @index alone; takes @figure. */
MtnFigure          *mtn_data_topic_keep_chart   (MtnFigure            *figure,
                                                 guint                 index);
/* The same for a card, which has a title and little room. */
MtnFigure          *mtn_data_topic_make_preview (MtnFigure            *figure,
                                                 guint                 index);

G_END_DECLS
