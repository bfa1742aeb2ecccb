-- The index of one language, {0}. Blobs are arrays of 32-bit numbers, little end first.
-- Products in the order of how plain their names are: the fewer words, the smaller the number.
-- terms: the place of the name's head, the terms of the name, 0, the terms of whatever else it is called.
-- about: what the name is about, packed; nothing where no table of meanings knows its words.
CREATE TABLE named_{0} (n INTEGER PRIMARY KEY, id TEXT NOT NULL REFERENCES product, terms BLOB NOT NULL, about BLOB);
-- Pieces of words, and what they are about.
CREATE TABLE piece_{0} (piece TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
-- Every term, and in which products it occurs.
CREATE TABLE term_{0} (n INTEGER PRIMARY KEY, word TEXT NOT NULL, named BLOB NOT NULL);
CREATE TABLE word_{0} (word TEXT PRIMARY KEY, n INTEGER NOT NULL REFERENCES term_{0}, products INTEGER NOT NULL) WITHOUT ROWID;
-- Terms by a checksum of what is left of them without one letter, and of how they sound.
CREATE TABLE near_{0} (key INTEGER, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
-- Compounds by the word they end in.
CREATE TABLE compound_{0} (tail TEXT, n INTEGER, PRIMARY KEY (tail, n)) WITHOUT ROWID;
