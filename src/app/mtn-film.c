/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-film.h"

#include "mtn-labels.h"

/* A genre's name must not break inside, and the dot stays with the name before it. */
#define NO_BREAK_SPACE "\302\240"
#define NO_BREAK_HYPHEN "\342\200\221"
#define SEPARATOR NO_BREAK_SPACE "· "

struct _MtnFilm
{
  GObject parent_instance;

  MtnCatalog *catalog;
  guint index;
  char *label;

  gboolean picked;
  double stars;
  gboolean excluded;
  gboolean not_interested;
};

G_DEFINE_FINAL_TYPE (MtnFilm, mtn_film, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PICKED,
  PROP_STARS,
  PROP_EXCLUDED,
  PROP_NOT_INTERESTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mtn_film_finalize (GObject *object)
{
  MtnFilm *self = MTN_FILM (object);

  g_clear_pointer (&self->catalog, mtn_catalog_unref);
  g_clear_pointer (&self->label, g_free);

  G_OBJECT_CLASS (mtn_film_parent_class)->finalize (object);
}

static void
mtn_film_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnFilm *self = MTN_FILM (object);

  switch (prop_id)
    {
    case PROP_PICKED:
      g_value_set_boolean (value, self->picked);
      break;
    case PROP_STARS:
      g_value_set_double (value, self->stars);
      break;
    case PROP_EXCLUDED:
      g_value_set_boolean (value, self->excluded);
      break;
    case PROP_NOT_INTERESTED:
      g_value_set_boolean (value, self->not_interested);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_film_class_init (MtnFilmClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = mtn_film_finalize;
  object_class->get_property = mtn_film_get_property;

  properties[PROP_PICKED] = g_param_spec_boolean ("picked", NULL, NULL, FALSE, flags);
  properties[PROP_STARS] = g_param_spec_double ("stars", NULL, NULL, 0, 5, 0, flags);
  properties[PROP_EXCLUDED] = g_param_spec_boolean ("excluded", NULL, NULL, FALSE, flags);
  properties[PROP_NOT_INTERESTED] = g_param_spec_boolean ("not-interested", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_film_init (MtnFilm *self)
{
}

MtnFilm *
mtn_film_new (MtnCatalog *catalog, guint index)
{
  MtnFilm *self;

  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (index < mtn_catalog_get_n_movies (catalog), NULL);

  self = g_object_new (MTN_TYPE_FILM, NULL);
  self->catalog = mtn_catalog_ref (catalog);
  self->index = index;

  return self;
}

guint
mtn_film_get_index (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), 0);

  return self->index;
}

const MtnMovie *
mtn_film_get_movie (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), NULL);

  return mtn_catalog_get_movie (self->catalog, self->index);
}

const char *
mtn_film_get_label (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), NULL);

  if (self->label == NULL)
    self->label = mtn_movie_dup_label (mtn_film_get_movie (self));

  return self->label;
}

const char **
mtn_film_dup_genre_names (MtnFilm *self)
{
  const char *const *names;
  guint32 bits;
  guint n_genres;
  guint n = 0;
  const char **out;

  g_return_val_if_fail (MTN_IS_FILM (self), NULL);

  names = mtn_catalog_get_genres (self->catalog);
  n_genres = mtn_catalog_get_n_genres (self->catalog);
  bits = mtn_film_get_movie (self)->genres;
  out = g_new0 (const char *, n_genres + 1);

  for (guint i = 0; i < n_genres; i++)
    if (bits & (1u << i))
      out[n++] = names[i];

  return out;
}

char *
mtn_film_dup_genres (MtnFilm *self)
{
  g_autofree const char **names = mtn_film_dup_genre_names (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *label = mtn_genre_get_label (names[i]);

      if (text->len > 0)
        g_string_append (text, SEPARATOR);
      for (const char *p = label; *p != '\0'; p++)
        if (*p == ' ')
          g_string_append (text, NO_BREAK_SPACE);
        else if (*p == '-')
          g_string_append (text, NO_BREAK_HYPHEN);
        else
          g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

gboolean
mtn_film_get_picked (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), FALSE);

  return self->picked;
}

double
mtn_film_get_stars (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), 0);

  return self->stars;
}

gboolean
mtn_film_get_excluded (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), FALSE);

  return self->excluded;
}

gboolean
mtn_film_get_not_interested (MtnFilm *self)
{
  g_return_val_if_fail (MTN_IS_FILM (self), FALSE);

  return self->not_interested;
}

static void
set_flag (MtnFilm *self, gboolean *flag, gboolean value, guint property)
{
  value = !!value;
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
mtn_film_set_state (MtnFilm *self, gboolean picked, double stars, gboolean excluded, gboolean not_interested)
{
  g_return_if_fail (MTN_IS_FILM (self));

  /* Frozen, so that whoever looks at one property sees all of them as they will be. */
  g_object_freeze_notify (G_OBJECT (self));
  set_flag (self, &self->picked, picked, PROP_PICKED);
  set_flag (self, &self->excluded, excluded, PROP_EXCLUDED);
  set_flag (self, &self->not_interested, not_interested, PROP_NOT_INTERESTED);
  if (self->stars != stars)
    {
      self->stars = stars;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARS]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
