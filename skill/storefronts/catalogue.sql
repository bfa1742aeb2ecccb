CREATE TABLE about (format INTEGER NOT NULL, languages TEXT NOT NULL, products INTEGER NOT NULL);
-- What people call a category, stored once for all its products.
CREATE TABLE category_words (n INTEGER PRIMARY KEY, body BLOB NOT NULL UNIQUE);
-- Kept in the order of their ids: one look finds a product, whole.
CREATE TABLE product (
  id TEXT PRIMARY KEY,
  category_words INTEGER NOT NULL REFERENCES category_words,
  body BLOB NOT NULL
) WITHOUT ROWID;
-- The catalogue's own order.
CREATE TABLE number (n INTEGER PRIMARY KEY, id TEXT NOT NULL REFERENCES product);
