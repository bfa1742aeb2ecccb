-- What is to be done outside after a commit, until it is done. `due` is the time in UTC, then the customer and the id.
CREATE TABLE outbox (
  customer TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  due      TEXT    NOT NULL,
  attempts INTEGER NOT NULL,
  body     BLOB    NOT NULL,
  PRIMARY KEY (customer, id)
) STRICT;

CREATE INDEX outbox_by_due ON outbox (due);
