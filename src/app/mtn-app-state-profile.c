/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The person's part of MtnAppState: changes to the profile, and the named
 * profiles. A profile gets a file only when something has been said in it. */

#include "mtn-app-state-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-profile-file.h"
#include "mtn-profile-folder.h"

static void
forget_deleted (MtnAppState *self)
{
  g_clear_pointer (&self->deleted, mtn_profile_free);
  g_clear_pointer (&self->deleted_name, g_free);
}

static void
editor_changed_cb (MtnAppState *self)
{
  if (self->switching)
    return;

  mtn_profile_store_save_soon (self->store, self->profile_name, mtn_editor_get_profile (self->editor));
  mtn_app_state_profile_changed (self);
}

static void
editor_offer_cb (MtnAppState *self, const char *message)
{
  if (*message != '\0')
    forget_deleted (self);
  if (self->deleted == NULL)
    mtn_app_state_offer (self, message);
}

static void
store_failure_cb (MtnAppState *self)
{
  g_object_notify (G_OBJECT (self), "storage-message");
}

/* From an idle, so that the window is there to show them. */
static gboolean
tell_notices_cb (gpointer user_data)
{
  MtnAppState *self = user_data;
  g_auto (GStrv) notices = mtn_profile_store_take_notices (self->store);

  self->notice_source = 0;
  for (guint i = 0; notices[i] != NULL; i++)
    mtn_app_state_notice (self, notices[i]);

  return G_SOURCE_REMOVE;
}

static void
tell_notices_soon (MtnAppState *self)
{
  if (self->notice_source == 0)
    self->notice_source = g_idle_add (tell_notices_cb, self);
}

static void
set_name (MtnAppState *self, const char *name)
{
  if (g_strcmp0 (self->profile_name, name) == 0)
    return;

  g_free (self->profile_name);
  self->profile_name = g_strdup (name);
  mtn_app_state_name_changed (self);
}

/* @profile: (transfer full) */
static void
show_profile (MtnAppState *self, const char *name, MtnProfile *profile)
{
  self->query.n = self->list_length;
  self->switching = TRUE;
  mtn_editor_set_profile (self->editor, profile);
  self->switching = FALSE;
  set_name (self, name);
  mtn_app_state_profile_changed (self);
}

/* The profile to begin with, or to go on with when another is deleted. */
static void
show_any_profile (MtnAppState *self)
{
  g_auto (GStrv) names = mtn_profile_store_list (self->store);

  for (guint i = 0; names[i] != NULL; i++)
    {
      MtnProfile *profile = mtn_profile_store_load (self->store, names[i]);

      if (profile != NULL)
        {
          show_profile (self, names[i], profile);
          return;
        }
    }

  show_profile (self, _ ("My Picks"), mtn_profile_new ());
}

void
mtn_app_state_init_profiles (MtnAppState *self, const char *data_dir)
{
  g_autofree char *folder = data_dir != NULL
                                ? g_build_filename (data_dir, "profiles", NULL)
                                : g_build_filename (g_get_user_data_dir (), "matinee", "profiles", NULL);

  self->store = mtn_profile_store_new (folder);
  self->editor = mtn_editor_new ();
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (editor_changed_cb), self);
  g_signal_connect_swapped (self->editor, "offer", G_CALLBACK (editor_offer_cb), self);
  g_signal_connect_swapped (self->store, "notify::failure", G_CALLBACK (store_failure_cb), self);

  show_any_profile (self);
  tell_notices_soon (self);
}

void
mtn_app_state_clear_profiles (MtnAppState *self)
{
  g_clear_handle_id (&self->notice_source, g_source_remove);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      mtn_profile_store_flush (self->store);
    }
  g_clear_object (&self->editor);
  g_clear_object (&self->store);
  g_clear_pointer (&self->profile_name, g_free);
  forget_deleted (self);
}

/* Films. */

void
mtn_app_state_pick (MtnAppState *self, MtnFilm *film, double stars)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (MTN_IS_FILM (film));
  g_return_if_fail (self->table != NULL);

  mtn_editor_pick (self->editor,
                   mtn_film_table_id_in (self->table, film, mtn_editor_get_profile (self->editor)),
                   (float) stars);
}

void
mtn_app_state_unpick (MtnAppState *self, MtnFilm *film)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (MTN_IS_FILM (film));
  g_return_if_fail (self->table != NULL);

  mtn_editor_unpick (self->editor,
                     mtn_film_table_id_in (self->table, film, mtn_editor_get_profile (self->editor)),
                     mtn_film_get_movie (film)->title);
}

void
mtn_app_state_toggle_pick (MtnAppState *self, MtnFilm *film)
{
  g_return_if_fail (MTN_IS_FILM (film));

  if (mtn_film_get_picked (film))
    mtn_app_state_unpick (self, film);
  else
    mtn_app_state_pick (self, film, 0);
}

void
mtn_app_state_exclude (MtnAppState *self, MtnFilm *film, MtnExcludeReason reason)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (MTN_IS_FILM (film));
  g_return_if_fail (self->table != NULL);

  mtn_editor_exclude (self->editor,
                      mtn_film_table_id_in (self->table, film, mtn_editor_get_profile (self->editor)),
                      mtn_film_get_movie (film)->title, reason);
}

void
mtn_app_state_unexclude (MtnAppState *self, MtnFilm *film)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (MTN_IS_FILM (film));
  g_return_if_fail (self->table != NULL);

  mtn_editor_unexclude (self->editor,
                        mtn_film_table_id_in (self->table, film, mtn_editor_get_profile (self->editor)));
}

void
mtn_app_state_start_over (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  self->query.n = self->list_length;
  mtn_editor_clear (self->editor);
}

void
mtn_app_state_undo (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  mtn_editor_undo (self->editor);
}

void
mtn_app_state_redo (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  mtn_editor_redo (self->editor);
}

void
mtn_app_state_take_offer (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  if (self->deleted != NULL)
    {
      g_autofree char *name = mtn_profile_store_free_name (self->store, self->deleted_name);
      MtnProfile *profile = g_steal_pointer (&self->deleted);

      forget_deleted (self);
      mtn_profile_store_save_soon (self->store, name, profile);
      show_profile (self, name, profile);
      mtn_app_state_offer (self, "");
    }
  else
    mtn_editor_take_offer (self->editor);
}

void
mtn_app_state_end_offer (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  forget_deleted (self);
  mtn_editor_end_offer (self->editor);
}

/* Attributes: the window knows groups and indices, a profile years and names. */

int
mtn_app_state_get_age (MtnAppState *self)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (self);
  int years = mtn_profile_get_age (mtn_editor_get_profile (self->editor));

  return vocabulary != NULL ? mtn_vocabulary_age_group (vocabulary, years) : MTN_NOT_SAID;
}

void
mtn_app_state_set_age (MtnAppState *self, int group)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (self);

  /* A profile that says 31 keeps it while its group is the one that is shown. */
  if (vocabulary == NULL || group == mtn_app_state_get_age (self) || group >= (int) vocabulary->n_ages)
    return;

  mtn_editor_set_age (self->editor, group < 0 ? MTN_NOT_SAID : vocabulary->age_starts[group]);
}

int
mtn_app_state_get_gender (MtnAppState *self)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (self);
  const char *gender = mtn_profile_get_gender (mtn_editor_get_profile (self->editor));

  return vocabulary != NULL ? mtn_vocabulary_gender (vocabulary, gender) : MTN_NOT_SAID;
}

void
mtn_app_state_set_gender (MtnAppState *self, int index)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (self);

  if (vocabulary == NULL || index == mtn_app_state_get_gender (self) ||
      index >= (int) g_strv_length (vocabulary->genders))
    return;

  mtn_editor_set_gender (self->editor, index < 0 ? NULL : vocabulary->genders[index]);
}

int
mtn_app_state_get_occupation (MtnAppState *self)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (self);
  const char *occupation = mtn_profile_get_occupation (mtn_editor_get_profile (self->editor));

  return vocabulary != NULL ? mtn_vocabulary_occupation (vocabulary, occupation) : MTN_NOT_SAID;
}

void
mtn_app_state_set_occupation (MtnAppState *self, int index)
{
  MtnVocabulary *vocabulary = mtn_app_state_get_vocabulary (self);

  if (vocabulary == NULL || index == mtn_app_state_get_occupation (self) ||
      index >= (int) g_strv_length (vocabulary->occupations))
    return;

  mtn_editor_set_occupation (self->editor, index < 0 ? NULL : vocabulary->occupations[index]);
}

/* Named profiles. */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
mtn_app_state_list_profiles (MtnAppState *self)
{
  g_auto (GStrv) names = NULL;
  GPtrArray *all;

  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  names = mtn_profile_store_list (self->store);
  all = g_ptr_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (all, g_steal_pointer (&names[i]));
  if (!mtn_profile_store_has (self->store, self->profile_name))
    g_ptr_array_add (all, g_strdup (self->profile_name));
  g_ptr_array_sort (all, compare_names);
  g_ptr_array_add (all, NULL);

  return (char **) g_ptr_array_free (all, FALSE);
}

void
mtn_app_state_switch_profile (MtnAppState *self, const char *name)
{
  MtnProfile *profile;

  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (name != NULL);

  if (g_str_equal (name, self->profile_name))
    return;

  profile = mtn_profile_store_load (self->store, name);
  tell_notices_soon (self);
  if (profile != NULL)
    show_profile (self, name, profile);
}

void
mtn_app_state_new_profile (MtnAppState *self, const char *name)
{
  g_autofree char *unique = NULL;
  MtnProfile *profile;

  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (name != NULL && *name != '\0');

  unique = mtn_profile_store_free_name (self->store, name);
  profile = mtn_profile_new ();
  mtn_profile_store_save_soon (self->store, unique, profile);
  show_profile (self, unique, profile);
}

void
mtn_app_state_rename_profile (MtnAppState *self, const char *name)
{
  g_autofree char *unique = NULL;

  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (name != NULL && *name != '\0');

  if (g_str_equal (name, self->profile_name))
    return;

  if (mtn_profile_store_has (self->store, self->profile_name))
    unique = mtn_profile_store_rename (self->store, self->profile_name, name);
  else
    unique = mtn_profile_store_free_name (self->store, name);
  set_name (self, unique);
}

void
mtn_app_state_delete_profile (MtnAppState *self)
{
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  MtnProfile *profile;

  g_return_if_fail (MTN_IS_APP_STATE (self));

  name = g_strdup (self->profile_name);
  profile = mtn_profile_copy (mtn_editor_get_profile (self->editor));
  mtn_profile_store_delete (self->store, name);
  show_any_profile (self);

  forget_deleted (self);
  self->deleted = profile;
  self->deleted_name = g_steal_pointer (&name);
  /* Translators: a toast; %s is the name of a profile */
  message = g_strdup_printf (_ ("Profile “%s” deleted"), self->deleted_name);
  mtn_app_state_offer (self, message);
}

void
mtn_app_state_erase_everything (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  mtn_profile_store_erase (self->store);
  forget_deleted (self);
  show_profile (self, _ ("My Picks"), mtn_profile_new ());
  mtn_app_state_clear_filters (self);
}

void
mtn_app_state_flush (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  mtn_profile_store_flush (self->store);
}

/* Takes a profile from somewhere else in: the same one twice is one. */
gboolean
mtn_app_state_import_profile (MtnAppState *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *unique = NULL;
  MtnProfile *profile = mtn_profile_load (path, &name, &error);
  g_autoptr (MtnProfile) present = NULL;

  if (profile == NULL)
    {
      mtn_app_state_notice (self, error->message);
      return FALSE;
    }

  if (name == NULL || *name == '\0')
    {
      g_autofree char *file = g_path_get_basename (path);

      g_free (name);
      name = mtn_profile_folder_name_file (file);
      if (!g_utf8_validate (name, -1, NULL))
        {
          g_free (name);
          name = g_strdup (_ ("My Picks"));
        }
    }

  present = mtn_profile_store_load (self->store, name);
  if (present != NULL && mtn_profile_equal (present, profile))
    unique = g_strdup (name);
  else
    {
      unique = mtn_profile_store_free_name (self->store, name);
      mtn_profile_store_save_soon (self->store, unique, profile);
    }
  show_profile (self, unique, profile);

  return TRUE;
}

const MtnProfile *
mtn_app_state_get_profile (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return mtn_editor_get_profile (self->editor);
}
