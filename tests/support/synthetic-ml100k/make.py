#!/usr/bin/python3
# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
"""Writes a small invented data set in the format of MovieLens 100K.

240 people and 160 films with planted tastes: eight clusters of twenty films,
one genre each; a person loves one cluster, likes a second and is lukewarm about
the rest; age, gender and occupation lean towards the cluster. Within a cluster
the films of lower number are the more popular ones. All traps of the real files
are there: Latin-1, trailing articles, two films under two ids, the row
"unknown", a missing date, "(V)" behind the year, gaps in the ids of people.

The same bytes on every run and every Python: only random() is used, which is
the same everywhere.
"""

import os
import random
import sys

GENRES = ["unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama",
          "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western"]

OCCUPATIONS = ["administrator", "artist", "doctor", "educator", "engineer", "entertainment", "executive",
               "healthcare", "homemaker", "lawyer", "librarian", "marketing", "none", "other", "programmer",
               "retired", "salesman", "scientist", "student", "technician", "writer"]

# Genre of the cluster; two lists of words for its titles; who leans towards it: age, share of men, occupation.
CLUSTERS = [
    ("Sci-Fi", ["Comet", "Orbit", "Silent Moon", "Ninth Planet", "Star"],
     ["Harbour", "Signal", "Colony", "Drift"], (21, 0.85, "student")),
    ("Romance", ["Letters", "Summer", "Waltz", "Orchard", "Lantern"],
     ["in Trieste", "of Clara", "by the Sea", "at Midnight"], (29, 0.2, "educator")),
    ("Horror", ["Crypt", "Hollow", "Fever", "Whisper", "Pale Door"],
     ["Below", "in the Cellar", "of Bone", "Returns"], (23, 0.7, "technician")),
    ("Comedy", ["Uncle Bruno", "The Wrong Goat", "Two Left Feet", "Nephews", "Soup"],
     ["Goes to Town", "for Sale", "on Holiday", "and Company"], (33, 0.55, "administrator")),
    ("Drama", ["Bread", "River", "Winter Bench", "Harvest", "Mother Tongue"],
     ["and Salt", "Without End", "of the Weavers", "Revisited"], (47, 0.45, "writer")),
    ("Western", ["Dust", "Copper Creek", "Lone Rider", "Marshal", "Prairie"],
     ["Canyon", "Justice", "at Noon", "Trail"], (57, 0.85, "retired")),
    ("Animation", ["Pip", "Little Otter", "Kite", "Button", "Snow Hare"],
     ["Finds a Friend", "and the Clock", "in the Garden", "Takes Flight"], (36, 0.3, "homemaker")),
    ("Crime", ["Alibi", "Ledger", "Night Tram", "Inspector Vale", "Cold Ink"],
     ["on Fifth Street", "for Two", "Case", "Confession"], (42, 0.65, "lawyer")),
]

SECOND_GENRE = {"Sci-Fi": "Action", "Romance": "Drama", "Horror": "Thriller", "Comedy": "Romance", "Drama": "War",
                "Western": "Adventure", "Animation": "Children's", "Crime": "Mystery"}

# Rows that are written as the real ones are where they are hard to read.
SPECIAL = {
    5: "Double nuit de Mir\u00e9ille, La (Double Night of Mireille, The) (1991)",
    21: "Hiver, L' (1994)",
    47: "unknown",
    66: "Empress, The (1980)",
    67: "Fahrt, Die (a.k.a. Journey, The) (1972)",
    90: "Pip III: The Time of the Great Kite (1995) (V)",
    98: "Ni\u00f1o perdido, El (1988)",
}
# Second ids of films above: id → the lower id.
TWINS = {150: 9, 157: 66}

N_FILMS = 160
N_PEOPLE = 240


def films():
    """Yields id → (title as stored, cluster or None, rank within the cluster)."""
    result = {}
    for film in range(1, N_FILMS + 1):
        cluster, rank = (film - 1) % len(CLUSTERS), (film - 1) // len(CLUSTERS)
        genre, first, second, _ = CLUSTERS[cluster]
        words = first[rank % 5] + " " + second[(rank // 5 + rank) % 4]
        year = 1930 + (film * 37) % 68
        title = "%s (%d)" % (words, year)
        if words.startswith("The "):
            title = "%s, The (%d)" % (words[4:], year)
        elif rank % 6 == 4:
            title = "%s, The (%d)" % (words, year)
        result[film] = (title, cluster, rank)
    for film, title in SPECIAL.items():
        result[film] = (title, None if title == "unknown" else result[film][1], result[film][2])
    for film, twin in TWINS.items():
        result[film] = (result[twin][0], result[twin][1], result[film][2])
    return result


def item_row(film, title, cluster):
    date = "" if film in (47, 31) else "%02d-Jan-%s" % (1 + film % 28, title.rstrip(" (V)")[-4:])
    url = "" if film in (47, 31, 88) else "http://example.org/film?%d" % film
    flags = ["0"] * len(GENRES)
    if cluster is None:
        flags[0] = "1"
    else:
        genre = CLUSTERS[cluster][0]
        flags[GENRES.index(genre)] = "1"
        if film % 3 == 0:
            flags[GENRES.index(SECOND_GENRE[genre])] = "1"
    return "|".join([str(film), title, date, "", url] + flags)


def person(rng, cluster):
    age, men, occupation = CLUSTERS[cluster][3]
    return (max(7, min(75, int(age + (rng.random() - 0.5) * 16))),
            "M" if rng.random() < men else "F",
            occupation if rng.random() < 0.6 else OCCUPATIONS[int(rng.random() * len(OCCUPATIONS))])


def ratings_of(rng, loved, liked, catalogue):
    for film, (_, cluster, rank) in sorted(catalogue.items()):
        if cluster is None:
            if rng.random() < 0.03:
                yield film, 3
            continue
        popularity = 1.0 / (1.0 + 0.12 * rank)
        if cluster == loved:
            chance, mean = 0.95 * popularity, 4.5
        elif cluster == liked:
            chance, mean = 0.45 * popularity, 3.8
        else:
            chance, mean = 0.16 * popularity, 2.6
        if rng.random() < chance:
            yield film, max(1, min(5, int(mean + (rng.random() - 0.5) * 2.4 + 0.5)))


def main(folder):
    rng = random.Random(42)
    catalogue = films()
    os.makedirs(folder, exist_ok=True)

    def write(name, rows):
        with open(os.path.join(folder, name), "wb") as file:
            file.write("".join(row + "\n" for row in rows).encode("iso-8859-1"))

    write("u.item", (item_row(film, title, cluster) for film, (title, cluster, _) in sorted(catalogue.items())))
    write("u.genre", ["%s|%d" % (name, i) for i, name in enumerate(GENRES)] + [""])
    write("u.occupation", OCCUPATIONS)

    ids = [i for i in range(1, 2 * N_PEOPLE) if i % 7 != 0][:N_PEOPLE]
    people, ratings = [], []
    for position, user in enumerate(ids):
        loved = position % len(CLUSTERS)
        liked = (loved + 1 + int(rng.random() * (len(CLUSTERS) - 1))) % len(CLUSTERS)
        age, gender, occupation = person(rng, loved)
        people.append("%d|%d|%s|%s|%05d" % (user, age, gender, occupation, int(rng.random() * 100000)))
        for film, stars in ratings_of(rng, loved, liked, catalogue):
            ratings.append((rng.random(), "%d\t%d\t%d\t%d" % (user, film, stars,
                                                            874724710 + int(rng.random() * 18561928))))
    write("u.user", people)
    write("u.data", (row for _, row in sorted(ratings)))


if __name__ == "__main__":
    main(sys.argv[1])
