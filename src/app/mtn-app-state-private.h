/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-app-state.h"
#include "mtn-editor.h"
#include "mtn-film-table.h"
#include "mtn-profile-store.h"
#include "mtn-session.h"

G_BEGIN_DECLS

/* For the files mtn-app-state*.c alone. */

struct _MtnAppState
{
  GObject parent_instance;

  /* The model. */
  MtnStatus      status;
  char          *error_message;
  char          *model_path;      /* (nullable): NULL is the shipped one */
  MtnEngineKind  engine_kind;     /* as wished for */
  MtnSession    *session;         /* (nullable) */
  char          *engine_news;     /* (nullable): what was told last of any engine since the model was opened */
  GCancellable  *loading;         /* (nullable): of the model being opened */
  gboolean       is_file;         /* that model is a file that a person opened */

  /* What is shown. */
  MtnFilmTable  *table;           /* (nullable) */
  GListStore    *films;
  GListStore    *picks;
  GListStore    *exclusions;
  GListStore    *results;

  /* What is asked for. */
  MtnQuery       query;           /* n: as many as are wanted now */
  guint          list_length;
  guint          n_candidates;
  gboolean       computing;       /* the worker has a request */
  gboolean       outdated;        /* and it is not the latest any more */

  /* The person. */
  MtnEditor       *editor;
  MtnProfileStore *store;
  char            *profile_name;
  gboolean         switching;     /* the editor gets another profile: no change to be saved */
  MtnProfile      *deleted;       /* (nullable): on offer to be brought back */
  char            *deleted_name;
  guint            notice_source;
};

/* In mtn-app-state.c. */
void mtn_app_state_profile_changed (MtnAppState *self);
void mtn_app_state_name_changed    (MtnAppState *self);
void mtn_app_state_list_changed    (MtnAppState *self);
void mtn_app_state_set_query       (MtnAppState *self, const MtnQuery *query);
void mtn_app_state_offer           (MtnAppState *self, const char *message);
void mtn_app_state_notice          (MtnAppState *self, const char *message);

/* In mtn-app-state-results.c. */
void mtn_app_state_request_results (MtnAppState *self);

/* In mtn-app-state-profile.c. */
void mtn_app_state_init_profiles   (MtnAppState *self, const char *data_dir);
void mtn_app_state_clear_profiles  (MtnAppState *self);
/* FALSE: it was none, which the person has been told. */
gboolean mtn_app_state_import_profile (MtnAppState *self, const char *path);
void mtn_app_state_set_age         (MtnAppState *self, int group);
void mtn_app_state_set_gender      (MtnAppState *self, int index);
void mtn_app_state_set_occupation  (MtnAppState *self, int index);
int  mtn_app_state_get_age         (MtnAppState *self);
int  mtn_app_state_get_gender      (MtnAppState *self);
int  mtn_app_state_get_occupation  (MtnAppState *self);

G_END_DECLS
