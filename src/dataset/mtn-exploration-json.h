/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-exploration.h"

G_BEGIN_DECLS

/**
 * mtn_exploration_to_json:
 *
 * One object, stable:
 *   exploration: format version, 1
 *   dataset: {name, sha256, licence}
 *   counts: {people, films, ratings, genres, occupations, people_without_ratings, films_without_ratings, sparsity,
 *     second_ids, titles_not_ascii, films_without_year, films_without_genre}
 *   union: null, or {films_in_both, sets: [{name, people, films, ratings}]} of the two data sets that were made one
 *   stars: {counts: {"0.5" … "5": ratings}, mean}
 *   ratings_per_person: {min, median, mean, max}
 *   ratings_per_film: {min, median, mean, max} over rated films, {once, below_5, below_20} films of them,
 *     share_of_top_tenth, most: [{id, title, ratings}]
 *   genres: {per_film, table: [{name, films, ratings, mean_stars}]}, in the data set's order after films without genre
 *   people: null, or {age: {min, median, mean, max, by_year: {"<years>": people}, groups: [{name, people}]},
 *     gender: {"<code>": people}, occupation: [{name, people}], not_said: {age, gender, occupation}}
 *   time: null, or {first, last: seconds since 1970, months: [{month: "1997-09", ratings}]}
 *   density: [[share of ratings]]: a row a group of people, the most active first; a column a group of films, the most
 *     rated first
 *   together: {films: [id], people: [[who rated both]]}
 *   splits: {masks, users: null, or {train, test: {samples, people, files}, hidden, visible: {min, median, mean, max}
 *     films in a sample of the test}}
 *   sample: null, or {user_id, fraction, ratings, hidden, hidden_ids, films: [{id, title, stars, visible}]}
 *   early_sample: null, or {samples, fraction, input, output}: the seed's first way of masking; stars / 5 of the
 *     first 15 films of the catalogue
 *   encoded: {documented: [{user_id, age, gender, occupation}],
 *     early: [{user_id, age, gender, occupation, zip, ratings, genres: {"<name>": share}}], largest_zip}
 *   heads: [{file, columns, rows}], the first lines of the files
 *   left_out: [{what, why}]
 */
JsonNode *mtn_exploration_to_json (const MtnExploration *self);

G_END_DECLS
