-- The items of the DynamoDB table as plain tables. `body` is msgpack (skill/storage/encoding.py).
-- A file is made by all scripts of this folder in order, and an older one gets those that it has not seen. So none
-- of them is changed any more: what comes next is a script of its own and raises SCHEMA in connections.py.

CREATE TABLE customers (
  customer TEXT    PRIMARY KEY,
  version  INTEGER NOT NULL,
  body     BLOB    NOT NULL
) STRICT;

CREATE TABLE carts (
  customer TEXT    PRIMARY KEY,
  version  INTEGER NOT NULL,
  body     BLOB    NOT NULL
) STRICT;

-- The hot part, written by purchases only.
CREATE TABLE digests (
  customer TEXT    PRIMARY KEY,
  version  INTEGER NOT NULL,
  body     BLOB    NOT NULL
) STRICT;

-- The rarer products, read only when a match fails in the hot part; guarded by the hot part's version.
CREATE TABLE digest_rests (
  customer TEXT PRIMARY KEY,
  body     BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
  customer TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  expires  INTEGER NOT NULL, -- Unix seconds
  body     BLOB    NOT NULL,
  PRIMARY KEY (customer, id)
) STRICT;

CREATE INDEX sessions_by_end ON sessions (expires);

-- `key` is the time in UTC and the id: it sorts as the timeline does.
CREATE TABLE interactions (
  customer TEXT NOT NULL,
  key      TEXT NOT NULL,
  body     BLOB NOT NULL,
  reply    BLOB NOT NULL,
  PRIMARY KEY (customer, key)
) STRICT;

CREATE TABLE orders (
  customer TEXT NOT NULL,
  id       TEXT NOT NULL,
  body     BLOB NOT NULL,
  PRIMARY KEY (customer, id)
) STRICT;

CREATE TABLE identities (
  channel  TEXT NOT NULL,
  digest   TEXT NOT NULL,
  customer TEXT NOT NULL,
  PRIMARY KEY (channel, digest)
) STRICT;

CREATE TABLE quotes (
  product  TEXT    PRIMARY KEY,
  minor    INTEGER NOT NULL,
  currency TEXT    NOT NULL,
  stock    INTEGER            -- NULL: not counted
) STRICT;
