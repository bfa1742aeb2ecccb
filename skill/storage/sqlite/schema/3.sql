-- When what is forgotten, in Unix seconds; NULL: never. A guest's profile, its cart and the account that leads to it
-- end together; an interaction by itself.
ALTER TABLE customers ADD COLUMN expires INTEGER;
ALTER TABLE carts ADD COLUMN expires INTEGER;
ALTER TABLE interactions ADD COLUMN expires INTEGER;
ALTER TABLE identities ADD COLUMN expires INTEGER;

CREATE INDEX customers_by_end ON customers (expires) WHERE expires IS NOT NULL;
CREATE INDEX carts_by_end ON carts (expires) WHERE expires IS NOT NULL;
CREATE INDEX interactions_by_end ON interactions (expires) WHERE expires IS NOT NULL;
CREATE INDEX identities_by_end ON identities (expires) WHERE expires IS NOT NULL;
