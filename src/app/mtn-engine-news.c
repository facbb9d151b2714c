/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-engine-news.h"

#include "mtn-engine.h"

struct _MtnEngineNews
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (MtnEngineNews, mtn_engine_news, G_TYPE_OBJECT)

static guint told;

static void
mtn_engine_news_class_init (MtnEngineNewsClass *klass)
{
  told = g_signal_new ("told", MTN_TYPE_ENGINE_NEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                       G_TYPE_STRING);
}

static void
mtn_engine_news_init (MtnEngineNews *self)
{
}

static gboolean
tell_cb (gpointer notice)
{
  g_signal_emit (mtn_engine_news_get_default (), told, 0, notice);

  return G_SOURCE_REMOVE;
}

/* In the thread of whoever works with the engine. */
static void
listener (const char *notice, gpointer unused)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_strdup (notice), g_free);
}

MtnEngineNews *
mtn_engine_news_get_default (void)
{
  static MtnEngineNews *news;

  if (news == NULL)
    {
      news = g_object_new (MTN_TYPE_ENGINE_NEWS, NULL);
      mtn_engine_set_listener (listener, NULL);
    }

  return news;
}
