/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* What writing and reading the seed's CSV files share. */

#define MTN_SEED_FILES_HEADER "user_id,age,gender,occupation,input,output,genres"
